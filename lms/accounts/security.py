"""What an installation demands of those who sign in: terms, and what follows from them for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

KIND = "security"


@dataclass(frozen=True, slots=True)
class SecurityTerms:
    """Whether staff need a second factor, and for how many days they may still go without."""

    staff_second_factor: bool = False
    grace_days: int = 14

    @classmethod
    def from_numbers(cls, numbers: Mapping[str, Any]) -> SecurityTerms:
        """Read a stored version."""
        return cls(bool(numbers.get("staff_second_factor")), int(numbers.get("grace_days", 14)))


def second_factor_by(
    terms: SecurityTerms, *, demanded_since: datetime, staff_since: datetime | None, has_factor: bool
) -> datetime | None:
    """From when on a person gets no further without a second factor; None when none is needed.

    The days of grace run from the later of two moments: when it was demanded, and when the person became staff.
    """
    if not terms.staff_second_factor or staff_since is None or has_factor:
        return None
    return max(demanded_since, staff_since) + timedelta(days=terms.grace_days)
