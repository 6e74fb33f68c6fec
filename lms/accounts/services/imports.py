"""The record of an import of people: looked over, then carried out, undone or dropped. Who may is decided above."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from lms.accounts.models import PeopleImport
from lms.accounts.types import ImportState, WhyNot
from lms.core import audit
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction

LOOKING_LIFE = timedelta(days=1)


def keep_import(
    actor: Actor, *, cohort_id: int, file_name: str, digest: str, summary: Mapping[str, Any], now: datetime
) -> PeopleImport:
    """Keep the rows of a file while somebody looks them over."""
    with transaction():
        row = PeopleImport(
            actor_id=actor.user_id,
            at=now,
            file_name=file_name[:200],
            digest=digest,
            cohort_id=cohort_id,
            state=ImportState.LOOKED_OVER,
            summary=dict(summary),
        )
        db.session.add(row)
        db.session.flush()
        audit.record(actor, "people.looked_over", row, after={"rows": len(summary.get("drafts", []))})
    return row


def settle_import(
    actor: Actor,
    *,
    import_id: int,
    before: ImportState,
    after: ImportState,
    summary: Mapping[str, Any],
    now: datetime,
) -> None:
    """Move an import to its next state, once, whoever asks at the same time. Raises Refused when it has moved on."""
    words = {
        ImportState.APPLIED: "people.imported",
        ImportState.UNDONE: "people.import_undone",
        ImportState.DROPPED: "people.import_dropped",
    }
    times = {ImportState.APPLIED: {"applied_at": now}, ImportState.UNDONE: {"undone_at": now}}.get(after, {})
    with transaction():
        moved = db.session.execute(
            update(PeopleImport)
            .where(PeopleImport.id == import_id, PeopleImport.state == before)
            .values(state=after, summary=dict(summary), **times)
            .returning(PeopleImport.id)
        ).first()
        if moved is None:
            raise Refused(WhyNot.IMPORT_MOVED_ON)
        facts = {key: value for key, value in summary.items() if isinstance(value, int)}
        audit.record(actor, words[after], ("people_import", import_id), after=facts)


def drop_old_imports(*, now: datetime) -> int:
    """Forget the rows of files that nobody carried out within a day; how many files."""
    with transaction():
        old = list(
            db.session.scalars(
                select(PeopleImport.id).where(
                    PeopleImport.state == ImportState.LOOKED_OVER, PeopleImport.at < now - LOOKING_LIFE
                )
            )
        )
        for import_id in old:
            settle_import(
                SYSTEM,
                import_id=import_id,
                before=ImportState.LOOKED_OVER,
                after=ImportState.DROPPED,
                summary={},
                now=now,
            )
    return len(old)
