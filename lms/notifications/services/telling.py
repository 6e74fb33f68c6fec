"""Notices inside the product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import insert, update

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction
from lms.notifications.models import Notice


def tell(actor: Actor, *, person_ids: Iterable[int], text: Mapping[str, str], now: datetime, path: str = "") -> None:
    """Leave a notice for people, in both languages."""
    rows = [
        {"person_id": person_id, "at": now, "text": dict(text), "path": path} for person_id in dict.fromkeys(person_ids)
    ]
    if not rows:
        return
    with transaction():
        db.session.execute(insert(Notice), rows)
        audit.record(actor, "notice.left", ("notice", ""), after={"people": len(rows), "text": dict(text)})


def mark_read(actor: Actor, *, now: datetime) -> None:
    """All of one's own notices were read."""
    with transaction():
        db.session.execute(
            update(Notice).where(Notice.person_id == actor.user_id, Notice.read_at.is_(None)).values(read_at=now)
        )
        audit.record(actor, "notice.read", ("person", actor.user_id or 0))
