"""Tables of roster imports."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model


class RosterImport(Model):
    """A roster of the terminal that was taken over. Its events carry ``batch``, by which they are taken back."""

    __tablename__ = "roster_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime] = mapped_column()
    actor_id: Mapped[int | None] = mapped_column()
    file_name: Mapped[str] = mapped_column(String(200))
    batch: Mapped[str] = mapped_column(String(24), unique=True)
    events: Mapped[int] = mapped_column()
    undone_at: Mapped[datetime | None] = mapped_column()
