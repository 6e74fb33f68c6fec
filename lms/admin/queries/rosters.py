"""Class lists, and the history of an enrolment."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, func, or_, select

from lms.accounts.models import Person
from lms.admin.types import RosterRow
from lms.cohorts.models import ClassMembership, ClassSection, Enrolment, EnrolmentEntry
from lms.core.db import db


def roster(cohort_id: int, *, on: date, state: str = "", section_id: int | None = None) -> list[RosterRow]:
    """Everybody of a cohort with their class on a day, by name; one statement."""
    statement = (
        select(
            Enrolment.id,
            Person.id,
            Person.name,
            Person.email,
            Person.phone,
            Person.birth_date,
            Enrolment.state,
            ClassSection.id,
            func.coalesce(ClassSection.name, ""),
            Enrolment.starts_on,
            Enrolment.ends_on,
            Person.state,
        )
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(
            ClassMembership,
            and_(
                ClassMembership.enrolment_id == Enrolment.id,
                ClassMembership.starts_on <= on,
                or_(ClassMembership.ends_on.is_(None), ClassMembership.ends_on > on),
            ),
        )
        .outerjoin(ClassSection, ClassSection.id == ClassMembership.section_id)
        .where(Enrolment.cohort_id == cohort_id)
        .order_by(Person.name, Enrolment.id)
    )
    if state:
        statement = statement.where(Enrolment.state == state)
    if section_id is not None:
        statement = statement.where(ClassSection.id == section_id)
    return [RosterRow(*tuple(row)) for row in db.session.execute(statement)]


def entries_of(enrolment_id: int) -> list[tuple[EnrolmentEntry, str]]:
    """Every change of state of an enrolment with the name of who decided it, newest first."""
    rows = db.session.execute(
        select(EnrolmentEntry, func.coalesce(Person.name, ""))
        .outerjoin(Person, Person.id == EnrolmentEntry.actor_id)
        .where(EnrolmentEntry.enrolment_id == enrolment_id)
        .order_by(EnrolmentEntry.id.desc())
    )
    return [(entry, name) for entry, name in rows]


def memberships_of(enrolment_id: int) -> list[tuple[ClassMembership, str]]:
    """The classes of an enrolment with their names, newest first."""
    rows = db.session.execute(
        select(ClassMembership, ClassSection.name)
        .join(ClassSection, ClassSection.id == ClassMembership.section_id)
        .where(ClassMembership.enrolment_id == enrolment_id)
        .order_by(ClassMembership.starts_on.desc())
    )
    return [(membership, name) for membership, name in rows]
