"""Reads of check-in windows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, or_, select

from lms.attendance.checkin.codes import WindowFacts
from lms.attendance.checkin.terms import KIND, CheckInTerms, from_numbers
from lms.attendance.checkin.types import Purpose
from lms.attendance.models import AttendanceEvent, CheckInWindow
from lms.attendance.queries.policy import terms_for
from lms.cohorts.models import ClassMembership, ClassSection, Enrolment
from lms.cohorts.types import PRESENT_STATES, CohortCard
from lms.core import terms
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class WindowCard:
    """A check-in window as pages show it; ``closes_at`` is when it closed or will close."""

    id: int
    cohort_id: int
    section_id: int | None
    section_name: str
    day: date
    purpose: Purpose
    opened_at: datetime
    closes_at: datetime

    @property
    def facts(self) -> WindowFacts:
        """What its codes are bound to."""
        return WindowFacts(self.id, self.cohort_id, self.section_id, self.day, self.purpose)

    def is_open(self, now: datetime) -> bool:
        """Whether people may check in."""
        return now < self.closes_at


@dataclass(frozen=True, slots=True)
class Standing:
    """A trainee as a window sees one: the enrolment in its cohort, and the class on that day."""

    enrolment_id: int
    section_id: int | None


def _windows() -> Select[int, int, int | None, str | None, date, str, datetime, datetime, datetime | None]:
    return select(
        CheckInWindow.id,
        CheckInWindow.cohort_id,
        CheckInWindow.section_id,
        ClassSection.name,
        CheckInWindow.day,
        CheckInWindow.purpose,
        CheckInWindow.opened_at,
        CheckInWindow.closes_at,
        CheckInWindow.closed_at,
    ).outerjoin(ClassSection, ClassSection.id == CheckInWindow.section_id)


def _card(row: Sequence[Any]) -> WindowCard:
    *facts, closes_at, closed_at = row
    ident, cohort_id, section_id, section_name, day, purpose, opened_at = facts
    return WindowCard(
        ident, cohort_id, section_id, section_name or "", day, Purpose(purpose), opened_at, closed_at or closes_at
    )


_WINDOW = _windows().where(CheckInWindow.id == bindparam("window_id"))


def window(window_id: int) -> WindowCard | None:
    """One window."""
    row = db.session.execute(_WINDOW, {"window_id": window_id}).first()
    return _card(row) if row else None


_OWN_MEMBERSHIP = and_(
    ClassMembership.enrolment_id == Enrolment.id,
    ClassMembership.starts_on <= CheckInWindow.day,
    or_(ClassMembership.ends_on.is_(None), ClassMembership.ends_on > CheckInWindow.day),
)
_ATTEMPT = (
    _WINDOW.add_columns(Enrolment.id, ClassMembership.section_id)
    .outerjoin(
        Enrolment,
        and_(
            Enrolment.cohort_id == CheckInWindow.cohort_id,
            Enrolment.person_id == bindparam("person_id"),
            Enrolment.state.in_([str(state) for state in PRESENT_STATES]),
        ),
    )
    .outerjoin(ClassMembership, _OWN_MEMBERSHIP)
)
"""Made once: a thousand phones ask it within seconds, and making a statement costs more than the database takes."""


def attempt_at(window_id: int, person_id: int) -> tuple[WindowCard, Standing | None] | None:
    """A window and a person's place in its class on its day (None: no trainee of it), in one statement."""
    row = db.session.execute(_ATTEMPT, {"window_id": window_id, "person_id": person_id}).first()
    if row is None:
        return None
    *facts, enrolment_id, section_id = row
    return _card(facts), Standing(enrolment_id, section_id) if enrolment_id is not None else None


def windows_of_day(cohort_id: int, day: date) -> list[WindowCard]:
    """The windows of a day, newest first."""
    statement = _windows().where(CheckInWindow.cohort_id == cohort_id, CheckInWindow.day == day)
    return [_card(row) for row in db.session.execute(statement.order_by(CheckInWindow.id.desc()))]


def open_windows(cohort_ids: Collection[int], *, now: datetime) -> list[WindowCard]:
    """Windows of these cohorts in which people may check in at this moment, newest first."""
    if not cohort_ids:
        return []
    statement = _windows().where(
        CheckInWindow.cohort_id.in_(cohort_ids), CheckInWindow.closed_at.is_(None), CheckInWindow.closes_at > now
    )
    return [_card(row) for row in db.session.execute(statement.order_by(CheckInWindow.id.desc()))]


def check_ins_due(person_id: int, *, now: datetime) -> list[WindowCard]:
    """Open windows for arrival and departure that wait for a person's check-in, in one statement."""
    done = (
        select(AttendanceEvent.id)
        .where(
            AttendanceEvent.enrolment_id == Enrolment.id,
            AttendanceEvent.day == CheckInWindow.day,
            AttendanceEvent.slot == case((CheckInWindow.purpose == Purpose.ARRIVAL, "check_in"), else_="check_out"),
        )
        .exists()
    )
    statement = (
        _windows()
        .join(Enrolment, Enrolment.cohort_id == CheckInWindow.cohort_id)
        .outerjoin(
            ClassMembership,
            and_(ClassMembership.enrolment_id == Enrolment.id, ClassMembership.section_id == CheckInWindow.section_id),
        )
        .where(
            Enrolment.person_id == person_id,
            Enrolment.state.in_([str(state) for state in PRESENT_STATES]),
            or_(
                CheckInWindow.section_id.is_(None), ClassMembership.ends_on.is_(None) & ClassMembership.id.is_not(None)
            ),
            CheckInWindow.purpose != Purpose.OUTING,
            CheckInWindow.closed_at.is_(None),
            CheckInWindow.closes_at > now,
            ~done,
        )
    )
    return [_card(row) for row in db.session.execute(statement)]


def check_in_terms(cohort: CohortCard, *, on: date) -> CheckInTerms:
    """What the cohort's centre decided about checking in."""
    found = terms.in_force(KIND, on=on, scopes=(("centre", cohort.centre_id), ("site", 0)))
    return from_numbers(found.numbers) if found else CheckInTerms()


def grace_minutes(cohort: CohortCard, *, on: date) -> int:
    """How many minutes after the beginning still count as on time, by the policy in force."""
    return terms_for(cohort, on=on).policy.grace_in


def known_devices(cohort_id: int, *, before: date) -> dict[int, frozenset[str]]:
    """The browsers that each person of a cohort checked in with before a day, as digests."""
    rows = db.session.execute(
        select(AttendanceEvent.enrolment_id, AttendanceEvent.signals["device"].as_string())
        .where(
            AttendanceEvent.cohort_id == cohort_id,
            AttendanceEvent.day < before,
            AttendanceEvent.source.in_(["qr", "code"]),
        )
        .distinct()
    )
    found: dict[int, set[str]] = {}
    for enrolment_id, device in rows:
        if device:
            found.setdefault(enrolment_id, set()).add(device)
    return {who: frozenset(devices) for who, devices in found.items()}
