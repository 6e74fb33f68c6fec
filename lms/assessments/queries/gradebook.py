"""Reads of the gradebook: eight statements, whatever the size of the class."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from lms.assessments import rules
from lms.assessments.models import (
    Assignment,
    CheckEntry,
    CheckPick,
    GradeEntry,
    GradeRelease,
    Review,
    Submission,
    SubmissionMember,
    SubmissionVersion,
    WorkDraft,
)
from lms.assessments.queries.rating import totals_to_earn
from lms.assessments.types import LateRule
from lms.assessments.types.gradebook import Cell, CellState, Column, Gradebook, GradebookRule, Line
from lms.cohorts import queries as cohorts
from lms.cohorts.types import PRESENT_STATES, TraineeCard
from lms.core import terms
from lms.core.db import db

GRADEBOOK_TERMS = "gradebook"


def gradebook_of(cohort_id: int, *, on: date, now: datetime, person_id: int | None = None) -> Gradebook:
    """Trainees by assignments; with ``person_id`` one trainee's line only."""
    columns = columns_of(cohort_id)
    rule = rule_of(cohort_id, on=on)
    people = [
        card
        for card in cohorts.trainees(cohort_id, on=on, states=None)
        if person_id is None or card.person_id == person_id
    ]
    facts = _Facts(cohort_id, [column.id for column in columns], person_id)
    lines = []
    for person in people:
        cells = tuple(facts.cell(column, person.person_id, now) for column in columns)
        lines.append(_line(person, cells, columns, rule))
    return Gradebook(columns, tuple(lines), rule)


def _line(person: TraineeCard, cells: tuple[Cell, ...], columns: tuple[Column, ...], rule: GradebookRule) -> Line:
    return Line(
        person.person_id,
        person.name,
        person.email,
        person.section_name,
        person.section_id,
        person.state in PRESENT_STATES,
        cells,
        rules.mean_of(cells, columns, rule),
    )


def columns_of(cohort_id: int) -> tuple[Column, ...]:
    """The assignments of a cohort as columns."""
    rows = db.session.execute(
        select(
            Assignment.id,
            Assignment.title,
            Assignment.weight,
            Assignment.pass_line,
            Assignment.opens_at,
            Assignment.closes_at,
            Assignment.late,
            Assignment.review_closes_at,
            Assignment.holds_grades,
        )
        .where(Assignment.cohort_id == cohort_id)
        .order_by(Assignment.position)
    )
    return tuple(
        Column(ident, title, weight, line, opens, closes, _last(closes, late), reviewed, holds)
        for ident, title, weight, line, opens, closes, late, reviewed, holds in rows
    )


def _last(closes_at: datetime, stored: dict[str, object]) -> datetime:
    return closes_at + LateRule.read(stored).taken_for


def rule_of(cohort_id: int, *, on: date) -> GradebookRule:
    """How the cohort makes its mean, by the terms in force."""
    found = terms.in_force(GRADEBOOK_TERMS, on=on, scopes=(("cohort", cohort_id),))
    if found is None:
        return GradebookRule()
    return GradebookRule(int(found.numbers["drop_lowest"]), bool(found.numbers["missing_is_zero"]))


class _Work(NamedTuple):
    """A piece of work with its standing grade."""

    submission_id: int
    late_off: int
    entry_id: int | None
    given: float | None


class _Facts:
    """What is known of a cohort's work (or one person's), read once and looked up by assignment and person."""

    def __init__(self, cohort_id: int, assignment_ids: list[int], person_id: int | None) -> None:
        wanted = _wanted(cohort_id, person_id)
        self._works = _works(assignment_ids, person_id)
        self._reviews = _reviews(wanted)
        self._drafts = _drafts(assignment_ids, person_id)
        self._late = _late(wanted)
        self._blind = _blind(wanted)
        self._releases = releases(assignment_ids)
        self._unread = totals_to_earn(person_id) if person_id is not None else set[int]()

    def cell(self, column: Column, person_id: int, now: datetime) -> Cell:
        """One trainee and one assignment."""
        key = (column.id, person_id)
        work = self._works.get(key)
        if work is None:
            return Cell(self._state(column, key, now), is_seen=self._is_seen(column, key))
        ident, late_off, entry_id, given = work
        points = max(0.0, given - late_off) if given is not None else None
        done = self._reviews.get(ident, 0)
        return Cell(
            self._state(column, key, now, points=points, done=done),
            points,
            given,
            entry_id,
            ident,
            late_off,
            ident in self._late,
            self._is_seen(column, key),
            done,
            ident in self._blind,
        )

    def _state(
        self, column: Column, key: tuple[int, int], now: datetime, *, points: float | None = None, done: int = 0
    ) -> CellState:
        if points is not None:
            return CellState.GRADED if points >= column.pass_line else CellState.BELOW
        return rules.state_of(
            column,
            now=now,
            has_work=key in self._works,
            has_draft=key in self._drafts,
            points=points,
            reviews_done=done,
        )

    def _is_seen(self, column: Column, key: tuple[int, int]) -> bool:
        if column.id in self._unread:
            return False
        if not self._releases:
            return not column.holds_grades
        return rules.is_seen(
            holds=column.holds_grades,
            for_all=self._releases.get((column.id, None)),
            for_person=self._releases.get(key),
        )


