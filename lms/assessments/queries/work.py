"""Reads of assignments, reviews and grades, in a constant number of statements each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.assessments.anonymity import pseudonym, reviewer_shown
from lms.assessments.models import (
    Assignment,
    CheckEntry,
    CheckPick,
    GradeEntry,
    Review,
    RubricVersion,
    Submission,
    SubmissionMember,
    SubmissionVersion,
)
from lms.assessments.queries.gradebook import released_assignments, seen_assignments
from lms.assessments.types import Anonymity, AssignmentCard, Criterion, Window
from lms.core.db import db

_COLUMNS = (
    Assignment.id,
    Assignment.cohort_id,
    Assignment.title,
    Assignment.position,
    Assignment.opens_at,
    Assignment.closes_at,
    Assignment.review_closes_at,
    Assignment.weight,
)


@dataclass(frozen=True, slots=True)
class Duty:
    """A review that somebody owes or gave."""

    review_id: int
    assignment_id: int
    assignment_title: dict[str, str]
    alias: str
    due_at: datetime
    is_done: bool


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A trainee's work in an instructor's overview of an assignment. ``is_blind``: they grade it first, unseen."""

    submission_id: int
    author_id: int
    author: str
    submitted_at: datetime
    reviews_done: int
    reviews_due: int
    points: float | None
    is_late: bool
    is_blind: bool


def assignments_of(cohort_ids: Iterable[int]) -> list[AssignmentCard]:
    """The assignments of cohorts in their order."""
    rows = db.session.execute(
        select(*_COLUMNS)
        .where(Assignment.cohort_id.in_(list(cohort_ids)))
        .order_by(Assignment.cohort_id.desc(), Assignment.position)
    )
    return [_card(row) for row in rows]


def _card(row: tuple[object, ...]) -> AssignmentCard:
    ident, cohort_id, title, position, opens, closes, review_closes, weight = row
    return AssignmentCard(ident, cohort_id, title, position, Window(opens, closes, review_closes), weight)  # type: ignore[arg-type]


def card(assignment_id: int) -> AssignmentCard | None:
    """One assignment."""
    row = db.session.execute(select(*_COLUMNS).where(Assignment.id == assignment_id)).first()
    return _card(tuple(row)) if row else None


def rubric(assignment_id: int) -> tuple[int, tuple[Criterion, ...]]:
    """The newest version of an assignment's rubric: its id and criteria."""
    row = db.session.execute(
        select(RubricVersion.id, RubricVersion.criteria)
        .where(RubricVersion.assignment_id == assignment_id)
        .order_by(RubricVersion.number.desc())
        .limit(1)
    ).one()
    return row[0], criteria_from(row[1])


def criteria_from(stored: list[dict[str, object]]) -> tuple[Criterion, ...]:
    """Criteria as they were stored."""
    return tuple(
        Criterion(line["name"], tuple(line["levels"]), float(line["weight"]), bool(line.get("comment")))  # type: ignore[arg-type]
        for line in stored
    )


def submission_of(assignment_id: int, author_id: int) -> Submission | None:
    """A person's work for an assignment, alone or in a team."""
    return db.session.scalar(
        select(Submission)
        .join(SubmissionMember, SubmissionMember.submission_id == Submission.id)
        .where(SubmissionMember.assignment_id == assignment_id, SubmissionMember.person_id == author_id)
    )


def submitted_ids(author_id: int) -> set[int]:
    """The assignments for which a person handed in work."""
    return set(
        db.session.scalars(select(SubmissionMember.assignment_id).where(SubmissionMember.person_id == author_id))
    )


def duties_of(reviewer_id: int, *, open_at: datetime | None = None) -> list[Duty]:
    """Reviews of a person, soonest first; with ``open_at`` only those still to give."""
    statement = (
        select(Review.id, Assignment.id, Assignment.title, Submission.alias, Review.due_at, Review.done_at.is_not(None))
        .join(Submission, Submission.id == Review.submission_id)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .where(Review.reviewer_id == reviewer_id)
        .order_by(Review.due_at, Review.id)
    )
    if open_at is not None:
        statement = statement.where(Review.done_at.is_(None), Assignment.review_closes_at > open_at)
    return [
        Duty(ident, work, title, pseudonym(secret, reviewer_id), due_at, is_done)
        for ident, work, title, secret, due_at, is_done in db.session.execute(statement)
    ]


