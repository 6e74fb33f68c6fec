"""What must always hold about work, reviews and grades."""

from __future__ import annotations

from sqlalchemy import Select, func, or_, select

from lms.assessments.models import Assignment, GradeEntry, Review, Submission, SubmissionMember
from lms.core.invariants import Invariant, rows_of


def _own_reviews() -> Select[int]:
    return (
        select(func.count(Review.id.distinct()))
        .join(SubmissionMember, SubmissionMember.submission_id == Review.submission_id)
        .where(SubmissionMember.person_id == Review.reviewer_id)
    )


def _grades_out_of_range() -> Select[int]:
    return select(func.count(GradeEntry.id)).where(or_(GradeEntry.points < 0, GradeEntry.points > 100))


def _works_without_author() -> Select[int]:
    return (
        select(func.count(Submission.id))
        .outerjoin(SubmissionMember, SubmissionMember.submission_id == Submission.id)
        .where(SubmissionMember.id.is_(None))
    )


def _windows_reversed() -> Select[int]:
    return select(func.count(Assignment.id)).where(
        or_(Assignment.closes_at < Assignment.opens_at, Assignment.review_closes_at < Assignment.closes_at)
    )


INVARIANTS = (
    Invariant("nobody reviews themselves", "reviews are by others", "Tell the developers.", rows_of(_own_reviews)),
    Invariant(
        "grades lie between 0 and 100",
        "a grade can be read",
        "Give the grade anew.",
        rows_of(_grades_out_of_range),
    ),
    Invariant(
        "every work has an author",
        "what was handed in counts for somebody",
        "Tell the developers; the receipt names who handed in.",
        rows_of(_works_without_author),
    ),
    Invariant(
        "work closes after it opens",
        "there is time to hand in and to review",
        "Set the times of the work again.",
        rows_of(_windows_reversed),
    ),
)
