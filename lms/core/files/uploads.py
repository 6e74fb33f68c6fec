"""Taking in what people upload: judged by content, limited, cleaned, then stored with a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select

from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.files.cleaning import Uncleanable, cleaned
from lms.core.files.kinds import FileKind, kind_of
from lms.core.files.models import StoredFile
from lms.core.files.storage import path_of, store
from lms.core.transaction import transaction

LARGEST = 20 * 1024 * 1024
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]')


class UploadRefused(StrEnum):
    """Why a file is not taken."""

    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"
    KIND_NOT_ALLOWED = "kind_not_allowed"
    FILE_BROKEN = "file_broken"


def keep_upload(
    actor: Actor,
    *,
    data: bytes,
    name: str,
    purpose: str,
    allowed: Collection[FileKind],
    now: datetime,
    largest: int = LARGEST,
) -> StoredFile:
    """Store an upload with its row, inside the caller's transaction; the caller writes the audit entry.

    ``allowed`` are the kinds taken, ``largest`` is in bytes. Raises Refused(UploadRefused).
    """
    if not data:
        raise Refused(UploadRefused.EMPTY_FILE)
    if len(data) > largest:
        raise Refused(UploadRefused.FILE_TOO_LARGE)
    kind = kind_of(data)
    if kind is None or kind not in allowed:
        raise Refused(UploadRefused.KIND_NOT_ALLOWED)
    try:
        bare = cleaned(data, kind)
    except Uncleanable:
        raise Refused(UploadRefused.FILE_BROKEN) from None
    row = StoredFile(
        digest=store(bare),
        name=safe_name(name),
        media_type=str(kind),
        size=len(bare),
        purpose=purpose,
        owner_id=actor.user_id,
        at=now,
    )
    with transaction():
        db.session.add(row)
        db.session.flush()
    return row


def own_upload(actor: Actor, *, file_id: int, purpose: str) -> StoredFile:
    """A file that this person uploaded for this purpose and that was not purged. Raises NotFound for anything else."""
    row = db.session.get(StoredFile, file_id)
    if row is None or row.owner_id != actor.user_id or row.purpose != purpose or row.purged_at is not None:
        raise NotFound
    return row


def safe_name(name: str) -> str:
    """A file name that is only a name: no folders, no control or direction marks, at most 120 characters."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = _UNFIT.sub("_", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{stem[: 110 - len(ending)]}.{ending}" if stem else f"file.{ending}"
    return plain[:120] or "file"


def purge(row: StoredFile, *, now: datetime) -> None:
    """Forget the bytes once nothing else uses them; the row stays and says when. The caller writes the audit entry."""
    with transaction() as unit:
        row.purged_at = now
        others = db.session.scalar(
            select(func.count()).where(
                StoredFile.digest == row.digest, StoredFile.id != row.id, StoredFile.purged_at.is_(None)
            )
        )
        if not others:
            path = path_of(row.digest)
            unit.after_commit(lambda: path.unlink(missing_ok=True))
