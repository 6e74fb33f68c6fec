"""Words of roster imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from lms.attendance.rules.types import EventKind


class Problem(StrEnum):
    """Why a row cannot be used."""

    NO_HEADINGS = "no_headings"
    NO_ROWS = "no_rows"
    DAY_UNREADABLE = "day_unreadable"
    TIME_UNREADABLE = "time_unreadable"
    NOBODY_FOUND = "nobody_found"
    SEVERAL_FOUND = "several_found"
    NO_CLASS_DAY = "no_class_day"
    IN_THE_FUTURE = "in_the_future"
    UNIT_CLOSED = "unit_closed"
    TWICE = "twice"


class WhyNot(StrEnum):
    """Why a roster is not taken over."""

    NOTHING_CHOSEN = "nothing_chosen"
    UNDONE_ALREADY = "undone_already"
    FILE_CHANGED = "file_changed"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem with the row's number as the spreadsheet counts it."""

    row: int
    problem: Problem
    value: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the roster: a person's day at the terminal, with its ``times`` in their order and its status."""

    row: int
    day: date
    name: str
    birth_date: date | None
    phone: str
    times: tuple[tuple[EventKind, time], ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A trainee as rosters name one; ``phone`` holds digits only."""

    enrolment_id: int
    name: str
    birth_date: date | None
    phone: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One event of the terminal beside ours. ``ours`` None: we have none."""

    row: int
    enrolment_id: int
    name: str
    day: date
    kind: EventKind
    theirs: time
    ours: time | None
    label: str = ""

    @property
    def key(self) -> str:
        """Its name on the page."""
        return f"{self.enrolment_id}|{self.day.isoformat()}|{self.kind}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A roster beside our events: what differs, how many events agree, and rows that cannot be used."""

    differences: Sequence[Difference]
    equal: int
    problems: Sequence[RowProblem]
