"""Election and tick.

A leader holds a row with an epoch for a few seconds and renews it; when it dies or is stopped, another takes the next
epoch, and the old one, once it wakes, finds its epoch gone before it can claim a slot.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from lms.core.db import db
from lms.core.scheduler.jobs import Job, registered
from lms.core.scheduler.models import JobRun, SchedulerLeader
from lms.core.transaction import transaction

TERM = timedelta(seconds=5)
_ROW = 1
log = logging.getLogger("lms.scheduler")


def lead(holder: str, *, now: datetime) -> int | None:
    """Become or stay the leader; the epoch, or None while someone else leads."""
    with transaction():
        is_postgres = db.session.get_bind().dialect.name == "postgresql"
        insert_: Any = postgresql.insert if is_postgres else sqlite.insert
        statement = insert_(SchedulerLeader).values(id=_ROW, holder=holder, epoch=1, until=now + TERM, beat_at=now)
        same = SchedulerLeader.holder == holder
        row = db.session.execute(
            statement.on_conflict_do_update(
                index_elements=["id"],
                set_={
                    "holder": holder,
                    "epoch": SchedulerLeader.epoch + case((same, 0), else_=1),
                    "until": now + TERM,
                    "beat_at": now,
                },
                where=or_(same, SchedulerLeader.until <= now),
            ).returning(SchedulerLeader.epoch)
        ).first()
    return int(row[0]) if row else None


def tick(epoch: int, *, now: datetime) -> int:
    """Carry out every slot that is due; how many. A slot is claimed first, so it never runs twice."""
    done = 0
    for job in registered():
        for slot in _due(job, now):
            if not _claim(job, slot, epoch, now):
                continue
            _carry_out(job, slot)
            done += 1
    return done


def _due(job: Job, now: datetime) -> list[datetime]:
    last = db.session.scalar(select(func.max(JobRun.slot)).where(JobRun.job == job.name))
    db.session.rollback()
    return list(job.slots_due(last, now))


def _claim(job: Job, slot: datetime, epoch: int, now: datetime) -> bool:
    try:
        with transaction():
            mine = db.session.scalar(
                select(SchedulerLeader.epoch)
                .where(SchedulerLeader.id == _ROW, SchedulerLeader.epoch == epoch)
                .with_for_update(read=True)
            )
            if mine is None:
                return False
            db.session.execute(insert(JobRun).values(job=job.name, slot=slot, epoch=epoch, claimed_at=now, fault=""))
    except IntegrityError:
        return False
    return True


def _carry_out(job: Job, slot: datetime) -> None:
    fault = ""
    try:
        job.work(slot)
    except Exception as error:
        log.exception("job %s failed", job.name)
        fault = f"{type(error).__name__}: {error}"[:500]
        db.session.rollback()
    with transaction():
        db.session.execute(
            update(JobRun).where(JobRun.job == job.name, JobRun.slot == slot).values(done_at=slot, fault=fault)
        )
