"""Words of timetables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Problem(StrEnum):
    """What is wrong with a row."""

    NO_HEADINGS = "no_headings"
    NO_ROWS = "no_rows"
    DAY_UNREADABLE = "day_unreadable"
    TIME_UNREADABLE = "time_unreadable"
    TIMES_REVERSED = "times_reversed"
    OUTSIDE_COHORT = "outside_cohort"
    NO_CLASS_DAY = "no_class_day"
    ROOM_TAKEN = "room_taken"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem with the row's number as the spreadsheet counts it, and what stands in the field."""

    row: int
    problem: Problem
    value: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """A session as the file says it."""

    day: date
    starts: time
    ends: time
    title: str = ""
    room: str = ""
    teacher: str = ""
    is_remote: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read. ``hours`` are the day's hours where the file tells them."""

    sessions: Sequence[tuple[int, Session]]
    hours: dict[date, tuple[time, time]]
    problems: Sequence[RowProblem]
