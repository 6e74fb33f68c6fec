"""Grants of authority."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from lms.accounts.models import RoleGrant
from lms.accounts.types import Role, Scope
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction


def grant_role(
    actor: Actor, *, person_id: int, role: Role, scope: Scope, scope_id: int | None, now: datetime
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
                RoleGrant.scope_id == scope_id if scope_id is not None else RoleGrant.scope_id.is_(None),
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
        audit.record(actor, "grant.given", grant, after=facts)
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
        grants = db.session.scalars(
            select(RoleGrant).where(
                RoleGrant.person_id == person_id,
                RoleGrant.role == role,
                RoleGrant.scope == scope,
                RoleGrant.scope_id == scope_id,
                RoleGrant.ended_at.is_(None),
            )
        ).all()
        for grant in grants:
            grant.ended_at = now
            audit.record(actor, "grant.ended", grant, reason=reason)
