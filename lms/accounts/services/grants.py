"""Grants of authority."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select

from lms.accounts.models import Person, RoleGrant
from lms.accounts.types import PersonState, Role, Scope, WhyNot
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction


def grant_role(
    actor: Actor,
    *,
    person_id: int,
    role: Role,
    scope: Scope,
    scope_id: int | None,
    now: datetime,
    reason: str = "",
) -> RoleGrant:
    """Give a role within a scope; the one that stands is returned when it is there already.

    The caller has decided that the actor may: enrolling, staffing a cohort and setting up a centre each have their
    own policy.
    """
    with transaction():
        standing = db.session.scalar(
            select(RoleGrant).where(
                RoleGrant.person_id == person_id,
                RoleGrant.role == role,
                RoleGrant.scope == scope,
                _within(scope_id),
                RoleGrant.ended_at.is_(None),
            )
        )
        if standing is not None:
            return standing
        grant = RoleGrant(
            person_id=person_id,
            role=role,
            scope=scope,
            scope_id=scope_id,
            granted_at=now,
            granted_by=actor.user_id,
        )
        db.session.add(grant)
        db.session.flush()
        facts = {"person": person_id, "role": str(role), "scope": str(scope), "scope_id": scope_id}
        audit.record(actor, "grant.given", grant, after=facts, reason=reason)
    return grant


def end_grant(
    actor: Actor,
    *,
    person_id: int,
    role: Role,
    scope: Scope,
    scope_id: int | None,
    now: datetime,
    reason: str = "",
) -> None:
    """End a role within a scope; open sign-ins lose it with their next request."""
    with transaction():
        if role is Role.ADMINISTRATOR:
            keep_an_administrator(person_id, scope=scope, scope_id=scope_id)
        grants = db.session.scalars(
            select(RoleGrant).where(
                RoleGrant.person_id == person_id,
                RoleGrant.role == role,
                RoleGrant.scope == scope,
                _within(scope_id),
                RoleGrant.ended_at.is_(None),
            )
        ).all()
        for grant in grants:
            grant.ended_at = now
            audit.record(actor, "grant.ended", grant, reason=reason)


def _within(scope_id: int | None) -> ColumnElement[bool]:
    return RoleGrant.scope_id == scope_id if scope_id is not None else RoleGrant.scope_id.is_(None)


def keep_an_administrator(person_id: int, *, scope: str, scope_id: int | None) -> None:
    """Raise Refused when this person is the only active administrator of a scope. The rows stay locked until the end
    of the transaction, so two administrators who remove each other at once cannot both succeed."""
    holders = db.session.execute(
        select(RoleGrant.person_id, Person.state)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(
            RoleGrant.role == Role.ADMINISTRATOR,
            RoleGrant.scope == scope,
            _within(scope_id),
            RoleGrant.ended_at.is_(None),
        )
        .order_by(RoleGrant.id)
        .with_for_update(of=RoleGrant)
    ).all()
    active = {holder for holder, state in holders if state == PersonState.ACTIVE}
    if active == {person_id}:
        raise Refused(WhyNot.LAST_ADMINISTRATOR)