def done_reviews(submission_id: int) -> list[tuple[str, list[int], str, list[dict[str, object]]]]:
    """Given reviews of a submission: what its author calls the reviewer, levels, comment, and the criteria."""
    rows = db.session.execute(
        select(
            Review.reviewer_alias,
            Person.name,
            Assignment.anonymity,
            Review.levels,
            Review.comment,
            RubricVersion.criteria,
        )
        .join(RubricVersion, RubricVersion.id == Review.rubric_version_id)
        .join(Assignment, Assignment.id == RubricVersion.assignment_id)
        .join(Person, Person.id == Review.reviewer_id)
        .where(Review.submission_id == submission_id, Review.done_at.is_not(None))
        .order_by(Review.reviewer_alias)
    )
    return [
        (reviewer_shown(Anonymity(mode), alias=alias, name=name), levels, comment, criteria)
        for alias, name, mode, levels, comment, criteria in rows
    ]


def standing_grades(cohort_id: int) -> dict[tuple[int, int], tuple[float, int]]:
    """Today's grades of a cohort: (assignment, author) to (points, entry id), in one statement."""
    later = aliased(GradeEntry)
    rows = db.session.execute(
        select(Submission.assignment_id, Submission.author_id, GradeEntry.points, GradeEntry.id)
        .join(Submission, Submission.id == GradeEntry.submission_id)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .outerjoin(later, later.supersedes_id == GradeEntry.id)
        .where(Assignment.cohort_id == cohort_id, later.id.is_(None))
    )
    return {(assignment, author): (points, entry) for assignment, author, points, entry in rows}


def grade_of(submission_id: int) -> GradeEntry | None:
    """Today's grade of a submission."""
    return db.session.scalar(
        select(GradeEntry).where(GradeEntry.submission_id == submission_id).order_by(GradeEntry.id.desc()).limit(1)
    )


def grades_of(author_id: int, *, unread: Iterable[int] | None = None) -> dict[int, float]:
    """A person's grades by assignment as they count: released, reviews read, and less what lateness costs.

    ``unread``: the assignments whose reviews wait for a word, when the caller knows them already.
    """
    later = aliased(GradeEntry)
    rows = db.session.execute(
        select(Submission.assignment_id, GradeEntry.points - Submission.late_off)
        .join(Submission, Submission.id == GradeEntry.submission_id)
        .join(SubmissionMember, SubmissionMember.submission_id == Submission.id)
        .outerjoin(later, later.supersedes_id == GradeEntry.id)
        .where(SubmissionMember.person_id == author_id, later.id.is_(None))
    ).all()
    if not rows:
        return {}
    seen = seen_assignments(author_id) if unread is None else released_assignments(author_id) - set(unread)
    return {assignment: max(0.0, points) for assignment, points in rows if assignment in seen}


def waits_for_check_of(submission_id: Any) -> ColumnElement[bool]:
    """Whether a submission (a column of the statement) was picked to be graded blind and has not been yet."""
    is_picked = select(CheckPick.id).where(CheckPick.submission_id == submission_id).exists()
    is_checked = select(CheckEntry.id).where(CheckEntry.submission_id == submission_id).exists()
    return is_picked & ~is_checked


def work_lines(assignment_id: int, names: dict[int, str]) -> list[WorkLine]:
    """Every piece of work for an assignment with how far its reviews are: one statement."""
    later = aliased(GradeEntry)
    grade = (
        select(GradeEntry.points)
        .outerjoin(later, later.supersedes_id == GradeEntry.id)
        .where(GradeEntry.submission_id == Submission.id, later.id.is_(None))
        .limit(1)
        .scalar_subquery()
    )
    is_late = (
        select(SubmissionVersion.id)
        .where(SubmissionVersion.submission_id == Submission.id, SubmissionVersion.late_days > 0)
        .exists()
    )
    rows = db.session.execute(
        select(
            Submission.id,
            Submission.author_id,
            Submission.submitted_at,
            func.count(Review.done_at),
            func.count(Review.id),
            grade,
            is_late,
            waits_for_check_of(Submission.id),
        )
        .outerjoin(Review, Review.submission_id == Submission.id)
        .where(Submission.assignment_id == assignment_id)
        .group_by(Submission.id, Submission.author_id, Submission.submitted_at)
    )
    lines = [
        WorkLine(work, who, names.get(who, ""), at, done, due, points, bool(late), bool(blind))
        for work, who, at, done, due, points, late, blind in rows
    ]
    return sorted(lines, key=lambda line: (line.author, line.submission_id))
