"""Tables of requests for erasure, and how they were decided."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.accounts.types import ErasureState
from lms.core.db import Model
from lms.core.ledger import LedgerRow

_WAITS = text("state = 'asked'")


class ErasureRequest(Model):
    """A person asks that what is known about them goes. The database keeps out a second one that waits.

    ``kept_until``: once carried out, the day from which even name and address need not be kept.
    """

    __tablename__ = "erasure_request"
    __table_args__ = (
        Index("uq_erasure_request_waiting", "person_id", unique=True, sqlite_where=_WAITS, postgresql_where=_WAITS),
        Index("ix_erasure_request_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    asked_at: Mapped[datetime] = mapped_column()
    text: Mapped[str] = mapped_column(String(1000), default="")
    state: Mapped[str] = mapped_column(String(12), default=ErasureState.ASKED)
    kept_until: Mapped[date | None] = mapped_column()


class ErasureDecision(LedgerRow, Model):
    """How a request was decided, once, by whom and why. ``verdict`` is ``refused`` or ``carried_out``."""

    __tablename__ = "erasure_decision"
    __table_args__ = (UniqueConstraint("request_id"), {"info": {"ledger": True}})

    request_id: Mapped[int] = mapped_column(ForeignKey("erasure_request.id", ondelete="RESTRICT"))
    verdict: Mapped[str] = mapped_column(String(12))
    kept_until: Mapped[date | None] = mapped_column()
