"""Day marks and what they add up to: values in, values out, integers only.

Rules and their sources: national training-card notice as digested in 2026 guidelines — late, early leave and outing
are counted together, three of them are one absence within a unit period (a month from the start date), and completion
takes four fifths of the class days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MarkStatus(StrEnum):
    """What a class day is for a trainee."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    OUTING = "outing"
    ABSENT = "absent"
    EXCUSED = "excused"


EVENTS: Mapping[MarkStatus, int] = {MarkStatus.LATE: 1, MarkStatus.LEFT_EARLY: 1, MarkStatus.OUTING: 1}


class WhyNot(StrEnum):
    """Why presence cannot be marked."""

    NO_CLASS_DAY = "no_class_day"
    IN_THE_FUTURE = "in_the_future"
    NOT_OF_THIS_COHORT = "not_of_this_cohort"
    REASON_MISSING = "reason_missing"


@dataclass(frozen=True, slots=True)
class AttendanceTerms:
    """Numbers that a ministry may change. ``completion`` is a share as (numerator, denominator)."""

    events_per_absence: int = 3
    completion: tuple[int, int] = (4, 5)
    terms_id: int | None = None


@dataclass(frozen=True, slots=True)
class DayMarked:
    """A class day with its mark."""

    day: date
    status: MarkStatus
    events: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """What a trainee's days add up to. ``scheduled`` counts all class days of the course, ``held`` those so far."""

    scheduled: int
    held: int
    present: int
    late: int
    left_early: int
    outing: int
    excused: int
    absent: int
    converted: int
    allowed: int

    @property
    def credited(self) -> int:
        """Days that count: those held, less absences and those that events turned into."""
        return self.held - self.absent - self.converted

    @property
    def missed(self) -> int:
        """Absences of both kinds."""
        return self.absent + self.converted

    @property
    def left(self) -> int:
        """How many more days may be missed; below zero, completion is out of reach."""
        return self.allowed - self.missed

    @property
    def is_enough(self) -> bool:
        """Whether completion is still possible (during the course) or reached (at its end)."""
        return self.left >= 0


def unit_of(day: date, start: date) -> int:
    """The unit period of a day, counted from 0: months that begin on the day of month of the start date."""
    months = (day.year - start.year) * 12 + day.month - start.month
    return months - 1 if day.day < start.day else months


def tally(days: Iterable[DayMarked], *, start: date, scheduled: int, terms: AttendanceTerms) -> Tally:
    """Add up marked days. Events of an absent day are not counted again; remainders do not leave their unit."""
    counts = dict.fromkeys(MarkStatus, 0)
    events: dict[int, int] = {}
    held = 0
    for marked in days:
        held += 1
        counts[marked.status] += 1
        if marked.status is not MarkStatus.ABSENT:
            unit = unit_of(marked.day, start)
            events[unit] = events.get(unit, 0) + (marked.events or EVENTS.get(marked.status, 0))
    share, of = terms.completion
    return Tally(
        scheduled=scheduled,
        held=held,
        present=counts[MarkStatus.PRESENT],
        late=counts[MarkStatus.LATE],
        left_early=counts[MarkStatus.LEFT_EARLY],
        outing=counts[MarkStatus.OUTING],
        excused=counts[MarkStatus.EXCUSED],
        absent=counts[MarkStatus.ABSENT],
        converted=sum(count // terms.events_per_absence for count in events.values()),
        allowed=scheduled - -(-scheduled * share // of),
    )


def why_not_mark(*, is_class_day: bool, day: date, today: date, changes_past: bool, reason: str) -> WhyNot | None:
    """Whether a day can be marked: class days up to today, and an earlier mark is changed only with a reason."""
    if not is_class_day:
        return WhyNot.NO_CLASS_DAY
    if day > today:
        return WhyNot.IN_THE_FUTURE
    return WhyNot.REASON_MISSING if changes_past and not reason.strip() else None
