"""Tables of reading: where a person left off, their notes, problems they report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.audit.models import BigId
from lms.core.db import Model


class LessonPlace(Model):
    """Where a person left off in a lesson: the heading above, and how far down in thousandths of the page."""

    __tablename__ = "lesson_place"
    __table_args__ = (
        UniqueConstraint("person_id", "course_id", "key"),
        CheckConstraint("permille BETWEEN 0 AND 1000", name="share_of_the_page"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(300))
    anchor: Mapped[str] = mapped_column(String(200), default="")
    permille: Mapped[int] = mapped_column(default=0)
    seen_at: Mapped[datetime] = mapped_column()


class LessonNote(Model):
    """A reader's own note on a lesson, in Markdown. Nobody else sees it."""

    __tablename__ = "lesson_note"
    __table_args__ = (UniqueConstraint("person_id", "course_id", "key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column()


class LessonReport(Model):
    """A problem that a reader found in a lesson, and what staff answered."""

    __tablename__ = "lesson_report"
    __table_args__ = (Index("ix_lesson_report_course", "course_id", "answered_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="RESTRICT"))
    key: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column()
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column()
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
