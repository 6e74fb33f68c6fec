"""Many people at once: written down, given a role, invited. Few statements, one audit entry a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from lms.accounts import policies, rules, secrets
from lms.accounts.events import LinkMade
from lms.accounts.models import MailLink, Person, RoleGrant
from lms.accounts.services.signing import INVITATION
from lms.accounts.types import NewPerson, PersonState, Place, Role, Scope
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed
from lms.core.transaction import transaction

_AT_ONCE = 500


def register_many(actor: Actor, *, people: Sequence[NewPerson], now: datetime) -> dict[str, int]:
    """Write down people whose addresses are new and right (the caller has looked); their ids by address."""
    rows = [
        {
            "email": person.email,
            "name": person.name,
            "phone": person.phone,
            "birth_date": person.birth_date,
            "language": person.language,
            "state": PersonState.INVITED,
            "password_hash": "",
            "totp_secret": "",
            "totp_last_step": 0,
            "created_at": now,
        }
        for person in people
    ]
    if not rows:
        return {}
    with transaction():
        ids = list(db.session.scalars(insert(Person).returning(Person.id, sort_by_parameter_order=True), rows))
        for person_id in ids:
            audit.record(actor, "person.registered", ("person", person_id))
    return {person.email: person_id for person, person_id in zip(people, ids, strict=True)}


def grant_many(
    actor: Actor, *, person_ids: Sequence[int], role: Role, scope: Scope, scope_id: int, now: datetime
) -> None:
    """Give one role within one scope to people who do not hold it yet."""
    with transaction():
        holders = set(
            db.session.scalars(
                select(RoleGrant.person_id).where(
                    RoleGrant.role == role,
                    RoleGrant.scope == scope,
                    RoleGrant.scope_id == scope_id,
                    RoleGrant.ended_at.is_(None),
                )
            )
        )
        rows: list[dict[str, Any]] = [
            {
                "person_id": person_id,
                "role": role,
                "scope": scope,
                "scope_id": scope_id,
                "granted_at": now,
                "granted_by": actor.user_id,
            }
            for person_id in dict.fromkeys(person_ids)
            if person_id not in holders
        ]
        if rows:
            db.session.execute(insert(RoleGrant), rows)
            facts = {"role": str(role), "scope": str(scope), "scope_id": scope_id, "people": len(rows)}
            audit.record(actor, "grant.given", (str(scope), scope_id), after=facts)


def invite_many(actor: Actor, *, person_ids: Collection[int], place: Place, now: datetime) -> int:
    """Send links to those who have not chosen a password; how many. Their older links stop working."""
    if not policies.may_manage_people(actor, place):
        raise NotAllowed
    with transaction() as unit:
        waiting: list[int] = []
        wanted = sorted(person_ids)
        for start in range(0, len(wanted), _AT_ONCE):
            waiting += db.session.scalars(
                select(Person.id).where(
                    Person.id.in_(wanted[start : start + _AT_ONCE]), Person.state == PersonState.INVITED
                )
            )
        if not waiting:
            return 0
        _void_links(waiting, now)
        tokens = {person_id: secrets.new_token() for person_id in waiting}
        rows = [
            {
                "digest": secrets.digest(token),
                "kind": INVITATION,
                "person_id": person_id,
                "sent_at": now,
                "expires_at": now + rules.INVITATION_LIFE,
            }
            for person_id, token in tokens.items()
        ]
        db.session.execute(insert(MailLink), rows)
        for person_id, token in tokens.items():
            audit.record(actor, "person.invited", ("person", person_id))
            unit.note(LinkMade(at=now, kind=INVITATION, person_id=person_id, token=token))
    return len(waiting)


def _void_links(person_ids: Sequence[int], now: datetime) -> None:
    for start in range(0, len(person_ids), _AT_ONCE):
        db.session.execute(
            update(MailLink)
            .where(
                MailLink.person_id.in_(person_ids[start : start + _AT_ONCE]),
                MailLink.kind == INVITATION,
                MailLink.used_at.is_(None),
            )
            .values(used_at=now)
        )
