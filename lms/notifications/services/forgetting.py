"""Dropping what was written to a person who is known no more."""

from __future__ import annotations

from sqlalchemy import delete

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction
from lms.notifications.models import Notice, OutboxMessage


def forget_messages(actor: Actor, *, person_id: int) -> None:
    """Delete every mail and notice of a person, sent or not."""
    with transaction():
        for table in (OutboxMessage, Notice):
            db.session.execute(delete(table).where(table.person_id == person_id))
        audit.record(actor, "messages.forgotten", ("person", person_id))
