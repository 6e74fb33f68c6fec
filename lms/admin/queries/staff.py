"""Who works in a cohort, and who could."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from lms.accounts.models import Person, RoleGrant
from lms.accounts.queries import PersonCard
from lms.accounts.types import PersonState, Role, Scope
from lms.cohorts.models import Cohort
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody who works in a cohort."""

    person_id: int
    name: str
    email: str
    role: str
    since: datetime


def staff_of(cohort_id: int) -> list[StaffRow]:
    """Instructors and mentors of one cohort, by role and name."""
    rows = db.session.execute(
        select(Person.id, Person.name, Person.email, RoleGrant.role, RoleGrant.granted_at)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(
            RoleGrant.scope == Scope.COHORT,
            RoleGrant.scope_id == cohort_id,
            RoleGrant.role != Role.TRAINEE,
            RoleGrant.ended_at.is_(None),
        )
        .order_by(RoleGrant.role, Person.name)
    )
    return [StaffRow(*row) for row in rows]


def employable(centre_id: int) -> list[PersonCard]:
    """People who hold or held a staff role in this centre and may sign in, by name."""
    cohort_ids = select(Cohort.id).where(Cohort.centre_id == centre_id)
    held = select(RoleGrant.person_id).where(
        RoleGrant.role != Role.TRAINEE,
        or_(
            and_(RoleGrant.scope == Scope.CENTRE, RoleGrant.scope_id == centre_id),
            and_(RoleGrant.scope == Scope.COHORT, RoleGrant.scope_id.in_(cohort_ids)),
        ),
    )
    rows = db.session.execute(
        select(Person.id, Person.name, Person.email, Person.language, Person.state)
        .where(Person.id.in_(held), Person.state != PersonState.DISABLED)
        .order_by(Person.name, Person.id)
    )
    return [PersonCard(*row) for row in rows]


def ended_at(cohort_id: int) -> datetime | None:
    """When a cohort was closed; None while it is open."""
    return db.session.scalar(select(Cohort.ended_at).where(Cohort.id == cohort_id))
