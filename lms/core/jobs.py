"""Clock work of the house."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from lms.core import audit, health
from lms.core.db import db
from lms.core.idempotency import IdempotencyKey
from lms.core.limits import RateLimit
from lms.core.scheduler import Job, SchedulerLeader, register
from lms.core.transaction import transaction

KEYS_LIVE = timedelta(days=3)


def seal_audit(_slot: datetime) -> int:
    """Seal what was written since the last time."""
    return audit.seal_new_entries()


def sweep(slot: datetime) -> None:
    """Drop keys and counters that nobody needs any more."""
    with transaction():
        db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.at < slot - KEYS_LIVE))
        db.session.execute(delete(RateLimit).where(RateLimit.window < int(slot.timestamp() // 900) - 96))


SCHEDULE = (
    Job("core.seal_audit", timedelta(minutes=1), seal_audit, catch_up=1),
    Job("core.sweep", timedelta(hours=1), sweep, catch_up=1),
)
register(SCHEDULE)


def _scheduler_is_well(now: datetime) -> tuple[bool, dict[str, object]]:
    beat = db.session.scalar(select(SchedulerLeader.beat_at).limit(1))
    if beat is None:
        return True, {"state": "never started"}
    age = (now - beat).total_seconds()
    return age < 60, {"seconds_since_beat": round(age, 1)}


health.check("scheduler", _scheduler_is_well)
