"""Tables of assignments, work, reviews and grades."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Float, ForeignKey, Index, String, Text, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from lms.assessments.grading import DEFAULT_STRATEGY
from lms.assessments.types import Allocation, Anonymity, HandIn, LateRule
from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class Assignment(Model):
    """Work that a cohort hands in. ``brief`` is Markdown in both languages, ``brief_html`` what was made of it.

    ``hand_in`` and ``late`` are the stored forms of ``HandIn`` and ``LateRule``; the weights are percent of the grade;
    ``check_budget`` is the number of pieces the instructor grades blind (None: by policy); ``holds_grades`` keeps
    grades unseen until they are released; ``starter`` is text that everybody was given; ``revise_until`` opens a second
    round; ``compared_at`` is when work was last compared; ``reviews_without_work`` lets those who handed in nothing
    review once their time to hand in is over.
    """

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("cohort_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    position: Mapped[int] = mapped_column()
    title: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    brief: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    brief_html: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    opens_at: Mapped[datetime] = mapped_column()
    closes_at: Mapped[datetime] = mapped_column(index=True)
    review_closes_at: Mapped[datetime] = mapped_column()
    reviews_each: Mapped[int] = mapped_column(default=3)
    strategy: Mapped[str] = mapped_column(String(30), default=DEFAULT_STRATEGY)
    weight: Mapped[float] = mapped_column(Float, default=1.0)
    allocated_at: Mapped[datetime | None] = mapped_column()
    hand_in: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=HandIn().stored)
    is_team: Mapped[bool] = mapped_column(default=False)
    late: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=LateRule().stored)
    allocation: Mapped[str] = mapped_column(String(20), default=Allocation.BALANCED)
    anonymity: Mapped[str] = mapped_column(String(20), default=Anonymity.DOUBLE)
    peer_weight: Mapped[int] = mapped_column(default=100)
    instructor_weight: Mapped[int] = mapped_column(default=0)
    pass_line: Mapped[int] = mapped_column(default=60)
    check_budget: Mapped[int | None] = mapped_column()
    calibrated: Mapped[bool] = mapped_column(default=False)
    extra_reviews: Mapped[int] = mapped_column(default=2)
    reviews_without_work: Mapped[bool] = mapped_column(default=True, server_default=true())
    holds_grades: Mapped[bool] = mapped_column(default=False)
    starter: Mapped[str] = mapped_column(Text, default="")
    revise_until: Mapped[datetime | None] = mapped_column()
    compared_at: Mapped[datetime | None] = mapped_column()


class RubricVersion(Model):
    """The criteria of an assignment as they stood. Every review names the version it was given by."""

    __tablename__ = "rubric_version"
    __table_args__ = (UniqueConstraint("assignment_id", "number"), {"info": {"ledger": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column()
    criteria: Mapped[list[Any]] = mapped_column(JsonValue)
    at: Mapped[datetime] = mapped_column()
    actor_id: Mapped[int | None] = mapped_column()


class Submission(Model):
    """A trainee's or a team's work for an assignment, with the newest version's text. ``submitted_at`` is when its
    first version came in; ``late_off`` is how many points being late costs.
    """

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("assignment_id", "author_id"), Index("ix_submission_author", "author_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    alias: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    submitted_at: Mapped[datetime] = mapped_column()
    round: Mapped[int] = mapped_column(default=1)
    late_off: Mapped[int] = mapped_column(default=0)


class Review(Model):
    """A reviewer's duty towards one submission, and what became of it.

    ``slot`` numbers the places that a submission has for reviews, and the database gives each away once; a duty that
    lapsed has ``released_at`` and no slot. ``origin`` is a ``ReviewOrigin``; ``draft`` is what only its reviewer sees.
    ``levels``, ``comments`` (one a criterion) and ``comment`` repeat the standing ``review_entry``.
    """

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("submission_id", "reviewer_id"),
        Index("ix_review_reviewer", "reviewer_id"),
        Index("ix_review_due", "due_at"),
        Index("uq_review_slot", "submission_id", "slot", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    reviewer_alias: Mapped[str] = mapped_column(String(20))
    rubric_version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id", ondelete="RESTRICT"))
    due_at: Mapped[datetime] = mapped_column()
    levels: Mapped[list[Any] | None] = mapped_column(JsonValue)
    comment: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[datetime | None] = mapped_column()
    slot: Mapped[int | None] = mapped_column()
    origin: Mapped[str] = mapped_column(String(12), default="round", server_default="round")
    released_at: Mapped[datetime | None] = mapped_column()
    comments: Mapped[list[Any] | None] = mapped_column(JsonValue)
    draft: Mapped[dict[str, Any] | None] = mapped_column(JsonValue)
    seconds: Mapped[int] = mapped_column(default=0, server_default="0")


class GradeEntry(LedgerRow, Model):
    """A grade of a submission (points of 100) with the facts it rests on. The newest standing row counts."""

    __tablename__ = "grade_entry"
    __table_args__ = (Index("ix_grade_entry_submission", "submission_id"), {"info": {"ledger": True}})

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    points: Mapped[float] = mapped_column(Float)
    source: Mapped[str] = mapped_column(String(30))
    facts: Mapped[dict[str, Any]] = mapped_column(JsonValue)
