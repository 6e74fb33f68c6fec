"""Settling grades: every grade is a new row of the ledger, with the facts it rests on."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import insert, select

from lms.assessments import access, queries, rules
from lms.assessments.models import Assignment, GradeEntry, Review, RubricVersion, Submission
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound
from lms.core.transaction import transaction


def settle_grades(actor: Actor, *, assignment_id: int, now: datetime) -> int:
    """Compute the grades of an assignment from its reviews; unchanged ones get no new row. How many changed."""
    if not actor.is_system:
        access.assignment_for_staff(actor, assignment_id)
    with transaction():
        assignment = db.session.get(Assignment, assignment_id, with_for_update=True)
        if assignment is None:
            raise NotFound
        standing = {
            author: entry
            for (work, author), entry in queries.standing_grades(assignment.cohort_id).items()
            if work == assignment_id
        }
        sources = _sources(assignment_id)
        rows = []
        for (submission_id, author_id), scores in _scores(assignment_id).items():
            result = rules.grade(scores, assignment.strategy)
            before = standing.get(author_id)
            if not isinstance(result, rules.Grade) or (before and before[0] == result.points):
                continue
            if before and sources.get(before[1]) == "instructor":
                continue
            rows.append(
                {
                    "at": now,
                    "actor_id": actor.user_id,
                    "reason": "",
                    "submission_id": submission_id,
                    "points": result.points,
                    "source": "peers",
                    "facts": {"strategy": result.strategy, "scores": [round(score, 4) for score in result.scores]},
                    "supersedes_id": before[1] if before else None,
                }
            )
        if rows:
            db.session.execute(insert(GradeEntry), rows)
        audit.record(actor, "grades.settled", assignment, after={"changed": len(rows)})
    return len(rows)


def _scores(assignment_id: int) -> dict[tuple[int, int], list[float]]:
    rows = db.session.execute(
        select(Submission.id, Submission.author_id, Review.levels, RubricVersion.id, RubricVersion.criteria)
        .join(Review, Review.submission_id == Submission.id)
        .join(RubricVersion, RubricVersion.id == Review.rubric_version_id)
        .where(Submission.assignment_id == assignment_id, Review.done_at.is_not(None))
        .order_by(Submission.id, Review.id)
    )
    scores: dict[tuple[int, int], list[float]] = defaultdict(list)
    for submission_id, author_id, levels, _rubric_id, stored in rows:
        scores[submission_id, author_id].append(rules.score(queries.criteria_from(stored), levels))
    return scores


def _sources(assignment_id: int) -> dict[int, str]:
    rows = db.session.execute(
        select(GradeEntry.id, GradeEntry.source)
        .join(Submission, Submission.id == GradeEntry.submission_id)
        .where(Submission.assignment_id == assignment_id)
    )
    return {ident: source for ident, source in rows}  # noqa: C416 - rows are no pairs to mypy


def override_grade(actor: Actor, *, submission_id: int, points: float, reason: str, now: datetime) -> None:
    """The instructor's own grade, with a reason; the peers' grade stays on record beneath it."""
    access.submission_for_staff(actor, submission_id)
    with transaction():
        before = queries.grade_of(submission_id)
        entry = GradeEntry(
            at=now,
            actor_id=actor.user_id,
            reason=reason,
            submission_id=submission_id,
            points=round(points, 1),
            source="instructor",
            facts={},
            supersedes_id=before.id if before else None,
        )
        db.session.add(entry)
        db.session.flush()
        audit.record(
            actor,
            "grade.overridden",
            entry,
            before={"points": before.points} if before else None,
            after={"points": entry.points, "submission": submission_id},
            reason=reason,
        )
