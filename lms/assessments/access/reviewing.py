"""Loading what reviewing needs for a person, or raising: work without its author, and rules about pairs."""

from __future__ import annotations

from sqlalchemy import select

from lms.assessments import policies, queries
from lms.assessments.access.work import assignment_for_trainee
from lms.assessments.models import PairRule, Review, Submission
from lms.assessments.types import AssignmentCard, Criterion, Given, WorkForReview
from lms.cohorts import access as cohorts
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound


def work_for_review(actor: Actor, review_id: int) -> tuple[WorkForReview, AssignmentCard, tuple[Criterion, ...]]:
    """The work that this person is to review, by the rubric it was handed out with. The row type has no author."""
    row = db.session.execute(
        select(Review, Submission.alias, Submission.html, Submission.assignment_id)
        .join(Submission, Submission.id == Review.submission_id)
        .where(Review.id == review_id, Review.reviewer_id == actor.user_id)
    ).first()
    if row is None:
        raise NotFound
    review, alias, html, assignment_id = row
    card = assignment_for_trainee(actor, assignment_id)
    _rubric_id, criteria = queries.rubric_of_review(review_id)
    shown = WorkForReview(
        review_id=review.id,
        assignment_id=assignment_id,
        alias=alias,
        html=html,
        given=dict(enumerate(review.levels)) if review.levels else {},
        comment=review.comment,
        is_done=review.done_at is not None,
        comments=dict(enumerate(review.comments or ())),
        draft=_draft(review),
        due_at=review.due_at,
        done_at=review.done_at,
        released_at=review.released_at,
        seconds=review.seconds,
    )
    return shown, card, criteria


def _draft(review: Review) -> Given | None:
    if review.draft is None or review.done_at is not None:
        return None
    kept = review.draft
    return Given(
        {int(number): level for number, level in kept["levels"].items()},
        {int(number): text for number, text in kept["comments"].items()},
        str(kept["comment"]),
        review.seconds,
    )


def cohort_for_trainee(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort for those who learn in it."""
    cohort = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_hand_in(actor, cohort.place):
        raise NotAllowed
    return cohort


def pair_rule_for_lifting(actor: Actor, entry_id: int) -> PairRule:
    """A rule about two people: one's own private word, or one that staff set."""
    rule = db.session.get(PairRule, entry_id)
    if rule is None:
        raise NotFound
    cohort = cohorts.cohort_for_member(actor, rule.cohort_id)
    if rule.is_private and rule.actor_id == actor.user_id:
        return rule
    if rule.is_private or not policies.may_set_work(actor, cohort.place):
        raise NotFound
    return rule
