"""Tables of courses: immutable revisions, pinned by cohorts, and what each person finished."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.audit.models import BigId
from lms.core.db import JsonValue, Model


class Course(Model):
    """A course of a centre; its content lies in revisions."""

    __tablename__ = "course"
    __table_args__ = (UniqueConstraint("centre_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id", ondelete="RESTRICT"))
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    founder_id: Mapped[int | None] = mapped_column()


class CourseRevision(Model):
    """The content of a course as it was at one time. Never changed."""

    __tablename__ = "course_revision"
    __table_args__ = (UniqueConstraint("course_id", "number"), {"info": {"ledger": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column()
    digest: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(300), default="")
    report: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    language: Mapped[str] = mapped_column(String(10), default="ko", server_default="ko")
    summary: Mapped[str] = mapped_column(String(300), default="", server_default="")
    extra: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict, server_default="{}")
    quizzes: Mapped[list[Any]] = mapped_column(JsonValue, default=list, server_default="[]")
    at: Mapped[datetime] = mapped_column()
    actor_id: Mapped[int | None] = mapped_column()


class Module(Model):
    """A part of a revision."""

    __tablename__ = "module"
    __table_args__ = (UniqueConstraint("revision_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id", ondelete="RESTRICT"))
    position: Mapped[int] = mapped_column()
    key: Mapped[str] = mapped_column(String(300), default="", server_default="")
    titles: Mapped[dict[str, Any]] = mapped_column(JsonValue)


class Lesson(Model):
    """A lesson of a module; ``key`` is the same in every revision."""

    __tablename__ = "lesson"
    __table_args__ = (UniqueConstraint("module_id", "position"), Index("ix_lesson_revision", "revision_id", "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id", ondelete="RESTRICT"))
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="RESTRICT"))
    position: Mapped[int] = mapped_column()
    key: Mapped[str] = mapped_column(String(300))
    minutes: Mapped[int] = mapped_column(default=0)
    is_for_staff: Mapped[bool] = mapped_column(default=False)
    is_listed: Mapped[bool] = mapped_column(default=True)
    kind: Mapped[str] = mapped_column(String(20), default="lesson", server_default="lesson")
    beside: Mapped[str] = mapped_column(String(300), default="", server_default="")


class LessonText(Model):
    """One language version of a lesson: its Markdown, and the safe HTML made from it once.

    ``resources`` are pairs of title and address; ``addresses`` holds where links and images lead (``links`` and
    ``images``, each from the address as written to a key or path), ``extra`` the front matter without a meaning here.
    """

    __tablename__ = "lesson_text"
    __table_args__ = (UniqueConstraint("lesson_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="RESTRICT"))
    language: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(500))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    headings: Mapped[list[Any]] = mapped_column(JsonValue)
    source: Mapped[str] = mapped_column(String(600), default="", server_default="")
    minutes: Mapped[int | None] = mapped_column()
    objectives: Mapped[list[Any]] = mapped_column(JsonValue, default=list, server_default="[]")
    resources: Mapped[list[Any]] = mapped_column(JsonValue, default=list, server_default="[]")
    addresses: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict, server_default="{}")
    extra: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict, server_default="{}")
    reading_minutes: Mapped[int] = mapped_column(default=1, server_default="1")
    """How long reading takes, estimated from the length, for lessons that do not say it themselves."""


class CourseAsset(Model):
    """An image or file of a revision, by the path that lessons use."""

    __tablename__ = "course_asset"
    __table_args__ = (UniqueConstraint("revision_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id", ondelete="RESTRICT"))
    path: Mapped[str] = mapped_column(String(500))
    digest: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(80))


class CohortCourse(Model):
    """A course that a cohort follows, pinned to a revision."""

    __tablename__ = "cohort_course"
    __table_args__ = (UniqueConstraint("cohort_id", "course_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id", ondelete="RESTRICT"))


class LessonProgress(Model):
    """A person finished a lesson of a course, in the revision that was read."""

    __tablename__ = "lesson_progress"
    __table_args__ = (UniqueConstraint("person_id", "course_id", "key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    key: Mapped[str] = mapped_column(String(300))
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id", ondelete="RESTRICT"))
    done_at: Mapped[datetime] = mapped_column()
