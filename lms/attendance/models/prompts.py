"""Prompts to people who learn from home: are you there?"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model


class RemotePrompt(Model):
    """A question to a class in a remote session, answered within minutes by one tap. Answers are events of the day."""

    __tablename__ = "remote_prompt"
    __table_args__ = (Index("ix_remote_prompt_day", "cohort_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("class_section.id", ondelete="RESTRICT"))
    day: Mapped[date] = mapped_column()
    purpose: Mapped[str] = mapped_column(String(12))
    sent_at: Mapped[datetime] = mapped_column()
    opened_by: Mapped[int | None] = mapped_column()
    closes_at: Mapped[datetime] = mapped_column()
