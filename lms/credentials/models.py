"""Tables of completion."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class CompletionEntry(LedgerRow, Model):
    """The decision whether a trainee completed, with the facts and the version of the terms it rests on."""

    __tablename__ = "completion_entry"
    __table_args__ = (Index("ix_completion_entry_cohort", "cohort_id"), {"info": {"ledger": True}})

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    verdict: Mapped[str] = mapped_column(String(20))
    decided_on: Mapped[date] = mapped_column()
    terms_id: Mapped[int | None] = mapped_column(ForeignKey("terms.id", ondelete="RESTRICT"))
    facts: Mapped[dict[str, Any]] = mapped_column(JsonValue)


class Certificate(Model):
    """A certificate's number; issued once for a completion."""

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("centre_id", "year", "serial"), {"info": {"ledger": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id", ondelete="RESTRICT"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"), unique=True)
    year: Mapped[int] = mapped_column()
    serial: Mapped[int] = mapped_column()
    issued_at: Mapped[datetime] = mapped_column()


class SealedList(Model):
    """A completion list as it was exported: the rows and their digest."""

    __tablename__ = "sealed_list"
    __table_args__ = ({"info": {"ledger": True}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime] = mapped_column()
    actor_id: Mapped[int | None] = mapped_column()
    reason: Mapped[str] = mapped_column(String(300))
    digest: Mapped[str] = mapped_column(String(64))
    rows: Mapped[list[Any]] = mapped_column(JsonValue)
