"""Consents: by purpose and recipient, with versions, revocable at any time."""

from __future__ import annotations

from datetime import datetime

from lms.accounts import queries
from lms.accounts.events import ConsentWithdrawn
from lms.accounts.models import ConsentEntry
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction


def decide_consent(
    actor: Actor, *, purpose: str, version: int, given: bool, now: datetime, recipient: str = ""
) -> ConsentEntry:
    """Give or take back one's own consent; the earlier decision stays on record."""
    person_id = actor.user_id or 0
    with transaction() as unit:
        earlier = {(row.purpose, row.recipient): row for row in queries.consents_of(person_id)}
        last = earlier.get((purpose, recipient))
        entry = ConsentEntry(
            at=now,
            actor_id=actor.user_id,
            person_id=person_id,
            purpose=purpose,
            recipient=recipient,
            version=version,
            given=given,
            supersedes_id=last.id if last else None,
        )
        db.session.add(entry)
        db.session.flush()
        audit.record(actor, "consent.decided", entry, after={"purpose": purpose, "given": given})
        if not given:
            unit.note(ConsentWithdrawn(at=now, person_id=person_id, purpose=purpose, recipient=recipient))
    return entry
