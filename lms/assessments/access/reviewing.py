"""Loading what reviewing needs for a person, or raising: work without its author, and rules about pairs."""

from __future__ import annotations

from sqlalchemy import select

from lms.assessments import anonymity, policies, queries
from lms.assessments.access.work import assignment_for_trainee
from lms.assessments.models import Assignment, PairRule, Review, Submission
from lms.assessments.types import Anonymity, AssignmentCard, Criterion, Given, WorkForReview
from lms.assessments.types.handing_in import Version
from lms.assessments.types.work import FileShown, HandedIn
from lms.cohorts import access as cohorts
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound


def work_for_review(actor: Actor, review_id: int) -> tuple[WorkForReview, AssignmentCard, tuple[Criterion, ...]]:
    """The work that this person is to review, by the rubric it was handed out with. The row type has no author."""
    row = db.session.execute(
        select(Review, Submission.alias, Submission.assignment_id, Assignment.anonymity)
        .join(Submission, Submission.id == Review.submission_id)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .where(Review.id == review_id, Review.reviewer_id == actor.user_id)
    ).first()
    if row is None:
        raise NotFound
    review, secret, assignment_id, mode = row
    card = assignment_for_trainee(actor, assignment_id)
    version = queries.reviewed_version(review.submission_id)
    if version is None:
        raise NotFound
    names = queries.names_of_members([review.submission_id]).get(review.submission_id, [])
    _rubric_id, criteria = queries.rubric_of_review(review_id)
    shown = WorkForReview(
        review_id=review.id,
        assignment_id=assignment_id,
        alias=anonymity.author_shown(Anonymity(mode), secret=secret, viewer_id=actor.user_id, names=names),
        html=version.html,
        given=dict(enumerate(review.levels)) if review.levels else {},
        comment=review.comment,
        is_done=review.done_at is not None,
        comments=dict(enumerate(review.comments or ())),
        draft=_draft(review),
        due_at=review.due_at,
        done_at=review.done_at,
        released_at=review.released_at,
        seconds=review.seconds,
        handed_in=_handed_in(version, Anonymity(mode), anonymity.pseudonym(secret, actor.user_id)),
    )
    return shown, card, criteria


def _handed_in(version: Version, mode: Anonymity, label: str) -> HandedIn:
    files = tuple(
        FileShown(
            number,
            anonymity.file_shown(mode, label=label, number=number, name=note.name, media_type=note.media_type),
            note.size,
        )
        for number, note in enumerate(version.files, 1)
    )
    address = version.repository if anonymity.shows_repository(mode) else ""
    return HandedIn(files, address, version.commit_id)


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
