"""Giving a review: drafts that save themselves, then a row of the ledger that may be changed for half an hour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from lms.assessments import access, queries, rules
from lms.assessments.events import ReviewGiven
from lms.assessments.models import Review, ReviewEntry
from lms.assessments.queries.board import board
from lms.assessments.services.reviewing.allocating import LEASE, locked
from lms.assessments.types import Criterion, Given, WhyNotReview
from lms.core import audit, leases
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction

LONGEST_SITTING = 4 * 60 * 60


def keep_review_draft(actor: Actor, *, review_id: int, given: Given, now: datetime) -> None:
    """Keep what the reviewer has filled in so far; nobody else sees it."""
    with transaction():
        _work, card, _criteria = access.work_for_review(actor, review_id)
        review = db.session.get_one(Review, review_id, with_for_update=True, populate_existing=True)
        if review.done_at is not None:
            raise Refused(WhyNotReview.STANDS)
        if reason := rules.why_not_give(card.window, now=now, done_at=None):
            raise Refused(reason)
        kept = asdict(given)
        review.draft = {
            "levels": {str(number): level for number, level in kept["levels"].items()},
            "comments": {str(number): text for number, text in kept["comments"].items()},
            "comment": given.comment[: rules.LONGEST_COMMENT],
        }
        review.seconds = _seconds(review, given)
        audit.record(actor, "review.drafted", review)


def give_review(
    actor: Actor,
    *,
    review_id: int,
    levels: Mapping[int, int],
    comment: str,
    now: datetime,
    comments: Mapping[int, str] | None = None,
    seconds: int = 0,
) -> None:
    """Give a review, or change it within half an hour. The same review sent again changes nothing."""
    given = Given(levels, comments or {}, comment, seconds)
    with transaction() as unit:
        work, card, criteria = access.work_for_review(actor, review_id)
        if reason := rules.why_not_complete(criteria, given):
            raise Refused(reason)
        review = db.session.get_one(Review, review_id, with_for_update=True, populate_existing=True)
        if reason := rules.why_not_give(card.window, now=now, done_at=review.done_at):
            raise Refused(reason)
        if review.released_at is not None:
            _take_back(review, work.assignment_id)
        if not _enter(actor, review, criteria, given, now):
            return
        leases.release(LEASE, f"{review.submission_id}:{review.slot}", holder_id=review.reviewer_id)
        audit.record(actor, "review.given", review, after={"levels": review.levels})
        unit.note(ReviewGiven(at=now, review_id=review_id, assignment_id=work.assignment_id))


def _take_back(review: Review, assignment_id: int) -> None:
    """A latecomer's review is welcome as long as nobody else has taken its place."""
    state = board(locked(assignment_id))
    slot = state.free_slot(review.submission_id)
    if slot is None:
        raise Refused(WhyNotReview.LAPSED)
    review.slot, review.released_at = slot, None


def _enter(actor: Actor, review: Review, criteria: tuple[Criterion, ...], given: Given, now: datetime) -> bool:
    levels = rules.levels_in_order(given.levels, len(criteria))
    comments = [given.comments.get(number, "").strip() for number in range(len(criteria))]
    comment = given.comment.strip()
    before = queries.standing_review(review.id)
    if before is not None and (before.levels, before.comments, before.comment) == (levels, comments, comment):
        return False
    review.seconds = _seconds(review, given)
    rubric_id = queries.rubric_of_review(review.id)[0]
    db.session.add(
        ReviewEntry(
            at=now,
            actor_id=actor.user_id,
            review_id=review.id,
            turn=before.turn + 1 if before else 1,
            supersedes_id=before.id if before else None,
            rubric_version_id=rubric_id,
            levels=levels,
            comments=comments,
            comment=comment,
            seconds=review.seconds,
        )
    )
    review.levels, review.comments, review.comment = levels, comments, comment
    review.done_at = review.done_at or now
    review.draft = None
    return True


def _seconds(review: Review, given: Given) -> int:
    """Time with the form open adds up over sittings; the form tells the whole of it."""
    return min(max(review.seconds or 0, given.seconds), LONGEST_SITTING)
