"""Trying a failed mail again."""

from __future__ import annotations

from datetime import datetime

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction
from lms.notifications.models import OutboxMessage


def send_again(actor: Actor, *, message_id: int, now: datetime) -> None:
    """Make a mail that failed due now, with all its attempts again. One that was sent stays sent."""
    with transaction():
        row = db.session.get_one(OutboxMessage, message_id, with_for_update=True, populate_existing=True)
        if row.sent_at is None:
            row.attempts, row.leased_until, row.due_at = 0, None, min(row.due_at, now)
        audit.record(actor, "mail.tried_again", row)
