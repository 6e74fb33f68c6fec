"""Reads of what authors answer: helpfulness of reviews, questions, appeals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.assessments.anonymity import pseudonym, reviewer_shown
from lms.assessments.models import (
    AppealEntry,
    Assignment,
    CheckEntry,
    GradeEntry,
    Review,
    ReviewerMarkEntry,
    ReviewQuestion,
    ReviewRating,
    RubricVersion,
    Submission,
    SubmissionMember,
)
from lms.assessments.queries.work import criteria_from
from lms.assessments.types import Anonymity, Criterion
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class ReviewForAuthor:
    """A given review as the author reads it: without its reviewer."""

    review_id: int
    alias: str
    levels: list[int]
    comments: list[str]
    comment: str
    criteria: tuple[Criterion, ...]
    value: int | None
    thanks: str
    is_rated: bool


@dataclass(frozen=True, slots=True)
class Thanks:
    """What an author said about somebody's review."""

    alias: str
    value: int | None
    thanks: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence between an author and a reviewer (no review: the instructor), without names."""

    review_id: int | None
    side: str
    body: str
    at: datetime


def reviews_to_read(submission_id: int) -> list[ReviewForAuthor]:
    """Given reviews of a submission with what its author said about them: one statement."""
    rows = db.session.execute(
        select(
            Review.id, Review.reviewer_alias, Review.levels, Review.comments, Review.comment,
            RubricVersion.criteria, ReviewRating.value, func.coalesce(ReviewRating.thanks, ""),
            ReviewRating.id.is_not(None), Person.name, Assignment.anonymity,
        )
        .join(RubricVersion, RubricVersion.id == Review.rubric_version_id)
        .join(Assignment, Assignment.id == RubricVersion.assignment_id)
        .join(Person, Person.id == Review.reviewer_id)
        .outerjoin(ReviewRating, ReviewRating.review_id == Review.id)
        .where(Review.submission_id == submission_id, Review.done_at.is_not(None))
        .order_by(Review.reviewer_alias)
    )  # fmt: skip
    return [
        ReviewForAuthor(
            row[0],
            reviewer_shown(Anonymity(row[10]), alias=row[1], name=row[9]),
            row[2],
            list(row[3] or ()),
            row[4],
            criteria_from(row[5]),
            row[6],
            row[7],
            bool(row[8]),
        )
        for row in rows
    ]


def thanks_for(reviewer_id: int, cohort_assignments: Iterable[int]) -> list[Thanks]:
    """What authors said about somebody's reviews, newest first."""
    rows = db.session.execute(
        select(Submission.alias, ReviewRating.value, ReviewRating.thanks, ReviewRating.at)
        .join(Review, Review.id == ReviewRating.review_id)
        .join(Submission, Submission.id == Review.submission_id)
        .where(Review.reviewer_id == reviewer_id, Submission.assignment_id.in_(list(cohort_assignments)))
        .order_by(ReviewRating.at.desc(), ReviewRating.id.desc())
    )
    return [Thanks(pseudonym(row[0], reviewer_id), row[1], row[2], row[3]) for row in rows]


def appeals_of(submission_id: int) -> list[AppealEntry]:
    """Every row of a submission's appeals, in order."""
    return list(
        db.session.scalars(
            select(AppealEntry).where(AppealEntry.submission_id == submission_id).order_by(AppealEntry.id)
        )
    )


def graders_of(submission_id: int) -> set[int | None]:
    """Staff who graded a submission in any way."""
    checks = select(CheckEntry.actor_id).where(CheckEntry.submission_id == submission_id)
    grades = select(GradeEntry.actor_id).where(
        GradeEntry.submission_id == submission_id, GradeEntry.source == "instructor"
    )
    return set(db.session.scalars(checks.union(grades)))


def questions_of(submission_id: int) -> list[Question]:
    """What was asked and answered about a submission, oldest first."""
    rows = db.session.execute(
        select(ReviewQuestion.review_id, ReviewQuestion.side, ReviewQuestion.body, ReviewQuestion.at)
        .where(ReviewQuestion.submission_id == submission_id)
        .order_by(ReviewQuestion.id)
    )
    return [Question(*row) for row in rows]


def questions_about(review_id: int) -> list[Question]:
    """What was asked and answered about one review, oldest first."""
    rows = db.session.execute(
        select(ReviewQuestion.review_id, ReviewQuestion.side, ReviewQuestion.body, ReviewQuestion.at)
        .where(ReviewQuestion.review_id == review_id)
        .order_by(ReviewQuestion.id)
    )
    return [Question(*row) for row in rows]


def owners_of(submission_id: int) -> tuple[list[int], int]:
    """Whose work it is, and the assignment."""
    rows = db.session.execute(
        select(SubmissionMember.person_id, SubmissionMember.assignment_id).where(
            SubmissionMember.submission_id == submission_id
        )
    ).all()
    return [row[0] for row in rows], rows[0][1]


def reviewer_marks(cohort_id: int) -> dict[int, ReviewerMarkEntry]:
    """Today's reviewers' marks of a cohort, by person."""
    later = aliased(ReviewerMarkEntry)
    rows = db.session.scalars(
        select(ReviewerMarkEntry)
        .outerjoin(later, later.supersedes_id == ReviewerMarkEntry.id)
        .where(ReviewerMarkEntry.cohort_id == cohort_id, later.id.is_(None))
    )
    return {row.person_id: row for row in rows}
