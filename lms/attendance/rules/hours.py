"""Counting hours without a grid of days: so many hours a month, at most so many a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lms.attendance.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class HoursResult:
    """Minutes that count in a unit, minutes needed, and whether they suffice."""

    counted: int
    needed: int

    @property
    def is_enough(self) -> bool:
        """Whether the unit's hours are full."""
        return self.counted >= self.needed


def settle_hours(policy: Policy, minutes: Iterable[int]) -> HoursResult:
    """Add up the days of a unit, each cut at the day's maximum."""
    most = policy.hours_per_day_max * 60
    return HoursResult(sum(min(each, most) for each in minutes), policy.hours_per_unit * 60)
