"""How the clock work and the mails fare."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from lms.accounts.models import Person
from lms.cohorts.belonging import of_centres
from lms.core.db import db
from lms.core.scheduler import JobRun, SchedulerLeader, registered
from lms.notifications.models import OutboxMessage


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job: how often it is due, when it ran last, what went wrong last, and how often within a day."""

    name: str
    every: timedelta
    last: datetime | None
    fault: str
    faults: int


def leader() -> SchedulerLeader | None:
    """Who runs the clock, and its last beat."""
    return db.session.scalar(select(SchedulerLeader).limit(1))


def job_lines(*, now: datetime) -> list[JobLine]:
    """Every job by name; two statements."""
    day = now - timedelta(days=1)
    faulty = case((JobRun.fault != "", 1), else_=0)
    sums = {
        job: (last, int(faults or 0))
        for job, last, faults in db.session.execute(
            select(JobRun.job, func.max(JobRun.slot), func.sum(faulty)).where(JobRun.slot >= day).group_by(JobRun.job)
        )
    }
    newest = select(JobRun.job, func.max(JobRun.slot).label("slot")).where(JobRun.fault != "").group_by(JobRun.job)
    bad = newest.subquery()
    last_faults = select(JobRun.job, JobRun.fault).join(bad, (bad.c.job == JobRun.job) & (bad.c.slot == JobRun.slot))
    faults = dict(db.session.execute(last_faults).all())
    lines = []
    for job in registered():
        last, count = sums.get(job.name, (None, 0))
        lines.append(JobLine(job.name, job.every, last, faults.get(job.name, ""), count))
    return lines


def outbox_counts(centre_ids: Collection[int] | None, *, now: datetime) -> tuple[int, int, int]:
    """Mails that wait for their time or their turn, that failed at least once, and that were sent within a week."""
    known = of_centres(centre_ids)
    waiting = OutboxMessage.sent_at.is_(None)
    row = db.session.execute(
        select(
            func.count().filter(waiting, OutboxMessage.fault == ""),
            func.count().filter(waiting, OutboxMessage.fault != ""),
            func.count().filter(OutboxMessage.sent_at > now - timedelta(days=7), OutboxMessage.fault == ""),
        )
        .select_from(OutboxMessage)
        .join(Person, Person.id == OutboxMessage.person_id)
        .where(*([] if known is None else [known]))
    ).one()
    return int(row[0]), int(row[1]), int(row[2])


def failed_mails(centre_ids: Collection[int] | None, *, most: int = 50) -> list[tuple[OutboxMessage, str, str]]:
    """Mails that failed and were not sent since, with name and address, newest first."""
    known = of_centres(centre_ids)
    rows = db.session.execute(
        select(OutboxMessage, Person.name, Person.email)
        .join(Person, Person.id == OutboxMessage.person_id)
        .where(OutboxMessage.sent_at.is_(None), OutboxMessage.fault != "", *([] if known is None else [known]))
        .order_by(OutboxMessage.id.desc())
        .limit(most)
    )
    return [(row, name, email) for row, name, email in rows]
