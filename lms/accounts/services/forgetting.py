"""Making a person unknown: what says who it was goes, what proves what happened stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update

from lms.accounts.events import PersonForgotten
from lms.accounts.models import ApiToken, KnownBrowser, MailLink, Person, RecoveryCode, RoleGrant, SignIn
from lms.accounts.services.copies import drop_copies
from lms.accounts.types import PersonState
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction


def forget_person(actor: Actor, *, person_id: int, reason: str, now: datetime) -> None:
    """Drop name, address, phone, birth date, secrets and sign-ins; the row stays as a number that ledgers point to.

    The caller has decided that nothing must be kept any longer. The address is free again afterwards. Packages above
    hear of it (``PersonForgotten``) and drop their part.
    """
    with transaction() as unit:
        person = db.session.get_one(Person, person_id, with_for_update=True, populate_existing=True)
        person.name, person.email = f"#{person_id}", f"forgotten-{person_id}@invalid"
        person.phone, person.birth_date = "", None
        person.password_hash, person.totp_secret, person.totp_last_step = "", "", 0
        person.state = PersonState.FORGOTTEN
        drop_copies(person_id, now=now)
        for table in (SignIn, MailLink, ApiToken, RecoveryCode, KnownBrowser):
            db.session.execute(delete(table).where(table.person_id == person_id))
        db.session.execute(
            update(RoleGrant).where(RoleGrant.person_id == person_id, RoleGrant.ended_at.is_(None)).values(ended_at=now)
        )
        audit.record(actor, "person.forgotten", person, reason=reason)
        unit.note(PersonForgotten(at=now, person_id=person_id))
