"""Rows and questions of the administrators' screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lms.accounts.types import Scope
from lms.core.audit import AuditEntry

PAGE_SIZE = 50


class PeopleOrder(StrEnum):
    """How a list of people is sorted."""

    NAME = "name"
    NEWEST = "newest"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class PeopleQuestion:
    """What an administrator asks of the list of people. Empty means everything."""

    text: str = ""
    role: str = ""
    cohort_id: int | None = None
    state: str = ""
    order: PeopleOrder = PeopleOrder.NAME
    page: int = 1


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role as it is shown: ``place`` is the name of the centre or the cohort, empty for the whole site."""

    grant_id: int
    role: str
    scope: str
    scope_id: int | None
    place: str
    since: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list of people."""

    id: int
    name: str
    email: str
    phone: str
    state: str
    created_at: datetime
    roles: tuple[HeldRole, ...] = ()


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of the list; ``total`` counts all that answer the question."""

    rows: tuple[PersonRow, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A line of a class list."""

    enrolment_id: int
    person_id: int
    name: str
    email: str
    phone: str
    birth_date: date | None
    state: str
    section_id: int | None
    section_name: str
    starts_on: date
    ends_on: date | None
    person_state: str


@dataclass(frozen=True, slots=True)
class TrailQuestion:
    """What is asked of the audit trail. Empty means everything; days are those of the centre."""

    person: str = ""
    action: str = ""
    kind: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class TrailPage:
    """A page of the trail, with the actors' names."""

    rows: tuple[tuple[AuditEntry, str], ...]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the administrator chose for an import."""

    invites: bool = True
    opens_sections: bool = False


@dataclass(frozen=True, slots=True)
class GrantPlace:
    """Where a role is to hold."""

    scope: Scope
    scope_id: int | None = None

    @classmethod
    def parse(cls, text: str) -> GrantPlace | None:
        """From ``site``, ``centre:3`` or ``cohort:7``; None for anything else."""
        name, _colon, number = text.partition(":")
        if name == Scope.SITE and not number:
            return cls(Scope.SITE)
        if name in (Scope.CENTRE, Scope.COHORT) and number.isascii() and number.isdigit() and len(number) < 10:
            return cls(Scope(name), int(number))
        return None

    def __str__(self) -> str:
        return str(self.scope) if self.scope_id is None else f"{self.scope}:{self.scope_id}"


class WhyNot(StrEnum):
    """Why an administrator's step is not possible."""

    PLACE_UNFIT = "place_unfit"
    NOBODY_CHOSEN = "nobody_chosen"
    REASON_MISSING = "reason_missing"
    IMPORT_HAS_PROBLEMS = "import_has_problems"
    VALUE_UNFIT = "value_unfit"
    MAIL_NOT_FAILED = "mail_not_failed"
    CHANGED_MEANWHILE = "changed_meanwhile"
