"""Loading grades and reviews for a person, or raising."""

from __future__ import annotations

from sqlalchemy import select

from lms.assessments import policies, queries, rules
from lms.assessments.access.work import assignment_for_trainee, submission_for_staff
from lms.assessments.models import Exemplar, GradeEntry, Review, Submission
from lms.cohorts import access as cohorts
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound


def grade_for_author(actor: Actor, assignment_id: int) -> GradeEntry | None:
    """Today's grade of one's own work, once it was released; its reviews may still wait for a word."""
    assignment_for_trainee(actor, assignment_id)
    me = actor.user_id or 0
    submission = queries.submission_of(assignment_id, me)
    if submission is None or assignment_id not in queries.released_assignments(me):
        return None
    return queries.grade_of(submission.id)


def review_for_staff(actor: Actor, review_id: int) -> int:
    """The submission of a review, for those who set the work."""
    submission_id = db.session.scalar(select(Review.submission_id).where(Review.id == review_id))
    if submission_id is None:
        raise NotFound
    submission_for_staff(actor, submission_id)
    return submission_id


def is_blind_for(actor: Actor, submission: Submission) -> bool:
    """Whether this person is to grade the work first, and must not see what peers gave or who wrote it."""
    return actor.signed_in and queries.waits_for_check(submission.id)


def cohort_for_setting_work(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort for those who set its work."""
    cohort = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_set_work(actor, cohort.place):
        raise NotAllowed
    return cohort


def exemplar_for_trainee(actor: Actor, exemplar_id: int) -> int:
    """The assignment of an exemplar, for those who practise."""
    exemplar = db.session.get(Exemplar, exemplar_id)
    if exemplar is None:
        raise NotFound
    return assignment_for_trainee(actor, exemplar.assignment_id).id


def practice_distances(actor: Actor, cohort_id: int) -> dict[int, float]:
    """How far each trainee was from the instructor in practice (points of 100, mean), for staff."""
    cohort_for_setting_work(actor, cohort_id)
    ids = [card.id for card in queries.assignments_of([cohort_id])]
    rows = queries.practice_of_class(ids)
    rubrics = {ident: queries.rubric(ident)[1] for ident in {row[1] for row in rows}}
    found: dict[int, list[float]] = {}
    for person, assignment_id, own, theirs in rows:
        criteria = rubrics[assignment_id]
        found.setdefault(person, []).append(rules.distance(criteria, rules.signed_errors(criteria, own, theirs)))
    return {person: sum(values) / len(values) for person, values in found.items()}
