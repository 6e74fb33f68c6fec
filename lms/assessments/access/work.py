"""Loading assignments and work for a person, or raising. Reviewers get work without its author, and the other way."""

from __future__ import annotations

from sqlalchemy import select

from lms.assessments import policies, queries, rules
from lms.assessments.models import Assignment, Submission
from lms.assessments.types import AssignmentCard, ReviewShown
from lms.cohorts import access as cohorts
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound


def assignment_for_member(actor: Actor, assignment_id: int) -> AssignmentCard:
    """An assignment for anyone of its cohort."""
    card = queries.card(assignment_id)
    if card is None:
        raise NotFound
    cohorts.cohort_for_member(actor, card.cohort_id)
    return card


def assignment_for_trainee(actor: Actor, assignment_id: int) -> AssignmentCard:
    """An assignment for those who hand in work."""
    card = queries.card(assignment_id)
    if card is None:
        raise NotFound
    cohort = cohorts.cohort_for_member(actor, card.cohort_id)
    if not policies.may_hand_in(actor, cohort.place):
        raise NotAllowed
    return card


def assignment_for_staff(actor: Actor, assignment_id: int) -> AssignmentCard:
    """An assignment with all its work, for those who set it."""
    card = queries.card(assignment_id)
    if card is None:
        raise NotFound
    cohort = cohorts.cohort_for_member(actor, card.cohort_id)
    if not policies.may_set_work(actor, cohort.place):
        raise NotAllowed
    return card


def reviews_for_author(actor: Actor, assignment_id: int) -> list[ReviewShown]:
    """The reviews of one's own work. The row type has no reviewer."""
    submission = queries.submission_of(assignment_id, actor.user_id or 0)
    if submission is None:
        return []
    shown = []
    for alias, levels, comment, stored in queries.done_reviews(submission.id):
        criteria = queries.criteria_from(stored)
        shown.append(ReviewShown(alias, tuple(levels), rules.score(criteria, levels), comment))
    return shown


def submission_for_staff(actor: Actor, submission_id: int) -> tuple[Submission, AssignmentCard]:
    """A piece of work with its author, for those who set it."""
    submission = db.session.get(Submission, submission_id)
    if submission is None:
        raise NotFound
    return submission, assignment_for_staff(actor, submission.assignment_id)


def brief_of(assignment_id: int) -> dict[str, str]:
    """The brief as safe HTML in both languages; the caller has loaded the assignment for its person."""
    html = db.session.scalar(select(Assignment.brief_html).where(Assignment.id == assignment_id))
    return dict(html or {})
