"""Tables of drafts: what an author changed since a revision, kept until it is published or discarded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model


class CourseDraftRow(Model):
    """One author's draft of a course, begun from a revision (or from nothing). ``tree`` holds modules and lessons in
    their order without their texts; ``version`` counts its changes.
    """

    __tablename__ = "course_draft"
    __table_args__ = (UniqueConstraint("course_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    base_id: Mapped[int | None] = mapped_column(ForeignKey("course_revision.id", ondelete="RESTRICT"))
    tree: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column()


class DraftText(Model):
    """A text that the author changed; texts without a row here are those of the revision it began from."""

    __tablename__ = "draft_text"
    __table_args__ = (UniqueConstraint("draft_id", "key", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("course_draft.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(500))
    body: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int | None] = mapped_column()
    objectives: Mapped[list[Any]] = mapped_column(JsonValue)
    resources: Mapped[list[Any]] = mapped_column(JsonValue)
    is_gone: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


class DraftAsset(Model):
    """A file that the author added, by the path that lessons use."""

    __tablename__ = "draft_asset"
    __table_args__ = (UniqueConstraint("draft_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("course_draft.id", ondelete="CASCADE"))
    path: Mapped[str] = mapped_column(String(300))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id", ondelete="RESTRICT"))
    digest: Mapped[str] = mapped_column(String(64))
