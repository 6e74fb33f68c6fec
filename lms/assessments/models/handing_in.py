"""Tables of handing in: every version that was handed in, whose it is, and drafts that only their author sees."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.audit.models import BigId
from lms.core.db import JsonValue, Model


class SubmissionVersion(Model):
    """One version as it was handed in. ``files`` are plain values (id of the stored file, name, size, digest, media
    type); ``digest`` is the SHA-256 over all of it; ``round`` 2 came after the reviews of round 1.
    """

    __tablename__ = "submission_version"
    __table_args__ = (UniqueConstraint("submission_id", "number"), {"info": {"ledger": True}})

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column()
    round: Mapped[int] = mapped_column(default=1)
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    files: Mapped[list[Any]] = mapped_column(JsonValue)
    repository: Mapped[str] = mapped_column(String(300), default="")
    commit_id: Mapped[str] = mapped_column(String(64), default="")
    late_days: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column()
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))


class SubmissionMember(Model):
    """Whose work it is: one row for work done alone, one a member for a team's. A person has one a assignment."""

    __tablename__ = "submission_member"
    __table_args__ = (
        UniqueConstraint("assignment_id", "person_id"),
        Index("ix_submission_member_person", "person_id"),
        Index("ix_submission_member_submission", "submission_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))


class WorkDraft(Model):
    """What somebody is writing for an assignment and has not handed in. ``epoch`` counts the savings."""

    __tablename__ = "work_draft"
    __table_args__ = (UniqueConstraint("assignment_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    epoch: Mapped[int] = mapped_column(default=1)
    body: Mapped[str] = mapped_column(Text, default="")
    files: Mapped[list[Any]] = mapped_column(JsonValue)
    repository: Mapped[str] = mapped_column(String(300), default="")
    commit_id: Mapped[str] = mapped_column(String(64), default="")
    saved_at: Mapped[datetime] = mapped_column()


class DraftVersion(Model):
    """A text that another window of the same person replaced; kept so that nothing typed is lost."""

    __tablename__ = "draft_version"
    __table_args__ = (Index("ix_draft_version_draft", "draft_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("work_draft.id", ondelete="CASCADE"))
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column()
