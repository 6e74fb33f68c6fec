"""Reads of notices and mails."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from lms.core.db import db
from lms.notifications.models import Notice, OutboxMessage


def notices_of(person_id: int, *, most: int = 30) -> list[Notice]:
    """A person's newest notices."""
    return list(
        db.session.scalars(select(Notice).where(Notice.person_id == person_id).order_by(Notice.id.desc()).limit(most))
    )


def unread_count(person_id: int) -> int:
    """How many notices were not read."""
    return int(
        db.session.scalar(select(func.count()).where(Notice.person_id == person_id, Notice.read_at.is_(None))) or 0
    )


def oldest_due(*, now: datetime) -> datetime | None:
    """Since when the longest waiting mail is due."""
    return db.session.scalar(
        select(func.min(OutboxMessage.due_at)).where(OutboxMessage.sent_at.is_(None), OutboxMessage.due_at <= now)
    )


def mails_of(person_id: int) -> list[OutboxMessage]:
    """Every mail to a person, newest first."""
    return list(
        db.session.scalars(
            select(OutboxMessage).where(OutboxMessage.person_id == person_id).order_by(OutboxMessage.id.desc())
        )
    )


def is_enqueued(key: str) -> bool:
    """Whether a mail with this key was put into the outbox already, sent or not."""
    return db.session.scalar(select(OutboxMessage.id).where(OutboxMessage.key == key[:160])) is not None
