"""What the rater model believes before it sees a score. Variances in points², on the 0 to 100 scale."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Priors:
    """``*_count`` is the weight of a belief in pseudo-observations. ``spread_*`` belongs to the true differences
    between submissions, ``habit_*`` to a reviewer's lasting leniency, ``mood_*`` to that of a single assignment.

    ``spread`` is what two published courses show (variances of 139 and 253 between submissions, Auckland and HKUST). A
    fit by coordinate ascent draws grades to the middle more than the full posterior would, and a belief that is too
    small adds to it: at 130 the error was two percent higher on courses of every spread but the narrowest.
    """

    anchor_variance: float = 25.0
    leniency_variance: float = 25.0
    slope: float = 0.9
    slope_variance: float = 0.04
    slope_count: float = 10.0
    slope_limit: float = 1.5
    noise: float = 100.0
    noise_count: float = 6.0
    spread: float = 190.0
    spread_count: float = 60.0
    least_spread: float = 60.0
    habit: float = 25.0
    habit_count: float = 4.0
    mood: float = 16.0
    mood_count: float = 4.0
    ridge: float = 1e-6
    widen: float = 1.1
    middle: float = 50.0
    tolerance: float = 0.02
    most_sweeps: int = 200


PRIORS = Priors()
