"""Tables of search: the plain texts of a revision, and its index of letter pairs. Made from revisions at any time."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model


class SearchText(Model):
    """A lesson's text in one language, without marks; ``ordinal`` is its bit in the index."""

    __tablename__ = "search_text"
    __table_args__ = (UniqueConstraint("revision_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id", ondelete="RESTRICT"))
    ordinal: Mapped[int] = mapped_column()
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="RESTRICT"))
    text_id: Mapped[int] = mapped_column(ForeignKey("lesson_text.id", ondelete="RESTRICT"))
    language: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(500))
    headings: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


class SearchGram(Model):
    """A letter or a pair of letters of a revision: which texts hold it, as little-endian bitmaps."""

    __tablename__ = "search_gram"

    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id", ondelete="RESTRICT"), primary_key=True)
    gram: Mapped[str] = mapped_column(String(2), primary_key=True)
    titles: Mapped[bytes] = mapped_column(LargeBinary)
    headings: Mapped[bytes] = mapped_column(LargeBinary)
    bodies: Mapped[bytes] = mapped_column(LargeBinary)
