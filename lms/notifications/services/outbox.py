"""The outbox: written with the change, sent after it; claim, send, mark."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from lms.accounts import queries as people
from lms.core import audit
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.core.transaction import transaction
from lms.notifications.mail import Mail, deliver
from lms.notifications.models import OutboxMessage

CLAIM = timedelta(minutes=2)
BATCH = 50
MOST_ATTEMPTS = 48
log = logging.getLogger(__name__)


def enqueue(
    actor: Actor, *, key: str, person_id: int, subject: str, body: str, due_at: datetime, calendar: str = ""
) -> bool:
    """Put a mail into the outbox, once for its key. False when it is there already; then nothing changes."""
    with transaction() as unit:
        insert: Any = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
        made = db.session.execute(
            insert(OutboxMessage)
            .values(
                key=key[:160],
                person_id=person_id,
                subject=" ".join(subject.split())[:200],
                body=body,
                calendar=calendar,
                due_at=due_at,
                attempts=0,
                fault="",
            )
            .on_conflict_do_nothing(index_elements=["key"])
            .returning(OutboxMessage.id)
        ).first()
        if made is None:
            unit.changed_nothing("outbox_message")
        else:
            audit.record(actor, "mail.enqueued", ("outbox_message", made[0]), after={"key": key})
    return made is not None


def cancel(actor: Actor, *, key_prefix: str) -> int:
    """Drop mails that were not sent yet and whose key begins so; how many."""
    with transaction():
        done: Any = db.session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.key.startswith(key_prefix, autoescape=True), OutboxMessage.sent_at.is_(None))
            .values(sent_at=OutboxMessage.due_at, fault="cancelled")
        )
        if done.rowcount:
            audit.record(actor, "mail.cancelled", ("outbox_message", key_prefix[:60]))
    return int(done.rowcount)


def send_due(*, now: datetime) -> int:
    """Send what is due. Database effects are exactly once; a mail is sent again only when a process dies between the
    server's answer and our note of it, and then carries the same Message-ID."""
    if not current_app.config["LMS_SETTINGS"].mail_server:
        return 0
    sent = 0
    for message_id in _claim(now):
        sent += _send(message_id, now)
    return sent


def _claim(now: datetime) -> list[int]:
    free = or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now)
    with transaction():
        ids = list(
            db.session.scalars(
                select(OutboxMessage.id)
                .where(
                    OutboxMessage.sent_at.is_(None),
                    OutboxMessage.due_at <= now,
                    OutboxMessage.attempts < MOST_ATTEMPTS,
                    free,
                )
                .order_by(OutboxMessage.due_at)
                .limit(BATCH)
                .with_for_update(skip_locked=True)
            )
        )
        db.session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id.in_(ids))
            .values(leased_until=now + CLAIM, attempts=OutboxMessage.attempts + 1)
        )
        audit.record(SYSTEM, "mail.claimed", ("outbox_message", ""), after={"count": len(ids)})
    return ids


def _send(message_id: int, now: datetime) -> int:
    row = db.session.get_one(OutboxMessage, message_id)
    person = people.card(row.person_id)
    fault = ""
    try:
        if person is None:
            raise LookupError("nobody to send to")
        deliver(Mail(row.key, person.email, person.name, row.subject, row.body, row.calendar))
    except (OSError, LookupError) as error:
        fault = f"{type(error).__name__}: {error}"[:300]
        log.warning("mail %s was not sent: %s", row.key, type(error).__name__)
    with transaction():
        row = db.session.get_one(OutboxMessage, message_id)
        row.fault = fault
        row.sent_at = None if fault else now
        row.leased_until = now + timedelta(minutes=5) if fault else None
        audit.record(SYSTEM, "mail.failed" if fault else "mail.sent", row)
    return 0 if fault else 1
