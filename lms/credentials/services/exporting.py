"""Exporting the completion list: sealed, for a reason, and on record."""

from __future__ import annotations

from datetime import datetime

from lms.cohorts import access as cohorts
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, Refused
from lms.core.transaction import transaction
from lms.credentials import policies, queries, rules
from lms.credentials.exporting import cells
from lms.credentials.models import SealedList
from lms.credentials.types import CompletionRow


def export_list(actor: Actor, *, cohort_id: int, reason: str, now: datetime) -> tuple[list[CompletionRow], str]:
    """The rows of the list and the digest under which they were sealed."""
    with transaction():
        card = cohorts.cohort_for_member(actor, cohort_id)
        if not policies.may_settle(actor, card.place):
            raise NotAllowed
        decisions = queries.standing_decisions(cohort_id)
        if why_not := rules.why_not_export(is_settled=bool(decisions), reason=reason):
            raise Refused(why_not)
        rows = queries.completion_rows(card, on=clock.local_date(now), decisions=decisions)
        plain = [cells(row) for row in rows]
        digest = rules.digest_of(plain)
        sealed = SealedList(
            cohort_id=cohort_id, at=now, actor_id=actor.user_id, reason=reason.strip()[:300], digest=digest, rows=plain
        )
        db.session.add(sealed)
        db.session.flush()
        audit.record(actor, "completion.exported", sealed, after={"rows": len(rows), "digest": digest}, reason=reason)
    return rows, digest
