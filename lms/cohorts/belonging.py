"""With which centres a person has to do: by roles and by enrolments, now or ever. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from lms.accounts.models import Person, RoleGrant
from lms.accounts.types import Scope
from lms.cohorts.models import Cohort, Enrolment
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class Interest:
    """Centres that have, or ever had, to do with a person; ``is_of_site``: the person works for all of them."""

    ever: frozenset[int]
    live: frozenset[int]
    is_of_site: bool


def interest_in(person_id: int) -> Interest:
    """Which centres a person has to do with, by roles and enrolments."""
    rows = db.session.execute(
        select(RoleGrant.scope, RoleGrant.scope_id, RoleGrant.ended_at, Cohort.centre_id)
        .outerjoin(Cohort, and_(RoleGrant.scope == Scope.COHORT, Cohort.id == RoleGrant.scope_id))
        .where(RoleGrant.person_id == person_id)
    ).all()
    enrolled = db.session.scalars(
        select(Cohort.centre_id)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(Enrolment.person_id == person_id)
    )
    ever: set[int] = set(enrolled)
    live: set[int] = set()
    is_of_site = False
    for scope, scope_id, ended_at, centre_of_cohort in rows:
        centre = scope_id if scope == Scope.CENTRE else centre_of_cohort
        if centre is not None:
            ever.add(centre)
            if ended_at is None:
                live.add(centre)
        is_of_site |= scope == Scope.SITE and ended_at is None
    return Interest(frozenset(ever), frozenset(live), is_of_site)


def of_centres(centre_ids: Collection[int] | None) -> ColumnElement[bool] | None:
    """The condition on ``Person`` that one of these centres has to do with them; None for everybody."""
    if centre_ids is None:
        return None
    cohort_ids = select(Cohort.id).where(Cohort.centre_id.in_(centre_ids))
    granted = select(RoleGrant.person_id).where(
        or_(
            and_(RoleGrant.scope == Scope.CENTRE, RoleGrant.scope_id.in_(centre_ids)),
            and_(RoleGrant.scope == Scope.COHORT, RoleGrant.scope_id.in_(cohort_ids)),
        )
    )
    enrolled = select(Enrolment.person_id).where(Enrolment.cohort_id.in_(cohort_ids))
    return or_(Person.id.in_(granted), Person.id.in_(enrolled))
