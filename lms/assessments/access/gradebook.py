"""Loading gradebooks: a cohort's for those who set its work, one's own for a trainee."""

from __future__ import annotations

from lms.assessments import policies, queries
from lms.assessments.access.work import assignment_for_trainee
from lms.assessments.models import GradeEntry
from lms.cohorts import access as cohorts
from lms.cohorts.queries import enrolment_of
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.errors import NotAllowed


def cohort_to_grade(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort whose gradebook this person keeps."""
    cohort = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_set_work(actor, cohort.place):
        raise NotAllowed
    return cohort


def cohort_to_learn(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort in which this person hands in work."""
    cohort = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_hand_in(actor, cohort.place):
        raise NotAllowed
    return cohort


def is_trainee_of(cohort_id: int, person_id: int) -> bool:
    """Whether somebody is or was enrolled in a cohort."""
    return enrolment_of(person_id, cohort_id) is not None


def own_grade(actor: Actor, assignment_id: int) -> GradeEntry | None:
    """Today's grade of one's own work, once it was released."""
    assignment_for_trainee(actor, assignment_id)
    me = actor.user_id or 0
    submission = queries.submission_of(assignment_id, me)
    if submission is None or assignment_id not in queries.seen_assignments(me):
        return None
    return queries.grade_of(submission.id)
