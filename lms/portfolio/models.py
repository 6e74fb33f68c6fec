"""Tables of portfolio pages, cover letters and their reviews."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model


class PortfolioPage(Model):
    """A person's portfolio: one page, kept as versions."""

    __tablename__ = "portfolio_page"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), unique=True)


class PortfolioVersion(Model):
    """What a portfolio page said at a time. ``html`` is made from ``body`` once."""

    __tablename__ = "portfolio_version"
    __table_args__ = (UniqueConstraint("page_id", "number"), {"info": {"ledger": True, "erasable": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("portfolio_page.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column()
    headline: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    skills: Mapped[list[Any]] = mapped_column(JsonValue)
    at: Mapped[datetime] = mapped_column()


class CoverLetter(Model):
    """A cover letter for one company. ``state`` says whose turn it is."""

    __tablename__ = "cover_letter"
    __table_args__ = (Index("ix_cover_letter_person", "person_id"), Index("ix_cover_letter_state", "state", "asked_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    company: Mapped[str] = mapped_column(String(120))
    question: Mapped[str] = mapped_column(String(500))
    limit: Mapped[int] = mapped_column(default=1000)
    state: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime | None] = mapped_column()
    due_at: Mapped[datetime | None] = mapped_column()


class LetterVersion(Model):
    """The text of a letter at a time (Unicode NFC). Never changed."""

    __tablename__ = "letter_version"
    __table_args__ = (UniqueConstraint("letter_id", "number"), {"info": {"ledger": True, "erasable": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("cover_letter.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column()
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column()


class LetterNote(Model):
    """A mentor's note on a stretch of one version: its words, where they stand (code points), what surrounds them."""

    __tablename__ = "letter_note"
    __table_args__ = (Index("ix_letter_note_version", "version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("letter_version.id", ondelete="RESTRICT"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    quote: Mapped[str] = mapped_column(Text)
    start: Mapped[int] = mapped_column()
    before: Mapped[str] = mapped_column(String(64), default="")
    after: Mapped[str] = mapped_column(String(64), default="")
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column()
    resolved_at: Mapped[datetime | None] = mapped_column()
