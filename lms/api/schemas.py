"""What programs send and get. Names are those of the tables; days are ISO dates, moments are UTC."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from lms.attendance.rules import DayStatus

LARGEST = 2**31 - 1
RowId = Annotated[int, Field(ge=1, le=LARGEST)]
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=_PLAIN)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=_PLAIN)]
ItemT = TypeVar("ItemT")


class Sent(BaseModel):
    """What a program sends: nothing that is not known."""

    model_config = ConfigDict(extra="forbid")


class FieldProblem(BaseModel):
    """One field that is wrong."""

    field: str
    message: str


class Problem(BaseModel):
    """Problem details (RFC 9457). ``code`` is the machine's word for the reason, ``reference`` leads to the log."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    code: str = ""
    reference: str = ""
    errors: list[FieldProblem] = []


class Paging(BaseModel):
    """Which part of a list: ``after`` is the ``next`` of the part before."""

    after: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Listed(BaseModel, Generic[ItemT]):
    """A part of a list; ``next`` is null at its end."""

    items: list[ItemT]
    next: int | None = None


class HeldGrant(BaseModel):
    """A role within a scope."""

    role: str
    scope: str
    scope_id: int | None = None


class Me(BaseModel):
    """For whom the token acts."""

    id: int
    name: str
    email: str
    roles: list[HeldGrant]
    may_write: bool


class Cohort(BaseModel):
    """A cohort."""

    id: int
    centre_id: int
    programme_id: int
    name: str
    number: int
    starts_on: date
    ends_on: date
    field: str


class Cohorts(Listed[Cohort]):
    """A part of the cohorts."""


class Trainee(BaseModel):
    """A trainee of a cohort, today."""

    enrolment_id: int
    person_id: int
    name: str
    email: str
    state: str
    section_id: int | None
    section: str


class Trainees(Listed[Trainee]):
    """A part of the trainees."""


class TraineePaging(Paging):
    """Which part of the trainees, and in which state; without one, those who take part."""

    state: Literal[
        "",
        "all",
        "applied",
        "admitted",
        "on_course",
        "on_leave",
        "completed",
        "early_employed",
        "withdrawn",
        "expelled",
        "cancelled",
    ] = ""


class NewEnrolment(Sent):
    """A person to be enrolled: one whom the centre knows by the address, or a new one. ``since`` is the day from which
    they take part; without it today, or the first day of a cohort that has not begun."""

    name: Line
    email: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254, pattern=_PLAIN)]
    phone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=30, pattern=_PLAIN)] = ""
    birth_date: date | None = None
    section_id: RowId | None = None
    since: date | None = None
    state: Literal["applied", "admitted", "on_course"] | None = None
    invites: bool = True


class Enrolment(BaseModel):
    """An enrolment."""

    id: int
    cohort_id: int
    person_id: int
    state: str
    starts_on: date


class Mark(BaseModel):
    """What a day is for a trainee; null while it is not marked."""

    enrolment_id: int
    name: str
    status: DayStatus | None


class DaySheet(BaseModel):
    """A class day of a cohort."""

    cohort_id: int
    day: date
    marks: list[Mark]


class NewMark(Sent):
    """A mark to be stored."""

    enrolment_id: RowId
    status: DayStatus


class NewMarks(Sent):
    """Marks of one day, all or none; changing a mark of an earlier day takes a reason."""

    marks: Annotated[list[NewMark], Field(min_length=1, max_length=500)]
    reason: Reason = ""


class Changed(BaseModel):
    """How many marks changed."""

    changed: int


class Assignment(BaseModel):
    """An assignment, with one's own grade (0 to 100) once there is one."""

    id: int
    cohort_id: int
    title: dict[str, str]
    opens_at: datetime
    closes_at: datetime
    weight: float
    handed_in: bool
    grade: float | None


class Assignments(Listed[Assignment]):
    """A part of the assignments."""


class ListAsked(Sent):
    """What a completion list is for."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=300, pattern=_PLAIN)]


class CompletionLine(BaseModel):
    """A line of a completion list."""

    serial: int
    name: str
    birth_date: date | None
    phone: str
    counted_in: Literal["days", "minutes"]
    scheduled: int
    credited: int
    rate: str
    verdict: str
    decided_on: date | None
    certificate: str


class CompletionList(BaseModel):
    """A completion list as it was sealed; ``digest`` is that of the stored copy."""

    cohort_id: int
    digest: str
    rows: list[CompletionLine]


class ImportStatus(BaseModel):
    """Where an import of people stands, with its counts once it is carried out."""

    id: int
    cohort_id: int
    file_name: str
    state: str
    at: datetime
    applied_at: datetime | None
    undone_at: datetime | None
    counts: dict[str, int]


class Health(BaseModel):
    """Whether the parts are well."""

    status: str
    at: datetime
    parts: dict[str, Any]
