"""What a list of people is read into."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Column(StrEnum):
    """Columns that are understood; every other column is passed over."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    BIRTH_DATE = "birth_date"
    COHORT = "cohort"
    SECTION = "section"
    SINCE = "since"
    REMARKS = "remarks"


class Problem(StrEnum):
    """What is wrong with a row; the first seven are seen in the file alone."""

    MISSING = "missing"
    EMAIL_WRONG = "email_wrong"
    PHONE_WRONG = "phone_wrong"
    DATE_WRONG = "date_wrong"
    TEXT_WRONG = "text_wrong"
    RESIDENT_NUMBER = "resident_number"
    SAME_EMAIL = "same_email"
    UNKNOWN_COHORT = "unknown_cohort"
    UNKNOWN_SECTION = "unknown_section"
    TAKEN_ELSEWHERE = "taken_elsewhere"
    DISABLED = "disabled"
    LEFT_BEFORE = "left_before"
    SINCE_OUTSIDE = "since_outside"
    SINCE_CLOSED = "since_closed"


class FileProblem(StrEnum):
    """Why a file cannot be read at all."""

    EMPTY = "file_empty"
    NO_HEADING = "no_heading"
    UNREADABLE = "file_unreadable"
    MIXED_LETTERS = "mixed_letters"
    TOO_MANY = "too_many"
    RESIDENT_NUMBERS = "resident_numbers"


class Unreadable(Exception):
    """The file cannot be read; ``row`` is the line where it shows, 0 when it is the whole file."""

    def __init__(self, problem: FileProblem, row: int = 0) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.row = row


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem of one cell; ``row`` counts as the spreadsheet does, the heading being row 1 or later."""

    row: int
    column: Column
    problem: Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """A person as the file has them, with values made regular (``010-1234-5678``, lower-case address)."""

    row: int
    name: str
    email: str
    phone: str = ""
    birth_date: date | None = None
    cohort: str = ""
    section: str = ""
    remarks: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ReadList:
    """The whole file. ``repeated`` are rows that say once more what an earlier row said."""

    drafts: tuple[Draft, ...]
    problems: tuple[RowProblem, ...]
    repeated: tuple[int, ...] = ()
    unused: tuple[str, ...] = field(default=())
