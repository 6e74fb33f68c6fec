"""Tables of requests about presence."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class AttendanceRequest(Model):
    """A trainee asks that days count, or that the door's record be put right. ``starts`` and ``ends`` are local times:
    the part of one day for an excuse, coming and going for a correction. The file is for those who decide.
    ``filed_by`` is who wrote it down for a trainee that called."""

    __tablename__ = "attendance_request"
    __table_args__ = (
        CheckConstraint("last >= first", name="days_in_order"),
        Index("ix_attendance_request_cohort", "cohort_id", "asked_at"),
        Index("ix_attendance_request_enrolment", "enrolment_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(24))
    first: Mapped[date] = mapped_column()
    last: Mapped[date] = mapped_column()
    starts: Mapped[time | None] = mapped_column()
    ends: Mapped[time | None] = mapped_column()
    text: Mapped[str] = mapped_column(String(1000), default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id", ondelete="RESTRICT"))
    asked_at: Mapped[datetime] = mapped_column()
    filed_by: Mapped[int | None] = mapped_column()


class RequestDecision(LedgerRow, Model):
    """How a request ended, once. ``facts`` hold the days that count by it and the rate before and after."""

    __tablename__ = "request_decision"
    __table_args__ = (UniqueConstraint("request_id"), {"info": {"ledger": True}})

    request_id: Mapped[int] = mapped_column(ForeignKey("attendance_request.id", ondelete="RESTRICT"))
    verdict: Mapped[str] = mapped_column(String(12))
    facts: Mapped[dict[str, Any] | None] = mapped_column(JsonValue)


class RequestRevocation(LedgerRow, Model):
    """An approval that was taken back, once, with its reason. ``facts`` hold what the days were and became."""

    __tablename__ = "request_revocation"
    __table_args__ = (UniqueConstraint("request_id"), {"info": {"ledger": True}})

    request_id: Mapped[int] = mapped_column(ForeignKey("attendance_request.id", ondelete="RESTRICT"))
    facts: Mapped[dict[str, Any] | None] = mapped_column(JsonValue)
