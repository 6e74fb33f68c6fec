"""Copies of one's own data: asked for by the person, made by the clock, fetched, dropped after some days."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.exc import IntegrityError

from lms.accounts.archive import PURPOSE, write_archive
from lms.accounts.events import DataCopyReady
from lms.accounts.models import DataCopy
from lms.accounts.types import CopyState, WhyNot
from lms.core import audit
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.files import StoredFile, adopt, path_of, purge
from lms.core.transaction import transaction

CLAIM = timedelta(minutes=10)
COPY_LIFE = timedelta(days=7)


def ask_for_copy(actor: Actor, *, now: datetime) -> DataCopy:
    """Ask for a copy of everything about oneself. Raises Refused while an earlier one waits."""
    try:
        with transaction():
            row = DataCopy(person_id=actor.user_id or 0, asked_at=now, state=CopyState.ASKED)
            db.session.add(row)
            db.session.flush()
            audit.record(actor, "data.asked", row)
    except IntegrityError:
        raise Refused(WhyNot.COPY_UNDER_WAY) from None
    return row


def make_copies(*, now: datetime) -> int:
    """Make every copy that waits, one after another; how many."""
    waiting = list(db.session.scalars(select(DataCopy.id).where(DataCopy.state == CopyState.ASKED)))
    return sum(_make(copy_id, now) for copy_id in waiting)


def _make(copy_id: int, now: datetime) -> int:
    person_id = _claim(copy_id, now)
    if person_id is None:
        return 0
    folder = path_of("0" * 64).parents[1]
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix="copy-")
    os.close(handle)
    draft = Path(name)
    try:
        write_archive(draft, person_id=person_id, now=now)
        size = draft.stat().st_size
        digest = adopt(draft)
    finally:
        draft.unlink(missing_ok=True)
    _finish(copy_id, digest=digest, size=size, now=now)
    return 1


def _claim(copy_id: int, now: datetime) -> int | None:
    free = or_(DataCopy.claimed_until.is_(None), DataCopy.claimed_until <= now)
    with transaction():
        row = db.session.scalar(
            select(DataCopy)
            .where(DataCopy.id == copy_id, DataCopy.state == CopyState.ASKED, free)
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
        if row is None:
            return None
        row.claimed_until = now + CLAIM
        audit.record(SYSTEM, "data.claimed", row)
    return row.person_id


def _finish(copy_id: int, *, digest: str, size: int, now: datetime) -> None:
    with transaction() as unit:
        row = db.session.get_one(DataCopy, copy_id, with_for_update=True, populate_existing=True)
        for older in _ready(DataCopy.person_id == row.person_id):
            _drop(older, now)
        file = StoredFile(
            digest=digest,
            name=f"baeum-{now:%Y%m%d}.zip",
            media_type="application/zip",
            size=size,
            purpose=PURPOSE,
            owner_id=row.person_id,
            at=now,
        )
        db.session.add(file)
        db.session.flush()
        row.state, row.made_at, row.file_id, row.claimed_until = CopyState.READY, now, file.id, None
        audit.record(SYSTEM, "data.copied", row, after={"bytes": size})
        unit.note(DataCopyReady(at=now, person_id=row.person_id, copy_id=row.id))


def fetch_copy(actor: Actor, *, copy_id: int) -> StoredFile:
    """The archive of a copy of one's own; that it was fetched is on record."""
    with transaction():
        row = db.session.get(DataCopy, copy_id)
        if row is None or row.person_id != actor.user_id or row.state != CopyState.READY:
            raise NotFound
        audit.record(actor, "data.exported", row)
    return db.session.get_one(StoredFile, row.file_id)


def drop_old_copies(*, now: datetime) -> int:
    """Forget copies that have lain ready for a week; how many."""
    with transaction():
        old = _ready(DataCopy.made_at < now - COPY_LIFE)
        for row in old:
            _drop(row, now)
    return len(old)


def drop_copies(person_id: int, *, now: datetime) -> None:
    """Forget every copy of a person, within the caller's transaction."""
    for row in _ready(DataCopy.person_id == person_id):
        _drop(row, now)


def _ready(condition: ColumnElement[bool]) -> list[DataCopy]:
    return list(db.session.scalars(select(DataCopy).where(DataCopy.state == CopyState.READY, condition)))


def _drop(row: DataCopy, now: datetime) -> None:
    purge(db.session.get_one(StoredFile, row.file_id), now=now)
    row.state = CopyState.DROPPED
    audit.record(SYSTEM, "data.dropped", row)
