"""Lists of people with their roles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from lms.accounts.models import Person, RoleGrant
from lms.accounts.types import Scope
from lms.admin.types import PAGE_SIZE, HeldRole, PeopleOrder, PeoplePage, PeopleQuestion, PersonRow
from lms.cohorts.belonging import of_centres
from lms.cohorts.models import Centre, Cohort, Enrolment
from lms.core.db import db
from lms.core.languages import pick

_ORDERS: Mapping[PeopleOrder, tuple[ColumnElement[Any], ...]] = {
    PeopleOrder.NAME: (Person.name.expression, Person.id.expression),
    PeopleOrder.NEWEST: (Person.id.desc(),),
    PeopleOrder.STATE: (Person.state.desc(), Person.name.expression, Person.id.expression),
}


def people(centre_ids: Collection[int] | None, question: PeopleQuestion) -> PeoplePage:
    """A page of people, in a constant number of statements. A page beyond the end is the last one."""
    conditions = _conditions(centre_ids, question)
    total = int(db.session.scalar(select(func.count(Person.id)).where(*conditions)) or 0)
    page = min(max(1, question.page), max(1, -(-total // PAGE_SIZE)))
    rows = db.session.execute(
        select(Person.id, Person.name, Person.email, Person.phone, Person.state, Person.created_at)
        .where(*conditions)
        .order_by(*_ORDERS[question.order])
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    roles = roles_of([row[0] for row in rows], centre_ids)
    return PeoplePage(tuple(PersonRow(*row, tuple(roles.get(row[0], ()))) for row in rows), total, page)


def _conditions(centre_ids: Collection[int] | None, question: PeopleQuestion) -> list[ColumnElement[bool]]:
    conditions = [] if (known := of_centres(centre_ids)) is None else [known]
    if question.text:
        wanted = question.text.strip()
        conditions.append(
            or_(
                Person.name.icontains(wanted, autoescape=True),
                Person.email.icontains(wanted, autoescape=True),
                Person.phone.contains(wanted, autoescape=True),
            )
        )
    if question.state:
        conditions.append(Person.state == question.state)
    if question.role:
        held = select(RoleGrant.person_id).where(RoleGrant.role == question.role, RoleGrant.ended_at.is_(None))
        conditions.append(Person.id.in_(held))
    if question.cohort_id is not None:
        granted = select(RoleGrant.person_id).where(
            RoleGrant.scope == Scope.COHORT, RoleGrant.scope_id == question.cohort_id, RoleGrant.ended_at.is_(None)
        )
        enrolled = select(Enrolment.person_id).where(Enrolment.cohort_id == question.cohort_id)
        conditions.append(or_(Person.id.in_(granted), Person.id.in_(enrolled)))
    return conditions


def roles_of(
    person_ids: Iterable[int], centre_ids: Collection[int] | None, *, with_ended: bool = False
) -> dict[int, list[HeldRole]]:
    """Roles by person with the names of their places, as far as these centres may know of them."""
    statement = (
        select(RoleGrant, Cohort.name, func.coalesce(Cohort.centre_id, Centre.id), Centre.name)
        .outerjoin(Cohort, and_(RoleGrant.scope == Scope.COHORT, Cohort.id == RoleGrant.scope_id))
        .outerjoin(Centre, and_(RoleGrant.scope == Scope.CENTRE, Centre.id == RoleGrant.scope_id))
        .where(RoleGrant.person_id.in_(list(person_ids)))
        .order_by(RoleGrant.ended_at.is_not(None), RoleGrant.id.desc())
    )
    if not with_ended:
        statement = statement.where(RoleGrant.ended_at.is_(None))
    found: dict[int, list[HeldRole]] = {}
    for grant, cohort, centre_id, centre in db.session.execute(statement):
        if centre_ids is not None and grant.scope != Scope.SITE and centre_id not in centre_ids:
            continue
        place = cohort or pick(centre)
        held = HeldRole(grant.id, grant.role, grant.scope, grant.scope_id, place, grant.granted_at, grant.ended_at)
        found.setdefault(grant.person_id, []).append(held)
    return found
