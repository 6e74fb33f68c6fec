"""Reads of cohorts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, and_, bindparam, func, or_, select

from lms.accounts.models import Person
from lms.accounts.types import STAFF, Role, Scope
from lms.cohorts import holding
from lms.cohorts.models import (
    CalendarDay,
    CalendarFeed,
    Centre,
    ClassMembership,
    ClassSection,
    ClassSession,
    Cohort,
    Enrolment,
    Programme,
)
from lms.cohorts.types import PRESENT_STATES, CohortCard, DayKind, TraineeCard
from lms.core.actor import SITE, Actor
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class SectionCard:
    """A class of a cohort."""

    id: int
    cohort_id: int
    name: str
    room: str


@dataclass(frozen=True, slots=True)
class DayCard:
    """A day of the calendar."""

    id: int
    day: date
    kind: str
    label: dict[str, str] | None


def _cards() -> Select[int, int, int, str, int, date, date, str]:
    return select(
        Cohort.id,
        Cohort.centre_id,
        Cohort.programme_id,
        Cohort.name,
        Cohort.number,
        Cohort.starts_on,
        Cohort.ends_on,
        Programme.field,
    ).join(Programme, Programme.id == Cohort.programme_id)


def cohort(cohort_id: int) -> CohortCard | None:
    """One cohort."""
    row = db.session.execute(_cards().where(Cohort.id == cohort_id)).first()
    return CohortCard(*row) if row else None


def cohorts_of(actor: Actor, *, roles: Iterable[Role] = (*STAFF, Role.TRAINEE)) -> list[CohortCard]:
    """Every cohort in which the actor holds one of these roles, newest first."""
    wanted = {str(role) for role in roles}
    grants = [grant for grant in actor.grants if grant.role in wanted]
    statement = _cards().order_by(Cohort.starts_on.desc(), Cohort.id.desc())
    if not any(grant.scope == SITE for grant in grants):
        centres = [grant.scope_id for grant in grants if grant.scope == Scope.CENTRE]
        ids = [grant.scope_id for grant in grants if grant.scope == Scope.COHORT]
        statement = statement.where(or_(Cohort.centre_id.in_(centres), Cohort.id.in_(ids)))
    return [CohortCard(*row) for row in db.session.execute(statement)]


def running_cohorts(*, on: date) -> list[CohortCard]:
    """Every cohort in its course on a day, of every centre."""
    rows = db.session.execute(_cards().where(Cohort.starts_on <= on, Cohort.ends_on >= on).order_by(Cohort.id))
    return [CohortCard(*row) for row in rows]


def centre_of(centre_id: int) -> Centre | None:
    """A centre."""
    return db.session.get(Centre, centre_id)


def centres() -> list[Centre]:
    """Every centre of this installation."""
    return list(db.session.scalars(select(Centre).order_by(Centre.id)))


def programmes(centre_id: int) -> list[Programme]:
    """The programmes of a centre."""
    return list(db.session.scalars(select(Programme).where(Programme.centre_id == centre_id).order_by(Programme.code)))


def sections(cohort_id: int) -> list[SectionCard]:
    """The classes of a cohort."""
    rows = db.session.execute(
        select(ClassSection.id, ClassSection.cohort_id, ClassSection.name, ClassSection.room)
        .where(ClassSection.cohort_id == cohort_id)
        .order_by(ClassSection.name)
    )
    return [SectionCard(*row) for row in rows]


_TRAINEES = (
    select(
        Enrolment.id,
        Person.id,
        Person.name,
        Person.email,
        Enrolment.state,
        ClassSection.id,
        func.coalesce(ClassSection.name, ""),
    )
    .join(Person, Person.id == Enrolment.person_id)
    .outerjoin(
        ClassMembership,
        and_(
            ClassMembership.enrolment_id == Enrolment.id,
            ClassMembership.starts_on <= bindparam("on"),
            or_(ClassMembership.ends_on.is_(None), ClassMembership.ends_on > bindparam("on")),
        ),
    )
    .outerjoin(ClassSection, ClassSection.id == ClassMembership.section_id)
    .where(Enrolment.cohort_id == bindparam("cohort_id"))
    .order_by(Person.name, Enrolment.id)
)
_TRAINEES_PRESENT = _TRAINEES.where(Enrolment.state.in_([str(state) for state in PRESENT_STATES]))
"""Made once, since nearly every page of a class asks it."""


def trainees(
    cohort_id: int, *, on: date, section_id: int | None = None, states: Iterable[str] | None = PRESENT_STATES
) -> list[TraineeCard]:
    """Trainees of a cohort as they stand on a day, by name; of one class if asked; in some states, or all (None)."""
    statement = _TRAINEES_PRESENT if states is PRESENT_STATES else _TRAINEES
    if states is not None and states is not PRESENT_STATES:
        statement = statement.where(Enrolment.state.in_([str(state) for state in states]))
    if section_id is not None:
        statement = statement.where(ClassSection.id == section_id)
    return [TraineeCard(*row) for row in db.session.execute(statement, {"on": on, "cohort_id": cohort_id})]


def enrolment_of(person_id: int, cohort_id: int) -> Enrolment | None:
    """A person's enrolment in a cohort."""
    return db.session.scalar(
        select(Enrolment).where(Enrolment.person_id == person_id, Enrolment.cohort_id == cohort_id)
    )


