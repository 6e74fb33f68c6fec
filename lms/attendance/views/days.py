"""Days in addresses, and the way from one class day to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from lms.core.errors import NotFound


def day_in(text: str) -> date:
    """The day that an address names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound from None


def around(days: Sequence[date], day: date) -> tuple[date | None, date | None]:
    """The class day before and the one after."""
    before = max((each for each in days if each < day), default=None)
    return before, min((each for each in days if each > day), default=None)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_of(day: date) -> tuple[date, date]:
    """First and last day of a calendar month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
