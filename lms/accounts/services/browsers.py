"""Browsers in which a person signs in: the first is taken as it is, of each later one the person is told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from lms.accounts import secrets
from lms.accounts.events import NewBrowserSignedIn
from lms.accounts.models import KnownBrowser
from lms.core.db import db
from lms.core.transaction import Unit


def meet_browser(person_id: int, *, mark: str, device: str, unit: Unit, now: datetime) -> None:
    """Remember the browser with this mark, within the transaction that signs somebody in; tell the person when others
    are known and this one is not. ``device`` is what the browser calls itself."""
    digest = secrets.digest(mark)
    known = list(db.session.scalars(select(KnownBrowser.digest).where(KnownBrowser.person_id == person_id)))
    if digest in known:
        db.session.execute(
            update(KnownBrowser)
            .where(KnownBrowser.person_id == person_id, KnownBrowser.digest == digest)
            .values(last_at=now, device=device[:200])
        )
        return
    db.session.add(KnownBrowser(person_id=person_id, digest=digest, device=device[:200], first_at=now, last_at=now))
    if known:
        unit.note(NewBrowserSignedIn(at=now, person_id=person_id, device=device[:200]))
