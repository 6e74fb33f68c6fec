"""Tokens with which programs act for a person. The token itself is shown once and stored only as a digest."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from lms.accounts import secrets
from lms.accounts.models import ApiToken
from lms.accounts.types import WhyNot
from lms.core import audit
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction

PREFIX = "baeum_"
"""So that scanners for leaked secrets recognise one."""
NOTED = timedelta(hours=1)


def make_token(actor: Actor, *, name: str, may_write: bool, days: int, now: datetime) -> str:
    """A new token of one's own that works for so many days; returns what the program must keep."""
    token = PREFIX + secrets.new_token()
    with transaction():
        me = actor.user_id or 0
        if db.session.scalar(select(ApiToken.id).where(ApiToken.person_id == me, ApiToken.name == name)):
            raise Refused(WhyNot.TOKEN_NAME_TAKEN)
        row = ApiToken(
            person_id=me,
            name=name,
            digest=secrets.digest(token),
            may_write=may_write,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        db.session.add(row)
        db.session.flush()
        audit.record(actor, "token.made", row, after={"name": name, "may_write": may_write, "days": days})
    return token


def end_token(actor: Actor, *, token_id: int, now: datetime) -> None:
    """End a token of one's own; the program is out with its next request."""
    with transaction():
        row = db.session.get(ApiToken, token_id)
        if row is None or row.person_id != actor.user_id:
            raise NotFound
        row.ended_at = row.ended_at or now
        audit.record(actor, "token.ended", row)


def note_token_use(*, token_id: int, used_at: datetime | None, now: datetime) -> None:
    """Keep when a token was last used, to the hour."""
    if used_at is not None and now - used_at < NOTED:
        return
    with transaction():
        db.session.execute(update(ApiToken).where(ApiToken.id == token_id).values(used_at=now))
        audit.record(SYSTEM, "token.used", ("api_token", token_id))
