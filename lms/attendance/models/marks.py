"""What class days are, as judged."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow

_FIRST = text("supersedes_id IS NULL")


class DayMark(LedgerRow, Model):
    """What a trainee's class day is, as marked at a time by someone. A day has one first row, and each
    row is replaced once at most: so the database tells two people who mark at once apart, and one row stands.

    ``status`` is a ``DayStatus``; ``events`` is how many lates, early leaves and outings the day holds together.
    Marks that were derived from events at the door carry ``minutes`` attended (None: unknown), the ``facts`` they rest
    on and the version of the terms; ``source`` says who stands behind a mark.
    """

    __tablename__ = "day_mark"
    __table_args__ = (
        Index("ix_day_mark_day", "cohort_id", "day"),
        Index("ix_day_mark_sums", "cohort_id", "enrolment_id", "day", "status", "events", "id"),
        Index(
            "ix_day_mark_replaced",
            "cohort_id",
            "supersedes_id",
            sqlite_where=text("supersedes_id IS NOT NULL"),
            postgresql_where=text("supersedes_id IS NOT NULL"),
        ),
        Index("ix_day_mark_enrolment", "enrolment_id", "day"),
        Index("uq_day_mark_first", "enrolment_id", "day", unique=True, sqlite_where=_FIRST, postgresql_where=_FIRST),
        {"info": {"ledger": True}},
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    day: Mapped[date] = mapped_column()
    status: Mapped[str] = mapped_column(String(16))
    events: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(String(16), default="staff")
    minutes: Mapped[int | None] = mapped_column()
    facts: Mapped[list[Any] | None] = mapped_column(JsonValue)
    terms_id: Mapped[int | None] = mapped_column()
