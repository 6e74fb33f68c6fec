"""Reads of grading: an assignment's works with their estimates, one grade's history, what the model said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, false, func, select
from sqlalchemy.orm import aliased

from lms.assessments.models import (
    AppealEntry,
    Assignment,
    CheckEntry,
    CheckPick,
    Estimation,
    GradeEntry,
    Review,
    ReviewEntry,
    ReviewExclusion,
    RubricVersion,
    Submission,
    WorkEstimate,
)
from lms.assessments.queries.work import criteria_from
from lms.assessments.types import Criterion
from lms.assessments.types.grading import GradeStep
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class GradingLine:
    """A submission in the instructor's overview of reviewing and grades (points of 100)."""

    submission_id: int
    author_id: int
    alias: str
    submitted_at: datetime
    late_off: int
    done: int
    running: int
    lapsed: int
    estimate: float | None
    sd: float | None
    low: float | None
    high: float | None
    verdict: str | None
    spread: float | None
    points: float | None
    source: str | None
    pick: str | None
    is_checked: bool
    has_appeal: bool
    asks_extra: bool


@dataclass(frozen=True, slots=True)
class StaffReview:
    """A review as staff see it, with its reviewer."""

    review_id: int
    reviewer_id: int
    alias: str
    levels: list[int]
    comments: list[str]
    comment: str
    seconds: int
    done_at: datetime
    is_excluded: bool
    exclusion_reason: str
    criteria: tuple[Criterion, ...]


def grading_lines(assignment_id: int) -> list[GradingLine]:
    """Every work of an assignment with its reviews, estimate, grade and what is open: one statement."""
    later_grade, later_check = aliased(GradeEntry), aliased(CheckEntry)
    reviews = (
        select(
            Review.submission_id.label("work"),
            func.count(Review.done_at).label("done"),
            func.sum(_one_if(Review.done_at.is_(None) & Review.released_at.is_(None))).label("running"),
            func.sum(_one_if(Review.done_at.is_(None) & Review.released_at.is_not(None))).label("lapsed"),
        )
        .join(Submission, Submission.id == Review.submission_id)
        .where(Submission.assignment_id == assignment_id)
        .group_by(Review.submission_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            Submission.id, Submission.author_id, Submission.alias, Submission.submitted_at, Submission.late_off,
            func.coalesce(reviews.c.done, 0), func.coalesce(reviews.c.running, 0), func.coalesce(reviews.c.lapsed, 0),
            WorkEstimate.grade, WorkEstimate.sd, WorkEstimate.low, WorkEstimate.high, WorkEstimate.verdict,
            WorkEstimate.spread, GradeEntry.points, GradeEntry.source, CheckPick.reason,
            CheckEntry.id.is_not(None), AppealEntry.id.is_not(None),
            func.coalesce(WorkEstimate.asks_extra, false()),
        )
        .outerjoin(reviews, reviews.c.work == Submission.id)
        .outerjoin(WorkEstimate, WorkEstimate.submission_id == Submission.id)
        .outerjoin(GradeEntry, GradeEntry.submission_id == Submission.id)
        .outerjoin(later_grade, later_grade.supersedes_id == GradeEntry.id)
        .outerjoin(CheckPick, CheckPick.submission_id == Submission.id)
        .outerjoin(CheckEntry, CheckEntry.submission_id == Submission.id)
        .outerjoin(later_check, later_check.supersedes_id == CheckEntry.id)
        .outerjoin(AppealEntry, and_(AppealEntry.submission_id == Submission.id, AppealEntry.kind == "filed",
                                     AppealEntry.id.not_in(_decided_appeals())))
        .where(
            Submission.assignment_id == assignment_id, later_grade.id.is_(None), later_check.id.is_(None),
        )
        .order_by(Submission.id)
    )  # fmt: skip
    return [GradingLine(*row) for row in rows]


def _one_if(condition: Any) -> Any:
    return case((condition, 1), else_=0)


def _decided_appeals() -> Any:
    return select(AppealEntry.supersedes_id).where(AppealEntry.supersedes_id.is_not(None))


