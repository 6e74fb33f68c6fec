"""Unit periods that were closed, and what was proposed and told afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.audit.models import BigId
from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class LockedUnit(LedgerRow, Model):
    """A unit period as it stood when it was closed: canonical JSON and its SHA-256 digest. Never made again.

    ``policy`` is the plain form of the policy by which it was settled; what follows is settled by it for good.
    """

    __tablename__ = "locked_unit"
    __table_args__ = (UniqueConstraint("cohort_id", "number"), {"info": {"ledger": True}})

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column()
    first: Mapped[date] = mapped_column()
    last: Mapped[date] = mapped_column()
    policy: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    body: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))


class MarkProposal(LedgerRow, Model):
    """A correction of a closed unit: proposed by one person, confirmed or declined by another (a later row).

    ``before`` and ``after`` are statuses; ``mark_id`` is the mark that a confirmation made.
    """

    __tablename__ = "mark_proposal"
    __table_args__ = (
        Index("ix_mark_proposal_cohort", "cohort_id", "day"),
        {"info": {"ledger": True}},
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    day: Mapped[date] = mapped_column()
    state: Mapped[str] = mapped_column(String(12))
    before: Mapped[str] = mapped_column(String(16))
    after: Mapped[str] = mapped_column(String(16))
    mark_id: Mapped[int | None] = mapped_column(BigId)


class RiskNote(LedgerRow, Model):
    """How near the edge a trainee was when people were told; the newest row counts.

    ``days_left`` are minutes where the class counts hours.
    """

    __tablename__ = "risk_note"
    __table_args__ = (Index("ix_risk_note_cohort", "cohort_id"), {"info": {"ledger": True}})

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    risk: Mapped[int] = mapped_column()
    days_left: Mapped[int] = mapped_column()
    in_a_row: Mapped[int] = mapped_column()
