"""Reads of reviews: one as it stands, its rubric, somebody's duties and drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.assessments.anonymity import pseudonym
from lms.assessments.models import Assignment, Review, ReviewEntry, RubricVersion, Submission
from lms.assessments.queries.work import criteria_from
from lms.assessments.types import Criterion
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class OwnReview:
    """A review in its reviewer's list."""

    review_id: int
    alias: str
    origin: str
    due_at: datetime
    done_at: datetime | None
    released_at: datetime | None
    has_draft: bool


def standing_review(review_id: int) -> ReviewEntry | None:
    """A review as it was last given."""
    return db.session.scalar(
        select(ReviewEntry).where(ReviewEntry.review_id == review_id).order_by(ReviewEntry.turn.desc()).limit(1)
    )


def rubric_of_review(review_id: int) -> tuple[int, tuple[Criterion, ...]]:
    """The version of the rubric by which a review is given: its id and criteria."""
    row = db.session.execute(
        select(RubricVersion.id, RubricVersion.criteria)
        .join(Review, Review.rubric_version_id == RubricVersion.id)
        .where(Review.id == review_id)
    ).one()
    return row[0], criteria_from(row[1])


def own_reviews(assignment_id: int, reviewer_id: int) -> list[OwnReview]:
    """A person's reviews for an assignment: those to give first, soonest first."""
    rows = db.session.execute(
        select(
            Review.id, Submission.alias, Review.origin, Review.due_at, Review.done_at, Review.released_at,
            Review.draft,
        )
        .join(Submission, Submission.id == Review.submission_id)
        .where(Submission.assignment_id == assignment_id, Review.reviewer_id == reviewer_id)
        .order_by(Review.done_at.is_not(None), Review.released_at.is_not(None), Review.due_at, Review.id)
    )  # fmt: skip
    return [
        OwnReview(row[0], pseudonym(row[1], reviewer_id), row[2], row[3], row[4], row[5], bool(row[6])) for row in rows
    ]


def own_comments(reviewer_id: int, *, but: int) -> list[str]:
    """What a reviewer wrote in other reviews."""
    return list(
        db.session.scalars(
            select(Review.comment).where(
                Review.reviewer_id == reviewer_id, Review.id != but, Review.done_at.is_not(None)
            )
        )
    )


def assignment(assignment_id: int) -> Assignment | None:
    """An assignment with all its settings."""
    return db.session.get(Assignment, assignment_id)


def is_allocated(assignment_id: int) -> bool:
    """Whether the round's reviews were handed out."""
    return bool(db.session.scalar(select(Assignment.allocated_at.is_not(None)).where(Assignment.id == assignment_id)))
