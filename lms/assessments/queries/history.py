"""A cohort's whole course as plain values for the rater model, in seven statements whatever its size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from lms.assessments.grading import Anchor, History, Review, Rubric, Submission
from lms.assessments.grading import Assignment as Task
from lms.assessments.models import (
    Assignment,
    CheckEntry,
    GradeEntry,
    ReviewExclusion,
    RubricVersion,
    SubmissionMember,
)
from lms.assessments.models import Review as ReviewRow
from lms.assessments.models import Submission as SubmissionRow
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class Course:
    """``history`` with everything that lists need beside it: ``names`` gives a review's id and pseudonym by
    (reviewer, submission), ``late_off`` what lateness costs, ``checks`` the instructor's points by submission."""

    history: History
    assignments: dict[int, Assignment]
    names: dict[tuple[int, int], tuple[int, str]]
    late_off: dict[int, int]
    checks: dict[int, float]
    of_assignment: dict[int, int]

    def without_anchors_of(self, assignment_id: int) -> History:
        """The history as the peers of one assignment alone would have it."""
        kept = tuple(
            anchor for anchor in self.history.anchors if self.of_assignment[int(anchor.submission)] != assignment_id
        )
        return History(self.history.assignments, self.history.submissions, self.history.reviews, kept)

    def submissions_of(self, assignment_id: int) -> list[int]:
        """Works of one assignment, in order."""
        return [ident for ident, of in self.of_assignment.items() if of == assignment_id]


def course(cohort_id: int) -> Course:
    """Everything that was handed in, reviewed and graded by hand in a cohort so far."""
    assignments = {
        row.id: row
        for row in db.session.scalars(
            select(Assignment).where(Assignment.cohort_id == cohort_id).order_by(Assignment.position)
        )
    }
    rubrics, newest = _rubrics(assignments)
    works = _works(assignments)
    authors = _authors(assignments)
    checks = _checks(assignments)
    reviews, names = _reviews(assignments, rubrics, newest, authors)
    history = History(
        assignments=tuple(Task(ident, rubrics[newest[ident]]) for ident in assignments if ident in newest),
        submissions=tuple(Submission(row[0], row[1], authors.get(row[0], ())) for row in works),
        reviews=tuple(reviews),
        anchors=tuple(Anchor(ident, points) for ident, points in sorted(checks.items())),
    )
    return Course(
        history, assignments, names, {row[0]: row[2] for row in works}, checks, {row[0]: row[1] for row in works}
    )


def _rubrics(assignments: Iterable[int]) -> tuple[dict[int, Rubric], dict[int, int]]:
    rows = db.session.execute(
        select(RubricVersion.id, RubricVersion.assignment_id, RubricVersion.criteria)
        .where(RubricVersion.assignment_id.in_(list(assignments)))
        .order_by(RubricVersion.number)
    )
    rubrics: dict[int, Rubric] = {}
    newest: dict[int, int] = {}
    for ident, assignment_id, criteria in rows:
        rubrics[ident] = Rubric(
            tuple(float(line["weight"]) for line in criteria), tuple(len(line["levels"]) for line in criteria)
        )
        newest[assignment_id] = ident
    return rubrics, newest


def _works(assignments: Iterable[int]) -> list[tuple[int, int, int]]:
    rows = db.session.execute(
        select(SubmissionRow.id, SubmissionRow.assignment_id, SubmissionRow.late_off)
        .where(SubmissionRow.assignment_id.in_(list(assignments)))
        .order_by(SubmissionRow.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _authors(assignments: Iterable[int]) -> dict[int, tuple[int, ...]]:
    authors: dict[int, tuple[int, ...]] = {}
    for submission_id, person_id in db.session.execute(
        select(SubmissionMember.submission_id, SubmissionMember.person_id)
        .where(SubmissionMember.assignment_id.in_(list(assignments)))
        .order_by(SubmissionMember.person_id)
    ):
        authors[submission_id] = (*authors.get(submission_id, ()), person_id)
    return authors


def _reviews(
    assignments: Iterable[int],
    rubrics: dict[int, Rubric],
    newest: dict[int, int],
    authors: dict[int, tuple[int, ...]],
) -> tuple[list[Review], dict[tuple[int, int], tuple[int, str]]]:
    columns = (
        ReviewRow.id, ReviewRow.reviewer_id, ReviewRow.submission_id, ReviewRow.levels,
        ReviewRow.rubric_version_id, ReviewRow.reviewer_alias, SubmissionRow.assignment_id,
    )  # fmt: skip
    rows = db.session.execute(
        select(*columns)
        .join(SubmissionRow, SubmissionRow.id == ReviewRow.submission_id)
        .where(
            SubmissionRow.assignment_id.in_(list(assignments)),
            ReviewRow.done_at.is_not(None),
            ReviewRow.id.not_in(excluded_ids()),
        )
        .order_by(ReviewRow.id)
    )
    reviews: list[Review] = []
    names: dict[tuple[int, int], tuple[int, str]] = {}
    for ident, reviewer, submission_id, levels, rubric_id, alias, assignment_id in rows:
        if reviewer in authors.get(submission_id, ()):
            continue
        own = rubrics[rubric_id] if rubric_id != newest[assignment_id] else None
        reviews.append(Review(reviewer, submission_id, tuple(levels), own))
        names[reviewer, submission_id] = ident, alias
    return reviews, names


def excluded_ids() -> Any:
    """A statement for the reviews that count no longer."""
    later = aliased(ReviewExclusion)
    return (
        select(ReviewExclusion.review_id)
        .outerjoin(later, (later.review_id == ReviewExclusion.review_id) & (later.id > ReviewExclusion.id))
        .where(later.id.is_(None), ReviewExclusion.is_excluded)
    )


def _checks(assignments: Iterable[int]) -> dict[int, float]:
    """The instructor's points by submission: graded by the rubric, else a grade given in place of the peers'."""
    ids = list(assignments)
    later_grade, later_check = aliased(GradeEntry), aliased(CheckEntry)
    grades = db.session.execute(
        select(GradeEntry.submission_id, GradeEntry.points)
        .join(SubmissionRow, SubmissionRow.id == GradeEntry.submission_id)
        .outerjoin(later_grade, later_grade.supersedes_id == GradeEntry.id)
        .where(
            SubmissionRow.assignment_id.in_(ids),
            later_grade.id.is_(None),
            GradeEntry.source == "instructor",
            GradeEntry.points.between(0, 100),
        )
    )
    checks = db.session.execute(
        select(CheckEntry.submission_id, CheckEntry.points)
        .join(SubmissionRow, SubmissionRow.id == CheckEntry.submission_id)
        .outerjoin(later_check, later_check.supersedes_id == CheckEntry.id)
        .where(SubmissionRow.assignment_id.in_(ids), later_check.id.is_(None))
    )
    found = {row[0]: float(row[1]) for row in grades}
    return found | {row[0]: float(row[1]) for row in checks}
