"""Reads of the instructor's own gradings and of practice."""

from __future__ import annotations

from sqlalchemy import or_, select

from lms.assessments.models import Assignment, CheckEntry, CheckPick, Exemplar, ExemplarScore, Submission
from lms.core.db import db


def newest_check(submission_id: int) -> CheckEntry | None:
    """The instructor's grading of a submission as it stands."""
    return db.session.scalar(
        select(CheckEntry).where(CheckEntry.submission_id == submission_id).order_by(CheckEntry.turn.desc()).limit(1)
    )


def waiting_checks(assignment_id: int) -> list[int]:
    """Submissions that were picked and not graded yet, drawn ones and vague ones in the order of their picking; then,
    where the instructor has a part of the grade, all others without it.
    """
    checked = select(CheckEntry.submission_id)
    return list(
        db.session.scalars(
            select(Submission.id)
            .join(Assignment, Assignment.id == Submission.assignment_id)
            .outerjoin(CheckPick, CheckPick.submission_id == Submission.id)
            .where(
                Assignment.id == assignment_id,
                Submission.id.not_in(checked),
                or_(CheckPick.id.is_not(None), Assignment.instructor_weight > 0),
            )
            .order_by(CheckPick.id.is_(None), CheckPick.id, Submission.id)
        )
    )


def exemplars(assignment_id: int) -> list[Exemplar]:
    """The pieces to practise on, in order."""
    return list(
        db.session.scalars(select(Exemplar).where(Exemplar.assignment_id == assignment_id).order_by(Exemplar.number))
    )


def own_practice(assignment_id: int, person_id: int) -> dict[int, list[int]]:
    """Somebody's levels by exemplar."""
    rows = db.session.execute(
        select(ExemplarScore.exemplar_id, ExemplarScore.levels)
        .join(Exemplar, Exemplar.id == ExemplarScore.exemplar_id)
        .where(Exemplar.assignment_id == assignment_id, ExemplarScore.person_id == person_id)
    )
    return {row[0]: row[1] for row in rows}


def practice_of_class(assignment_ids: list[int]) -> list[tuple[int, int, list[int], list[int]]]:
    """Everybody's practice: (person, assignment, own levels, the instructor's levels)."""
    rows = db.session.execute(
        select(ExemplarScore.person_id, Exemplar.assignment_id, ExemplarScore.levels, Exemplar.levels)
        .join(Exemplar, Exemplar.id == ExemplarScore.exemplar_id)
        .where(Exemplar.assignment_id.in_(assignment_ids))
        .order_by(ExemplarScore.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def is_practised(exemplar_id: int) -> bool:
    """Whether anybody has scored an exemplar."""
    return db.session.scalar(select(ExemplarScore.id).where(ExemplarScore.exemplar_id == exemplar_id)) is not None
