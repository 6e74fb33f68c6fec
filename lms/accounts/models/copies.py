"""Table of copies of one's own data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.accounts.types import CopyState
from lms.core.db import Model

_UNDER_WAY = text("state = 'asked'")


class DataCopy(Model):
    """A copy of everything about a person, as they asked for it. It is made by the clock, and dropped after some days.

    The database keeps out a second one that waits. ``file_id`` is the archive; ``claimed_until`` is until when one
    process makes it, so that another takes over when that one dies.
    """

    __tablename__ = "data_copy"
    __table_args__ = (
        Index("uq_data_copy_waiting", "person_id", unique=True, sqlite_where=_UNDER_WAY, postgresql_where=_UNDER_WAY),
        Index("ix_data_copy_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime] = mapped_column()
    state: Mapped[str] = mapped_column(String(12), default=CopyState.ASKED)
    claimed_until: Mapped[datetime | None] = mapped_column()
    made_at: Mapped[datetime | None] = mapped_column()
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id", ondelete="RESTRICT"))
