"""Shapes of the gradebook: trainees by assignments, and what keeps somebody from a grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class CellState(StrEnum):
    """Where one trainee stands with one assignment."""

    AHEAD = "ahead"
    NOTHING = "nothing"
    WRITING = "writing"
    MISSING = "missing"
    WAITING = "waiting"
    UNREVIEWED = "unreviewed"
    BLIND = "blind"
    GRADED = "graded"
    BELOW = "below"


class Stuck(StrEnum):
    """Why somebody needs a word."""

    NO_DRAFT = "no_draft"
    MISSING = "missing"
    LATE = "late"
    NO_REVIEWS = "no_reviews"
    BELOW = "below"


class WhyNotImport(StrEnum):
    """Why a file of grades, or a line of it, is not taken over."""

    NOT_A_TABLE = "not_a_table"
    NO_COLUMNS = "no_columns"
    UNKNOWN_PERSON = "unknown_person"
    TWICE = "twice"
    NOT_A_GRADE = "not_a_grade"
    NO_WORK = "no_work"
    CHANGED_SINCE = "changed_since"
    NO_REASON = "no_reason"
    NOTHING_CHANGES = "nothing_changes"


@dataclass(frozen=True, slots=True)
class GradebookRule:
    """How the mean is made: the ``drop_lowest`` weakest grades are left out; missing work may count as 0."""

    drop_lowest: int = 0
    missing_is_zero: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """An assignment in the gradebook."""

    id: int
    title: Mapping[str, str]
    weight: float
    pass_line: int
    opens_at: datetime
    closes_at: datetime
    last_at: datetime
    review_closes_at: datetime
    holds_grades: bool


class Cell(NamedTuple):
    """One trainee and one assignment; a tuple, for a page makes thousands. ``points`` count (lateness taken off);
    ``given`` is the entry's own number; ``is_blind``: an instructor is to grade it without having seen what its peers
    gave.
    """

    state: CellState
    points: float | None = None
    given: float | None = None
    entry_id: int | None = None
    submission_id: int | None = None
    late_off: int = 0
    is_late: bool = False
    is_seen: bool = True
    reviews_done: int = 0
    is_blind: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One trainee in the gradebook; ``mean`` is None before the first grade."""

    person_id: int
    name: str
    email: str
    section: str
    section_id: int | None
    is_present: bool
    cells: tuple[Cell, ...]
    mean: float | None


@dataclass(frozen=True, slots=True)
class Gradebook:
    """Everything on the screen."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    rule: GradebookRule


@dataclass(frozen=True, slots=True)
class GradeChange:
    """A grade that a file changes; ``entry_id`` is the entry that it replaces, if any."""

    person_id: int
    name: str
    assignment_id: int
    title: Mapping[str, str]
    submission_id: int
    entry_id: int | None
    before: float | None
    after: float


@dataclass(frozen=True, slots=True)
class ImportFault:
    """A line of a file that cannot be taken over; ``row`` counts from 1 as spreadsheets do."""

    row: int
    column: str
    value: str
    reason: WhyNotImport
