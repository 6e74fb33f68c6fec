"""What instructors do with the gradebook: rule of the mean, release, export, grades from a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lms.assessments import access, queries, rules
from lms.assessments.models import Assignment, GradeRelease
from lms.assessments.services.grading import override_grade
from lms.assessments.types.gradebook import Gradebook, GradebookRule, GradeChange, WhyNotImport
from lms.core import audit, clock, terms
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Conflict, NotFound, Refused
from lms.core.transaction import transaction

MOST_DROPPED = 10


def set_gradebook_rule(actor: Actor, *, cohort_id: int, rule: GradebookRule, now: datetime) -> None:
    """How the mean is made from today on; a dated version of the cohort's terms."""
    access.cohort_to_grade(actor, cohort_id)
    numbers = {"drop_lowest": min(MOST_DROPPED, max(0, rule.drop_lowest)), "missing_is_zero": rule.missing_is_zero}
    terms.write(
        actor,
        kind=queries.GRADEBOOK_TERMS,
        scope=("cohort", cohort_id),
        valid_from=clock.local_date(now),
        numbers=numbers,
        now=now,
    )


def weigh(actor: Actor, *, cohort_id: int, weights: dict[int, float]) -> None:
    """Weights of a cohort's assignments in the mean, by assignment."""
    with transaction():
        access.cohort_to_grade(actor, cohort_id)
        for column in queries.columns_of(cohort_id):
            weight = weights.get(column.id, column.weight)
            if weight != column.weight:
                row = db.session.get_one(Assignment, column.id, with_for_update=True, populate_existing=True)
                row.weight = weight
                audit.record(
                    actor, "assignment.weighed", row, before={"weight": column.weight}, after={"weight": weight}
                )


def release_grades(
    actor: Actor, *, assignment_id: int, person_id: int | None, is_open: bool, reason: str, now: datetime
) -> None:
    """Show or hide an assignment's grades, for everybody or for one person."""
    with transaction():
        card = access.assignment_for_staff(actor, assignment_id)
        if person_id is not None and not access.is_trainee_of(card.cohort_id, person_id):
            raise NotFound
        row = GradeRelease(
            at=now,
            actor_id=actor.user_id,
            reason=reason.strip()[:1000],
            assignment_id=assignment_id,
            person_id=person_id,
            is_open=is_open,
        )
        db.session.add(row)
        db.session.flush()
        audit.record(actor, "grades.released" if is_open else "grades.hidden", row, after={"person": person_id})


def export_grades(actor: Actor, *, cohort_id: int, reason: str, now: datetime) -> Gradebook:
    """The gradebook for a file, less pieces still to be graded blind; reading it out is on record with its reason."""
    if not reason.strip():
        raise Refused(WhyNotImport.NO_REASON)
    with transaction():
        card = access.cohort_to_grade(actor, cohort_id)
        book = rules.as_blind(queries.gradebook_of(cohort_id, on=clock.local_date(now), now=now))
        audit.record(actor, "grades.exported", ("cohort", card.id), after={"trainees": len(book.lines)}, reason=reason)
    return book


def import_grades(
    actor: Actor, *, cohort_id: int, rows: Sequence[Sequence[str]], reason: str, now: datetime
) -> list[GradeChange]:
    """Take over every changed grade of a file, or none of them. What changed, for the page.

    Raises Refused for a missing reason or a file that changes nothing, Conflict with the faults when a line cannot be
    taken over or a grade was changed since the file was made.
    """
    if not reason.strip():
        raise Refused(WhyNotImport.NO_REASON)
    with transaction():
        access.cohort_to_grade(actor, cohort_id)
        book = rules.as_blind(queries.gradebook_of(cohort_id, on=clock.local_date(now), now=now))
        changes, faults = rules.read_changes(book, rows)
        if faults:
            raise Conflict(theirs=faults, ours=changes)
        if not changes:
            raise Refused(WhyNotImport.NOTHING_CHANGES)
        for change in changes:
            override_grade(
                actor, submission_id=change.submission_id, points=change.after, reason=reason.strip(), now=now
            )
        audit.record(actor, "grades.imported", ("cohort", cohort_id), after={"changed": len(changes)}, reason=reason)
    return changes
