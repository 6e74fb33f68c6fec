"""Figures of the administrators' first page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select

from lms.accounts.models import Person, RoleGrant
from lms.accounts.types import PersonState, Role, Scope
from lms.cohorts.belonging import of_centres
from lms.cohorts.models import ClassMembership, Cohort, Enrolment
from lms.cohorts.types import PRESENT_STATES, EnrolmentState
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts that say what waits; dictionaries are by cohort."""

    people: int
    invited: int
    applications: dict[int, int]
    without_section: dict[int, int]
    without_staff: list[int]


def figures(centre_ids: Collection[int] | None, cohort_ids: Collection[int], *, today: date) -> Figures:
    """Five statements, whatever the number of people."""
    known = of_centres(centre_ids)
    by_state = (
        select(Person.state, func.count(Person.id)).where(*([] if known is None else [known])).group_by(Person.state)
    )
    states = dict(db.session.execute(by_state).all())
    return Figures(
        people=sum(states.values()),
        invited=states.get(PersonState.INVITED, 0),
        applications=_applications(cohort_ids),
        without_section=_without_section(cohort_ids, today),
        without_staff=_without_staff(cohort_ids, today),
    )


def _applications(cohort_ids: Collection[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(Enrolment.cohort_id, func.count())
        .where(Enrolment.cohort_id.in_(cohort_ids), Enrolment.state == EnrolmentState.APPLIED)
        .group_by(Enrolment.cohort_id)
    )
    return dict(rows.all())


def _without_section(cohort_ids: Collection[int], today: date) -> dict[int, int]:
    membership = and_(
        ClassMembership.enrolment_id == Enrolment.id,
        ClassMembership.starts_on <= today,
        or_(ClassMembership.ends_on.is_(None), ClassMembership.ends_on > today),
    )
    rows = db.session.execute(
        select(Enrolment.cohort_id, func.count())
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .outerjoin(ClassMembership, membership)
        .where(
            Enrolment.cohort_id.in_(cohort_ids),
            Enrolment.state.in_([str(state) for state in PRESENT_STATES]),
            Cohort.ends_on >= today,
            ClassMembership.id.is_(None),
        )
        .group_by(Enrolment.cohort_id)
    )
    return dict(rows.all())


def _without_staff(cohort_ids: Collection[int], today: date) -> list[int]:
    teaches = and_(
        RoleGrant.scope == Scope.COHORT,
        RoleGrant.scope_id == Cohort.id,
        RoleGrant.role == Role.INSTRUCTOR,
        RoleGrant.ended_at.is_(None),
    )
    return list(
        db.session.scalars(
            select(Cohort.id)
            .outerjoin(RoleGrant, teaches)
            .where(Cohort.id.in_(cohort_ids), Cohort.ends_on >= today, RoleGrant.id.is_(None))
            .order_by(Cohort.starts_on)
        )
    )
