"""Tables of presence."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model
from lms.core.ledger import LedgerRow


class DayMark(LedgerRow, Model):
    """What a trainee's class day is, as marked at a time by someone. The newest row of a day counts.

    ``events`` is how many lates, early leaves and outings the day holds together; they turn into absences by terms.
    """

    __tablename__ = "day_mark"
    __table_args__ = (
        Index("ix_day_mark_day", "cohort_id", "day"),
        Index("ix_day_mark_enrolment", "enrolment_id", "day"),
        {"info": {"ledger": True}},
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    day: Mapped[date] = mapped_column()
    status: Mapped[str] = mapped_column(String(16))
    events: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(String(16), default="staff")
