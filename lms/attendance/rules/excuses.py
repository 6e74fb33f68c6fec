"""How long one may be away: days of an event, the ceiling of illness, monthly leave."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import islice

from lms.attendance.rules.calendar import counted_days
from lms.attendance.rules.policy import Policy
from lms.attendance.rules.shares import rounded


def credited_dates(first: date, days: int, *, holidays: Collection[date] = ()) -> list[date]:
    """The days that an excuse covers, from the one on which its cause occurs; weekends and holidays do not count."""
    return list(islice(counted_days(first, frozenset(holidays)), days))


def sick_ceiling(policy: Policy, scheduled: int) -> int:
    """How many days of illness are recognised in a course of so many days."""
    return rounded(scheduled, policy.sick, policy.rounding)


def leave_available(policy: Policy, months_elapsed: int, *, taken: int = 0) -> int:
    """Days of leave that one has: some a month, saved up, at most so many, less those taken."""
    return max(0, min(months_elapsed * policy.leave_per_month, policy.leave_max) - taken)


def split(asked: int, available: int) -> tuple[int, int]:
    """Of the days asked for: those credited, and those that are absences."""
    credited = min(asked, max(0, available))
    return credited, asked - credited
