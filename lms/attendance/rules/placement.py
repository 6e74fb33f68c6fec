"""Placement rates, always with their counts.

The Korean formula is (B + C) / (C + A - D - E): A completers, B of them employed, C employed before completion, D
excluded after completion, E not unemployed at the start (training-card notice, articles on placement).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placement:
    """Counts of a cohort, and the two rates that are always shown together."""

    completers: int
    employed: int
    early_employed: int = 0
    excluded: int = 0
    not_unemployed: int = 0

    @property
    def numerator(self) -> int:
        """Who found work."""
        return self.employed + self.early_employed

    @property
    def denominator(self) -> int:
        """Who counts by the public formula."""
        return self.early_employed + self.completers - self.excluded - self.not_unemployed

    @property
    def everyone(self) -> int:
        """Who finished, nobody left out: the denominator of the plain rate."""
        return self.completers + self.early_employed

    @property
    def tenths(self) -> int | None:
        """The rate of the public formula in tenths of a percent, rounded half up; None where nobody counts."""
        if not self.denominator:
            return None
        return (2_000 * self.numerator + self.denominator) // (2 * self.denominator)
