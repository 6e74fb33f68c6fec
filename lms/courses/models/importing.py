"""Tables of imports: what was uploaded, how far it is, what was chosen in the preview."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model


class CourseImport(Model):
    """One upload on its way to a revision. ``digest`` names the bytes, ``outline`` is what the preview shows,
    ``plan`` what was chosen there; ``problem`` and ``problem_name`` say why it could not be read.
    """

    __tablename__ = "course_import"
    __table_args__ = (Index("ix_course_import_centre", "centre_id", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id", ondelete="RESTRICT"))
    code: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column()
    language: Mapped[str] = mapped_column(String(10), default="")
    state: Mapped[str] = mapped_column(String(12))
    outline: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    plan: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    problem: Mapped[str] = mapped_column(String(40), default="")
    problem_name: Mapped[str] = mapped_column(String(300), default="")
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("course_revision.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column()


class ImportProgress(Model):
    """How far an import is, and until when somebody works on it; says nothing about a person."""

    __tablename__ = "import_progress"

    import_id: Mapped[int] = mapped_column(ForeignKey("course_import.id", ondelete="CASCADE"), primary_key=True)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime] = mapped_column()
