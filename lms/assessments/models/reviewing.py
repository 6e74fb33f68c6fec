"""Tables of reviewing: reviews as they were given, rungs of the deadline ladder, who meets whom, who offers more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class ReviewEntry(LedgerRow, Model):
    """A review as it was given (``turn`` 1), or as its reviewer changed it within the minutes of grace.

    ``levels`` and ``comments`` hold one value a criterion; ``seconds`` is the time with the form open. The columns of
    ``review`` repeat the standing row, so that lists need no fold.
    """

    __tablename__ = "review_entry"
    __table_args__ = (UniqueConstraint("review_id", "turn"), {"info": {"ledger": True}})

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="RESTRICT"))
    turn: Mapped[int] = mapped_column()
    rubric_version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id", ondelete="RESTRICT"))
    levels: Mapped[list[Any]] = mapped_column(JsonValue)
    comments: Mapped[list[Any]] = mapped_column(JsonValue)
    comment: Mapped[str] = mapped_column(Text)
    seconds: Mapped[int] = mapped_column()


class ReviewStep(Model):
    """A rung of the deadline ladder that was taken for a review; each is taken once."""

    __tablename__ = "review_step"
    __table_args__ = (UniqueConstraint("review_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="RESTRICT"))
    step: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column()


class PairRule(LedgerRow, Model):
    """Who must, must not or had better not review whom. ``kind`` is a ``PairKind``; a row of kind ``lifted`` takes
    its predecessor back. ``assignment_id`` is empty for the whole course; ``is_private`` marks a trainee's own word.
    """

    __tablename__ = "pair_rule"
    __table_args__ = (Index("ix_pair_rule_cohort", "cohort_id"), {"info": {"ledger": True}})

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(12))
    is_private: Mapped[bool] = mapped_column(default=False)


class ReviewOffer(Model):
    """How many reviews more than their own share a trainee offers to give for an assignment."""

    __tablename__ = "review_offer"
    __table_args__ = (UniqueConstraint("assignment_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    extra: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column()
