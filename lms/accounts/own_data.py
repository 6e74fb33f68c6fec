"""What the accounts know about a person, for that person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from lms.accounts import queries
from lms.accounts.models import Person, RoleGrant, SignIn
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction

_others: dict[str, Callable[[int], Any]] = {}


def include(name: str, read: Callable[[int], Any]) -> None:
    """Let a higher package add what it keeps of a person; ``read`` takes the person's id and gives plain values."""
    _others[name] = read


def export_own_data(actor: Actor) -> dict[str, Any]:
    """One's own record, grants, consents, sign-ins and own actions; on record in the audit trail."""
    me = actor.user_id or 0
    with transaction():
        audit.record(actor, "data.exported", ("person", me))
    person = db.session.get_one(Person, me)
    grants = db.session.scalars(select(RoleGrant).where(RoleGrant.person_id == me).order_by(RoleGrant.id))
    signed = db.session.scalars(select(SignIn).where(SignIn.person_id == me).order_by(SignIn.id))
    deeds = db.session.scalars(
        select(audit.AuditEntry).where(audit.AuditEntry.actor_id == me).order_by(audit.AuditEntry.id)
    )
    return {
        "person": {
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "birth_date": person.birth_date.isoformat() if person.birth_date else None,
            "language": person.language,
        },
        "roles": [
            {"role": row.role, "scope": row.scope, "scope_id": row.scope_id, "from": row.granted_at.isoformat()}
            for row in grants
        ],
        "consents": [
            {"purpose": row.purpose, "version": row.version, "given": row.given, "at": row.at.isoformat()}
            for row in queries.consents_of(me)
        ],
        "sign_ins": [{"at": row.started_at.isoformat(), "device": row.device} for row in signed],
        "actions": [{"at": row.at.isoformat(), "action": row.action} for row in deeds],
        **{name: read(me) for name, read in _others.items()},
    }
