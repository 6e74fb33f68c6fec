"""Who leads, and which slots were claimed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model


class SchedulerLeader(Model):
    """The one row of the election: holder, epoch and until when."""

    __tablename__ = "scheduler_leader"

    id: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[str] = mapped_column(String(60))
    epoch: Mapped[int] = mapped_column()
    until: Mapped[datetime] = mapped_column()
    beat_at: Mapped[datetime] = mapped_column()


class JobRun(Model):
    """A slot of a job. The primary key is the claim: a slot exists once, whoever tries."""

    __tablename__ = "job_run"

    job: Mapped[str] = mapped_column(String(60), primary_key=True)
    slot: Mapped[datetime] = mapped_column(primary_key=True)
    epoch: Mapped[int] = mapped_column()
    claimed_at: Mapped[datetime] = mapped_column()
    done_at: Mapped[datetime | None] = mapped_column()
    fault: Mapped[str] = mapped_column(String(500), default="")
