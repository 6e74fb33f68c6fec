"""Lists of people that leave the house: on record, with a reason."""

from __future__ import annotations

from datetime import datetime

from lms.attendance import access
from lms.attendance.marks import WhyNot
from lms.core import audit
from lms.core.actor import Actor
from lms.core.errors import Refused
from lms.core.transaction import transaction

LEAST_REASON = 4


def note_export(actor: Actor, *, cohort_id: int, what: str, rows: int, reason: str, now: datetime) -> None:
    """Write down who took which list of a cohort, and what for."""
    access.cohort_for_marking(actor, cohort_id)
    if len(reason.strip()) < LEAST_REASON:
        raise Refused(WhyNot.EXPORT_REASON_MISSING)
    with transaction():
        after = {"list": what, "rows": rows, "at": now.isoformat()}
        audit.record(actor, "attendance.exported", ("cohort", cohort_id), after=after, reason=reason.strip()[:500])