def _wanted(cohort_id: int, person_id: int | None) -> Select[int]:
    """The pieces of work of a cohort, or of one of its people."""
    statement = (
        select(Submission.id)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .where(Assignment.cohort_id == cohort_id)
    )
    if person_id is None:
        return statement
    own = select(SubmissionMember.submission_id).where(SubmissionMember.person_id == person_id)
    return statement.where(Submission.id.in_(own))


def _works(assignment_ids: list[int], person_id: int | None) -> dict[tuple[int, int], _Work]:
    later = aliased(GradeEntry)
    statement = (
        select(
            SubmissionMember.assignment_id,
            SubmissionMember.person_id,
            Submission.id,
            Submission.late_off,
            GradeEntry.id,
            GradeEntry.points,
        )
        .join(Submission, Submission.id == SubmissionMember.submission_id)
        .outerjoin(GradeEntry, GradeEntry.submission_id == Submission.id)
        .outerjoin(later, later.supersedes_id == GradeEntry.id)
        .where(SubmissionMember.assignment_id.in_(assignment_ids), later.id.is_(None))
    )
    if person_id is not None:
        statement = statement.where(SubmissionMember.person_id == person_id)
    rows = db.session.execute(statement)
    return {(row[0], row[1]): _Work(row[2], row[3], row[4], row[5]) for row in rows}


def _reviews(wanted: Select[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(Review.submission_id, func.count())
        .where(Review.submission_id.in_(wanted), Review.done_at.is_not(None))
        .group_by(Review.submission_id)
    )
    return {row[0]: row[1] for row in rows}


def _drafts(assignment_ids: list[int], person_id: int | None) -> set[tuple[int, int]]:
    statement = select(WorkDraft.assignment_id, WorkDraft.person_id).where(WorkDraft.assignment_id.in_(assignment_ids))
    if person_id is not None:
        statement = statement.where(WorkDraft.person_id == person_id)
    rows = db.session.execute(statement)
    return {(row[0], row[1]) for row in rows}


def _late(wanted: Select[int]) -> set[int]:
    """Work whose first round came in after its close."""
    return set(
        db.session.scalars(
            select(SubmissionVersion.submission_id).where(
                SubmissionVersion.submission_id.in_(wanted), SubmissionVersion.late_days > 0
            )
        )
    )


def _blind(wanted: Select[int]) -> set[int]:
    """Work that was picked to be graded blind and has not been yet."""
    return set(
        db.session.scalars(
            select(CheckPick.submission_id).where(
                CheckPick.submission_id.in_(wanted), CheckPick.submission_id.not_in(select(CheckEntry.submission_id))
            )
        )
    )


def releases(assignment_ids: Iterable[int]) -> dict[tuple[int, int | None], bool]:
    """What was last said about showing grades: (assignment, person or None for everybody)."""
    rows = db.session.execute(
        select(GradeRelease.assignment_id, GradeRelease.person_id, GradeRelease.is_open)
        .where(GradeRelease.assignment_id.in_(list(assignment_ids)))
        .order_by(GradeRelease.id)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def seen_assignments(person_id: int) -> set[int]:
    """The assignments whose grades this person sees: released, and its reviews rated first."""
    return released_assignments(person_id) - totals_to_earn(person_id)


def released_assignments(person_id: int) -> set[int]:
    """The assignments whose grades this person may see."""
    rows = db.session.execute(
        select(SubmissionMember.assignment_id, Assignment.holds_grades)
        .join(Assignment, Assignment.id == SubmissionMember.assignment_id)
        .where(SubmissionMember.person_id == person_id)
    ).all()
    said = releases([row[0] for row in rows])
    return {
        ident
        for ident, holds in rows
        if rules.is_seen(holds=holds, for_all=said.get((ident, None)), for_person=said.get((ident, person_id)))
    }
