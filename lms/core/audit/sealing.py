"""Sealing entries into a hash chain, afterwards, so that writers never queue for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from sqlalchemy import select

from lms.core.audit.models import AuditEntry, AuditSeal
from lms.core.db import db
from lms.core.transaction import transaction

_GENESIS = "0" * 64


def seal_new_entries(*, limit: int = 2_000) -> int:
    """Append every entry that has no seal yet to the chain; returns how many."""
    with transaction():
        last = db.session.scalar(select(AuditSeal.digest).order_by(AuditSeal.id.desc()).limit(1).with_for_update())
        digest = last or _GENESIS
        entries = db.session.scalars(
            select(AuditEntry)
            .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
            .where(AuditSeal.id.is_(None))
            .order_by(AuditEntry.id)
            .limit(limit)
        ).all()
        for entry in entries:
            digest = _link(digest, entry)
            db.session.add(AuditSeal(entry_id=entry.id, digest=digest))
            db.session.flush()
    return len(entries)


def first_broken_seal() -> int | None:
    """Recompute the chain; the id of the first entry that does not fit, or None when all hold."""
    rows = db.session.execute(
        select(AuditEntry, AuditSeal.digest)
        .join(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
        .order_by(AuditSeal.id)
        .execution_options(yield_per=500)
    )
    try:
        return _first_break((entry, digest) for entry, digest in rows)
    finally:
        rows.close()  # a break leaves rows unread, and on PostgreSQL a cursor open


def _first_break(sealed: Iterable[tuple[AuditEntry, str]]) -> int | None:
    digest = _GENESIS
    for entry, stored in sealed:
        digest = _link(digest, entry)
        if digest != stored:
            return entry.id
    return None


def _link(previous: str, entry: AuditEntry) -> str:
    facts = [
        entry.id,
        entry.at.isoformat(),
        entry.actor_id,
        entry.actor_roles,
        entry.action,
        entry.subject_kind,
        entry.subject_id,
        entry.before,
        entry.after,
        entry.reason,
        entry.request_id,
    ]
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((previous + text).encode()).hexdigest()
