"""Tables of outcomes, cases of unplaced graduates and preparation sessions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class OutcomeEntry(LedgerRow, Model):
    """What became of a graduate, as of a day, and how we know."""

    __tablename__ = "outcome_entry"
    __table_args__ = (Index("ix_outcome_entry_enrolment", "enrolment_id"), {"info": {"ledger": True}})

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    effective_on: Mapped[date] = mapped_column()
    employer: Mapped[str] = mapped_column(String(120), default="")
    evidence: Mapped[str] = mapped_column(String(60), default="")


class JobCase(Model):
    """The case of a graduate without a job: six months of support, until placed."""

    __tablename__ = "job_case"
    __table_args__ = (Index("ix_job_case_cohort", "cohort_id", "closed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"), unique=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    opened_at: Mapped[datetime] = mapped_column()
    until: Mapped[date] = mapped_column()
    closed_at: Mapped[datetime | None] = mapped_column()
    closed_as: Mapped[str] = mapped_column(String(30), default="")


class PrepSession(Model):
    """A preparation session: a clinic, a revision, a mock interview or a lecture."""

    __tablename__ = "prep_session"
    __table_args__ = (
        Index("ix_prep_session_centre", "centre_id", "starts_at"),
        CheckConstraint("capacity > 0", name="capacity"),
        CheckConstraint("ends_at > starts_at", name="times"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id", ondelete="RESTRICT"))
    mentor_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(30))
    title: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    room: Mapped[str] = mapped_column(String(60), default="")
    starts_at: Mapped[datetime] = mapped_column()
    ends_at: Mapped[datetime] = mapped_column()
    capacity: Mapped[int] = mapped_column(default=1)
    sequence: Mapped[int] = mapped_column(default=0)


class Booking(Model):
    """A graduate's seat in a session. Seats are numbered, so the database itself keeps the last one single."""

    __tablename__ = "booking"
    __table_args__ = (UniqueConstraint("session_id", "seat"), UniqueConstraint("session_id", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("prep_session.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("job_case.id", ondelete="RESTRICT"))
    seat: Mapped[int | None] = mapped_column()
    state: Mapped[str] = mapped_column(String(16), default="booked")
    booked_at: Mapped[datetime] = mapped_column()
