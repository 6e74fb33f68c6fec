"""Words of the credentials package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.attendance.rules import Basis


class Verdict(StrEnum):
    """What was decided about a trainee at the end."""

    COMPLETED = "completed"
    EARLY_EMPLOYED = "early_employed"
    NOT_COMPLETED = "not_completed"


class Condition(StrEnum):
    """What completion may take."""

    PRESENCE = "presence"
    MEAN = "mean"
    HANDED_IN = "handed_in"
    PASSED = "passed"


class WhyNot(StrEnum):
    """Why completion cannot be settled or exported, or its terms not written."""

    NOT_ENDED = "not_ended"
    DAYS_UNMARKED = "days_unmarked"
    NOT_SETTLED = "not_settled"
    REASON_MISSING = "reason_missing"
    WORKS_UNGRADED = "works_ungraded"
    DAY_PASSED = "day_passed"
    NOTHING_CHANGES = "nothing_changes"


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """A line of the completion list; what is exported is said by ``cells``.

    ``scheduled``, ``credited`` and ``absent`` are days, or minutes where the class counts hours (``basis``)."""

    enrolment_id: int

    serial: int
    course: str
    cohort: str
    name: str
    birth_date: date | None
    phone: str
    scheduled: int
    credited: int
    late: int
    left_early: int
    outing: int
    converted: int
    absent: int
    rate: str
    verdict: str
    decided_on: date | None
    certificate: str
    remarks: str
    basis: Basis = Basis.DAYS
