"""Reads of back-evaluation: which reviews of somebody's work wait for a word from its author."""

from __future__ import annotations

from sqlalchemy import select

from lms.assessments.models import GradeEntry, Review, ReviewRating, SubmissionMember
from lms.core.db import db


def unrated_reviews(assignment_id: int, person_id: int) -> list[int]:
    """Reviews of one's own work that wait for a word about their helpfulness."""
    return list(
        db.session.scalars(
            select(Review.id)
            .join(SubmissionMember, SubmissionMember.submission_id == Review.submission_id)
            .outerjoin(ReviewRating, ReviewRating.review_id == Review.id)
            .where(
                SubmissionMember.assignment_id == assignment_id,
                SubmissionMember.person_id == person_id,
                Review.done_at.is_not(None),
                ReviewRating.id.is_(None),
            )
            .order_by(Review.id)
        )
    )


def totals_to_earn(person_id: int) -> set[int]:
    """Assignments whose grade is there, but whose reviews this author has not rated yet."""
    graded = select(GradeEntry.submission_id)
    return set(
        db.session.scalars(
            select(SubmissionMember.assignment_id)
            .join(Review, Review.submission_id == SubmissionMember.submission_id)
            .outerjoin(ReviewRating, ReviewRating.review_id == Review.id)
            .where(
                SubmissionMember.person_id == person_id,
                SubmissionMember.submission_id.in_(graded),
                Review.done_at.is_not(None),
                ReviewRating.id.is_(None),
            )
        )
    )
