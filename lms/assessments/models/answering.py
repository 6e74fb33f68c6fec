"""Tables of what authors answer to reviews: helpfulness, questions, appeals; and reviews that count no longer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Float, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class ReviewRating(LedgerRow, Model):
    """How helpful the author found a review (0 to 100, empty: would rather not say), before seeing the total."""

    __tablename__ = "review_rating"
    __table_args__ = (UniqueConstraint("review_id"), {"info": {"ledger": True}})

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="RESTRICT"))
    value: Mapped[int | None] = mapped_column()
    thanks: Mapped[str] = mapped_column(String(300), default="")


class ReviewExclusion(LedgerRow, Model):
    """One peer's score was taken out of a grade, or back in, with the reason. The newest row counts."""

    __tablename__ = "review_exclusion"
    __table_args__ = (Index("ix_review_exclusion_review", "review_id"), {"info": {"ledger": True}})

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="RESTRICT"))
    is_excluded: Mapped[bool] = mapped_column()


class ReviewerMarkEntry(LedgerRow, Model):
    """How somebody reviews over a whole course (0 to 100), with the facts; the newest row counts."""

    __tablename__ = "reviewer_mark_entry"
    __table_args__ = (
        Index("ix_reviewer_mark_entry_person", "cohort_id", "person_id"),
        {"info": {"ledger": True}},
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    mark: Mapped[float] = mapped_column(Float)
    facts: Mapped[dict[str, Any]] = mapped_column(JsonValue)


class AppealEntry(LedgerRow, Model):
    """An appeal was filed, decided or withdrawn. A decision supersedes its filing, so there is one only.

    ``turn`` counts the tokens used on a submission: the next filing takes the next number only after the token came
    back, and the database refuses a second filing with the same one. ``criteria`` are plain values (criterion, text).
    """

    __tablename__ = "appeal_entry"
    __table_args__ = (
        UniqueConstraint("submission_id", "turn", "kind"),
        Index("ix_appeal_entry_assignment", "assignment_id"),
        {"info": {"ledger": True}},
    )

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    turn: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(12))
    criteria: Mapped[list[Any]] = mapped_column(JsonValue)


class ReviewQuestion(Model):
    """A sentence between the author of a submission and a reviewer (or, without one, the instructor). ``side`` says
    who wrote it; neither of the two ever sees the other's name.
    """

    __tablename__ = "review_question"
    __table_args__ = (Index("ix_review_question_submission", "submission_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    review_id: Mapped[int | None] = mapped_column(ForeignKey("review.id", ondelete="RESTRICT"))
    side: Mapped[str] = mapped_column(String(12))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column()
