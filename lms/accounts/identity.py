"""Turning the secret of a cookie or of a program's token into the person of a request."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, g

from lms.accounts import queries, services
from lms.core import clock, limits
from lms.core.web.identity_loader import CurrentPerson, load_by, load_programs_by

REQUESTS = 900
PERIOD = timedelta(minutes=15)


@load_by
def person_of_cookie(token: str) -> CurrentPerson | None:
    """The person whose live sign-in this is, with today's grants."""
    found = queries.signed_in_by(token, now=clock.now())
    if found is None:
        return None
    return CurrentPerson(
        token=token,
        sign_in_id=found.sign_in_id,
        actor=found.actor,
        language=found.language,
        has_totp=found.has_totp,
    )


@load_programs_by
def person_of_token(token: str) -> CurrentPerson | None:
    """The person for whom a program acts, with today's grants; 429 when the program asks too often."""
    now = clock.now()
    row = queries.token_in_force(token, now=now)
    if row is None or g.get("asks_too_often"):
        return None
    token_id, person_id, may_write, used_at = row.id, row.person_id, row.may_write, row.used_at
    if not limits.hit(f"token:{token_id}", limit=REQUESTS, per=PERIOD, now=now):
        g.asks_too_often = True
        abort(429)
    services.note_token_use(token_id=token_id, used_at=used_at, now=now)
    actor = queries.actor_of(person_id)
    if actor is None:
        return None
    return CurrentPerson(token=token, sign_in_id=0, actor=actor, language="", has_totp=False, may_write=may_write)