def reviews_for_staff(submission_id: int) -> list[StaffReview]:
    """Given reviews of a submission with who wrote them, and which count no longer: two statements."""
    rows = db.session.execute(
        select(Review, RubricVersion.criteria)
        .join(RubricVersion, RubricVersion.id == Review.rubric_version_id)
        .where(Review.submission_id == submission_id, Review.done_at.is_not(None))
        .order_by(Review.id)
    ).all()
    out = _exclusions([row[0].id for row in rows])
    return [
        StaffReview(
            review.id, review.reviewer_id, review.reviewer_alias, review.levels, list(review.comments or ()),
            review.comment, review.seconds, review.done_at, review.id in out, out.get(review.id, ""),
            criteria_from(criteria),
        )
        for review, criteria in rows
    ]  # fmt: skip


def _exclusions(review_ids: list[int]) -> dict[int, str]:
    rows = db.session.execute(
        select(ReviewExclusion.review_id, ReviewExclusion.is_excluded, ReviewExclusion.reason)
        .where(ReviewExclusion.review_id.in_(review_ids))
        .order_by(ReviewExclusion.id)
    )
    state = {review_id: (is_excluded, reason) for review_id, is_excluded, reason in rows}
    return {review_id: reason for review_id, (is_excluded, reason) in state.items() if is_excluded}


def is_excluded(review_id: int) -> bool:
    """Whether a review counts no longer."""
    return review_id in _exclusions([review_id])


def grade_history(submission_id: int) -> list[GradeStep]:
    """Every grade a submission has had, newest first."""
    rows = db.session.execute(
        select(GradeEntry.at, GradeEntry.points, GradeEntry.source, GradeEntry.reason)
        .where(GradeEntry.submission_id == submission_id)
        .order_by(GradeEntry.id.desc())
    )
    return [GradeStep(*row) for row in rows]


def newest_estimation(cohort_id: int) -> Estimation | None:
    """What the model last said about a cohort."""
    return db.session.scalar(
        select(Estimation).where(Estimation.cohort_id == cohort_id).order_by(Estimation.id.desc()).limit(1)
    )


def estimate_of(submission_id: int) -> Mapping[str, Any]:
    """The facts of today's estimate of a submission; empty before the first."""
    facts = db.session.scalar(select(WorkEstimate.facts).where(WorkEstimate.submission_id == submission_id))
    return dict(facts or {})


def waits_for_check(submission_id: int) -> bool:
    """Whether a submission was picked to be graded blind and has not been yet."""
    checked = select(CheckEntry.id).where(CheckEntry.submission_id == submission_id).exists()
    return bool(
        db.session.scalar(select(CheckPick.id).where(CheckPick.submission_id == submission_id, ~checked).limit(1))
    )


def is_estimate_stale(assignment_id: int) -> bool:
    """Whether reviews, exclusions or gradings by hand of the course came after the assignment's last estimates, or the
    close of reviewing did.
    """
    last = db.session.scalar(
        select(func.min(WorkEstimate.at))
        .join(Submission, Submission.id == WorkEstimate.submission_id)
        .where(Submission.assignment_id == assignment_id)
    )
    cohort_id, closed_at = db.session.execute(
        select(Assignment.cohort_id, Assignment.review_closes_at).where(Assignment.id == assignment_id)
    ).one()
    works = select(Submission.id).join(Assignment).where(Assignment.cohort_id == cohort_id)
    reviews = select(Review.id).where(Review.submission_id.in_(works))
    news = (
        select(func.max(ReviewEntry.at)).where(ReviewEntry.review_id.in_(reviews)),
        select(func.max(ReviewExclusion.at)).where(ReviewExclusion.review_id.in_(reviews)),
        select(func.max(CheckEntry.at)).where(CheckEntry.submission_id.in_(works)),
        select(func.max(Submission.submitted_at)).where(Submission.assignment_id == assignment_id),
    )
    newest = [at for at in (db.session.scalar(one) for one in news) if at is not None]
    return bool(newest) and (last is None or last < max(*newest, closed_at))
