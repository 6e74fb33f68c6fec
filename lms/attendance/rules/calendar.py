"""Training days with their hours, and unit periods: months counted from the start date."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from lms.attendance.rules.spans import Span, joined, seconds, without
from lms.attendance.rules.types import UnitStart

HOUR = 3600


@dataclass(frozen=True)
class Hours:
    """The hours of a class day, in seconds since midnight; breaks are no class time."""

    start: int = 9 * HOUR
    end: int = 18 * HOUR
    breaks: tuple[Span, ...] = ((12 * HOUR, 13 * HOUR),)

    @cached_property
    def lessons(self) -> tuple[Span, ...]:
        """The class time itself."""
        return without(joined([(self.start, self.end)]), joined(self.breaks))

    @cached_property
    def seconds(self) -> int:
        """How long the class time is."""
        return seconds(self.lessons)


@dataclass(frozen=True, slots=True)
class UnitPeriod:
    """A unit period (단위기간): its number from 1, first and last day."""

    number: int
    first: date
    last: date


def unit_first(start: date, number: int, unit_start: UnitStart) -> date:
    """The first day of the unit that begins ``number`` months after the start date."""
    months = start.month - 1 + number
    year, month = start.year + months // 12, months % 12 + 1
    length = calendar.monthrange(year, month)[1]
    if start.day <= length:
        return date(year, month, start.day)
    last = date(year, month, length)
    return last if unit_start is UnitStart.CLAMPED else last + timedelta(days=1)


def unit_periods(
    start: date, end: date | None = None, *, unit_start: UnitStart = UnitStart.CLAMPED
) -> list[UnitPeriod]:
    """The unit periods of a course from its first to its last day; only the first, whole, where there is no end.

    The last one is cut at the end of the course. 19 May begins a unit that lasts until 18 June (training-card notice).
    """
    found: list[UnitPeriod] = []
    number, first = 0, start
    while not found or (end is not None and first <= end):
        number += 1
        following = unit_first(start, number, unit_start)
        last = following - timedelta(days=1)
        found.append(UnitPeriod(number, first, last if end is None else min(last, end)))
        first = following
    return found


def unit_of(day: date, start: date, *, unit_start: UnitStart = UnitStart.CLAMPED) -> int:
    """The number of the unit in which a day lies, from 1 (0 and below: before the start)."""
    months = (day.year - start.year) * 12 + day.month - start.month
    while unit_first(start, months, unit_start) > day:
        months -= 1
    return months + 1


def counted_days(first: date, holidays: frozenset[date] | set[date]) -> Iterator[date]:
    """Days from the one on which a cause occurs, without Saturdays, Sundays and public holidays."""
    day = first
    while True:
        if day.weekday() < 5 and day not in holidays:
            yield day
        day += timedelta(days=1)
