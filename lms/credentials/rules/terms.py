"""What completion takes beside presence, as a dated version of terms says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lms.credentials.types import WhyNot


@dataclass(frozen=True, slots=True)
class CompletionTerms:
    """Conditions on work; ``None`` asks for nothing. The share of days is one of the rules of attendance.

    ``least_mean``: points of 100 that the mean in the gradebook must reach. ``handed_in``: percent of all works that
    must be handed in. ``passed``: percent of all works whose grade must reach the work's own pass line.
    """

    least_mean: int | None = None
    handed_in: int | None = None
    passed: int | None = None

    @property
    def asks_for_work(self) -> bool:
        """Whether grades and works have to be looked at."""
        return (self.least_mean, self.handed_in, self.passed) != (None, None, None)

    @property
    def asks_for_grades(self) -> bool:
        """Whether works must be graded before completion can be settled."""
        return (self.least_mean, self.passed) != (None, None)


@dataclass(frozen=True, slots=True)
class Work:
    """What a trainee did of the works that are over. ``mean`` in hundredths of a point, cut; None before a grade."""

    due: int = 0
    handed_in: int = 0
    passed: int = 0
    ungraded: int = 0
    mean: int | None = None


def terms_from(numbers: Mapping[str, Any]) -> CompletionTerms:
    """Read a stored version."""
    return CompletionTerms(numbers.get("least_mean"), numbers.get("handed_in"), numbers.get("passed"))


def terms_to(terms: CompletionTerms) -> dict[str, int | None]:
    """Write a version."""
    return {"least_mean": terms.least_mean, "handed_in": terms.handed_in, "passed": terms.passed}


def why_not_write(*, valid_from: date, today: date) -> WhyNot | None:
    """Terms never reach back: who finished before today was told other ones."""
    return WhyNot.DAY_PASSED if valid_from < today else None
