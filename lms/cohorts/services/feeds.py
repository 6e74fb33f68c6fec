"""Secret addresses of calendars: made, shown once, ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from lms.accounts.secrets import digest, new_token
from lms.cohorts.models import CalendarFeed
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed
from lms.core.transaction import transaction


def make_feed(actor: Actor, *, now: datetime) -> str:
    """A new secret for one's own calendar; an earlier one ends. Returned once, never stored."""
    if actor.user_id is None:
        raise NotAllowed
    token = new_token()
    with transaction():
        _end(actor.user_id, now)
        feed = CalendarFeed(person_id=actor.user_id, digest=digest(token), made_at=now)
        db.session.add(feed)
        audit.record(actor, "calendar.feed_made", feed)
    return token


def end_feed(actor: Actor, *, now: datetime) -> None:
    """End the address of one's own calendar."""
    if actor.user_id is None:
        raise NotAllowed
    with transaction():
        _end(actor.user_id, now)
        audit.record(actor, "calendar.feed_ended", ("person", actor.user_id))


def _end(person_id: int, now: datetime) -> None:
    db.session.execute(
        update(CalendarFeed)
        .where(CalendarFeed.person_id == person_id, CalendarFeed.ended_at.is_(None))
        .values(ended_at=now)
    )
