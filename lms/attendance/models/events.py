"""Tables of what happens at the door: windows in which people may check in, and the events themselves."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.audit.models import BigId
from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class CheckInWindow(Model):
    """A time in which a class may check in, opened by its instructor: the screen with the turning code."""

    __tablename__ = "check_in_window"
    __table_args__ = (Index("ix_check_in_window_day", "cohort_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("class_section.id", ondelete="RESTRICT"))
    day: Mapped[date] = mapped_column()
    purpose: Mapped[str] = mapped_column(String(12))
    opened_at: Mapped[datetime] = mapped_column()
    opened_by: Mapped[int | None] = mapped_column()
    closes_at: Mapped[datetime] = mapped_column()
    closed_at: Mapped[datetime | None] = mapped_column()


class AttendanceEvent(LedgerRow, Model):
    """Someone came, went, went out or came back. ``at`` is when we learned of it, ``happened_at`` when it was.

    A slot holds one standing event a person and day; ``turn`` counts its corrections, so that two people who correct
    the same event at once are told apart. A void row takes an event back. ``batch`` joins what was marked in one go.
    """

    __tablename__ = "attendance_event"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "day", "slot", "turn"),
        Index("ix_attendance_event_day", "cohort_id", "day"),
        {"info": {"ledger": True}},
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    day: Mapped[date] = mapped_column()
    kind: Mapped[str] = mapped_column(String(12))
    happened_at: Mapped[datetime] = mapped_column()
    source: Mapped[str] = mapped_column(String(12))
    slot: Mapped[str] = mapped_column(String(40))
    turn: Mapped[int] = mapped_column(default=0)
    is_void: Mapped[bool] = mapped_column(default=False)
    window_id: Mapped[int | None] = mapped_column(ForeignKey("check_in_window.id", ondelete="RESTRICT"))
    batch: Mapped[str] = mapped_column(String(24), default="")
    signals: Mapped[dict[str, Any] | None] = mapped_column(JsonValue)


class SignalReview(LedgerRow, Model):
    """Someone looked at a check-in whose signals stood out and found it fine; it is off the list from then on."""

    __tablename__ = "signal_review"
    __table_args__ = (UniqueConstraint("event_id"), {"info": {"ledger": True}})

    event_id: Mapped[int] = mapped_column(BigId, ForeignKey("attendance_event.id", ondelete="RESTRICT"))
