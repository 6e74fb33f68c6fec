"""The audit trail as a list that leaves the house."""

from __future__ import annotations

import json
from collections.abc import Collection

from lms.admin import rules
from lms.admin.queries import trail
from lms.admin.types import TrailQuestion
from lms.core import audit
from lms.core.actor import Actor
from lms.core.errors import Refused
from lms.core.transaction import transaction

HEADINGS = (
    "번호",
    "일시(UTC)",
    "행위자",
    "행위자 번호",
    "역할",
    "행위",
    "대상",
    "대상 번호",
    "이전",
    "이후",
    "사유",
    "요청 번호",
)
MOST = 50_000


def export_trail(
    actor: Actor, *, question: TrailQuestion, own: Collection[int] | None, others: Collection[int], reason: str
) -> list[tuple[str | int, ...]]:
    """The lines that answer a question, newest first, at most 50,000, under ``HEADINGS``."""
    if why_not := rules.why_not_export(reason):
        raise Refused(why_not)
    with transaction():
        rows = trail.entries(question, own=own, others=others, most=MOST)
        audit.record(actor, "trail.exported", ("audit_entry", ""), after={"rows": len(rows)}, reason=reason[:300])
    return [
        (
            entry.id,
            entry.at.isoformat(timespec="seconds"),
            name,
            entry.actor_id or "",
            entry.actor_roles,
            entry.action,
            entry.subject_kind,
            entry.subject_id,
            json.dumps(entry.before, ensure_ascii=False) if entry.before else "",
            json.dumps(entry.after, ensure_ascii=False) if entry.after else "",
            entry.reason,
            entry.request_id,
        )
        for entry, name in rows
    ]