def enrolments_of(person_id: int) -> list[tuple[Enrolment, CohortCard]]:
    """Every enrolment of a person with its cohort, newest first."""
    rows = db.session.execute(
        _cards()
        .add_columns(Enrolment)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(Enrolment.person_id == person_id)
        .order_by(Cohort.starts_on.desc())
    )
    return [(row[8], CohortCard(*row[:8])) for row in rows]


_CLASS_DAYS = (
    select(CalendarDay.id, CalendarDay.day, CalendarDay.kind, CalendarDay.label)
    .where(CalendarDay.cohort_id == bindparam("cohort_id"), CalendarDay.kind.in_([DayKind.CLASS, DayKind.MAKE_UP]))
    .order_by(CalendarDay.day)
)


def earliest_since(card: CohortCard) -> date:
    """Since which day somebody may still be enrolled: the cohort's first, or the one after what is settled."""
    settled = holding.settled_until([card.id]).get(card.id)
    return card.starts_on if settled is None else max(card.starts_on, settled + timedelta(days=1))


def class_days(cohort_id: int, *, until: date | None = None) -> list[DayCard]:
    """The days on which presence is taken, in order."""
    statement = _CLASS_DAYS if until is None else _CLASS_DAYS.where(CalendarDay.day <= until)
    return [DayCard(*row) for row in db.session.execute(statement, {"cohort_id": cohort_id})]


def calendar(cohort_id: int) -> list[CalendarDay]:
    """Every stored day of a cohort, in order."""
    return list(
        db.session.scalars(select(CalendarDay).where(CalendarDay.cohort_id == cohort_id).order_by(CalendarDay.day))
    )


def day_of(cohort_id: int, day: date) -> CalendarDay | None:
    """What a day is in a cohort's calendar, with its hours."""
    return db.session.scalar(select(CalendarDay).where(CalendarDay.cohort_id == cohort_id, CalendarDay.day == day))


def sessions_between(cohort_id: int, first: date, last: date) -> dict[date, list[ClassSession]]:
    """The sessions of a cohort from a day to a day (both included), by day, in order."""
    rows = db.session.scalars(
        select(ClassSession)
        .where(ClassSession.cohort_id == cohort_id, ClassSession.day >= first, ClassSession.day <= last)
        .order_by(ClassSession.day, ClassSession.starts, ClassSession.room)
    )
    found: dict[date, list[ClassSession]] = {}
    for row in rows:
        found.setdefault(row.day, []).append(row)
    return found


def calendar_between(cohort_id: int, first: date, last: date) -> dict[date, CalendarDay]:
    """The stored days of a cohort from a day to a day (both included)."""
    rows = db.session.scalars(
        select(CalendarDay).where(CalendarDay.cohort_id == cohort_id, CalendarDay.day >= first, CalendarDay.day <= last)
    )
    return {row.day: row for row in rows}


def has_feed(person_id: int) -> bool:
    """Whether a person's calendar has a secret address."""
    found = select(CalendarFeed.id).where(CalendarFeed.person_id == person_id, CalendarFeed.ended_at.is_(None))
    return db.session.scalar(found.limit(1)) is not None


def feed_owner(token_digest: str) -> int | None:
    """Whose calendar a secret address shows, while it lives."""
    found = select(CalendarFeed.person_id).where(CalendarFeed.digest == token_digest, CalendarFeed.ended_at.is_(None))
    return db.session.scalar(found)


def days_on(cohort_ids: Iterable[int], day: date) -> dict[int, CalendarDay]:
    """What a day is in several cohorts' calendars, where it is stored."""
    rows = db.session.scalars(
        select(CalendarDay).where(CalendarDay.cohort_id.in_(list(cohort_ids)), CalendarDay.day == day)
    )
    return {row.cohort_id: row for row in rows}


def head_counts(cohort_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many enrolments of each state the cohorts have."""
    counts: dict[int, dict[str, int]] = {}
    rows = db.session.execute(
        select(Enrolment.cohort_id, Enrolment.state, func.count())
        .where(Enrolment.cohort_id.in_(list(cohort_ids)))
        .group_by(Enrolment.cohort_id, Enrolment.state)
    )
    for cohort_id, state, count in rows:
        counts.setdefault(cohort_id, {})[state] = count
    return counts
