"""How long what must be kept of a person is kept: terms, and the day that follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

KIND = "retention"


@dataclass(frozen=True, slots=True)
class RetentionTerms:
    """Years after the end of training, and after the end of a role of staff."""

    training_years: int = 5
    access_years: int = 3

    @classmethod
    def from_numbers(cls, numbers: Mapping[str, Any]) -> RetentionTerms:
        """Read a stored version."""
        return cls(int(numbers.get("training_years", 5)), int(numbers.get("access_years", 3)))

    def years(self, kind: str) -> int:
        """The years of a kind of duty."""
        return {"training": self.training_years, "access": self.access_years}[kind]


@dataclass(frozen=True, slots=True)
class Kept:
    """What must be kept of a person, and until when; without an end while it still goes on."""

    kind: str
    title: str
    law: str
    until: date | None


def kept_until(since: date, *, years: int, on: date) -> date | None:
    """The day until which something is kept that ended on ``since``; None while it has not ended."""
    if since > on:
        return None
    year = since.year + years
    leap_day = since.month == 2 and since.day == 29
    return date(year, 3, 1) if leap_day and year % 4 else since.replace(year=year)
