"""Tables of estimation: what the rater model says today, and the instructor's own gradings that set its scale."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Float, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class Estimation(LedgerRow, Model):
    """One fit of the rater model over a cohort's whole course. ``reviewers`` are plain values of how each person
    reviews, ``flags`` the patterns that somebody should look at; both for staff only.
    """

    __tablename__ = "estimation"
    __table_args__ = (Index("ix_estimation_cohort", "cohort_id"), {"info": {"ledger": True}})

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    version: Mapped[str] = mapped_column(String(40))
    fingerprint: Mapped[str] = mapped_column(String(64))
    is_calibrated: Mapped[bool] = mapped_column()
    anchors: Mapped[int] = mapped_column()
    leniency: Mapped[float] = mapped_column(Float)
    leniency_sd: Mapped[float] = mapped_column(Float)
    reviewers: Mapped[list[Any]] = mapped_column(JsonValue)
    flags: Mapped[list[Any]] = mapped_column(JsonValue)


class WorkEstimate(Model):
    """Today's estimate of one submission (points of 100), before anybody sees it. A projection: it can be made again
    from the reviews and the instructor's gradings. ``spread`` lies between the peers' highest and lowest score.
    """

    __tablename__ = "work_estimate"

    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column()
    grade: Mapped[float] = mapped_column(Float)
    sd: Mapped[float] = mapped_column(Float)
    low: Mapped[float] = mapped_column(Float)
    high: Mapped[float] = mapped_column(Float)
    verdict: Mapped[str] = mapped_column(String(20))
    review_count: Mapped[int] = mapped_column()
    spread: Mapped[float] = mapped_column(Float)
    asks_extra: Mapped[bool] = mapped_column(default=False)
    facts: Mapped[dict[str, Any]] = mapped_column(JsonValue)


class CheckPick(Model):
    """A submission that the instructor grades blind, drawn or picked when reviewing closed; ``reason`` says why."""

    __tablename__ = "check_pick"
    __table_args__ = (UniqueConstraint("submission_id"), Index("ix_check_pick_assignment", "assignment_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    reason: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column()


class CheckEntry(LedgerRow, Model):
    """The instructor's own grading of a submission by its rubric: an anchor of the model. ``turn`` counts them."""

    __tablename__ = "check_entry"
    __table_args__ = (UniqueConstraint("submission_id", "turn"), {"info": {"ledger": True}})

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    turn: Mapped[int] = mapped_column()
    rubric_version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id", ondelete="RESTRICT"))
    levels: Mapped[list[Any]] = mapped_column(JsonValue)
    comment: Mapped[str] = mapped_column(Text)
    points: Mapped[float] = mapped_column(Float)
    is_blind: Mapped[bool] = mapped_column()


class Exemplar(Model):
    """A piece of work to practise on before the first round. ``levels`` are the instructor's, one a criterion."""

    __tablename__ = "exemplar"
    __table_args__ = (UniqueConstraint("assignment_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column()
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    levels: Mapped[list[Any]] = mapped_column(JsonValue)
    comment: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column()
    actor_id: Mapped[int | None] = mapped_column()


class ExemplarScore(LedgerRow, Model):
    """How a trainee scored an exemplar, once."""

    __tablename__ = "exemplar_score"
    __table_args__ = (UniqueConstraint("exemplar_id", "person_id"), {"info": {"ledger": True}})

    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    levels: Mapped[list[Any]] = mapped_column(JsonValue)
