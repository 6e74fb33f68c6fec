"""Rules of reviewing: who may take the next work, when a review may still be given or changed, what is worth a hint."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from lms.assessments.types import CareHint, Criterion, Given, ReviewerState, WhyNot, WhyNotReview, Window

CHANGES_FOR = timedelta(minutes=30)
TERM_OF_QUEUE = timedelta(hours=48)
TERM_OF_STAND_BY = timedelta(hours=24)
SHORTEST_TERM = timedelta(hours=12)
REVIEWS_UNTIL = timedelta(hours=72)
"""After the deadline: how long stand-bys and latecomers may still give a review."""
SHORTEST_COMMENT = 10
SHORTEST_CRITERION_COMMENT = 5
LONGEST_COMMENT = 8_000
CAREFUL_COMMENT = 60
CAREFUL_SECONDS = 90


def why_not_next(
    state: ReviewerState, window: Window, *, now: datetime, starts_at: datetime, takes_anybody: bool = False
) -> WhyNotReview | None:
    """The next work goes to people who handed in their own, hold no other, and have some of their share left.

    ``takes_anybody``: also to those who handed in nothing, once they no longer can; nobody reads others' work first.
    """
    if not state.handed_in:
        if state.may_still_hand_in:
            return WhyNotReview.OWN_WORK_FIRST
        if not takes_anybody:
            return WhyNotReview.NOT_HANDED_IN
    if now < starts_at:
        return WhyNotReview.NOT_STARTED
    if now >= window.review_closes_at + REVIEWS_UNTIL:
        return WhyNotReview.REVIEWING_OVER
    if state.in_hand:
        return WhyNotReview.ONE_IN_HAND
    return WhyNotReview.SHARE_GIVEN if state.rest <= 0 else None


def why_not_give(window: Window, *, now: datetime, done_at: datetime | None) -> WhyNotReview | None:
    """A review may be given until stand-bys are done too, and changed for half an hour; then it stands."""
    if done_at is not None:
        return WhyNotReview.STANDS if now >= done_at + CHANGES_FOR else None
    return WhyNotReview.REVIEWING_OVER if now >= window.review_closes_at + REVIEWS_UNTIL else None


def why_not_complete(criteria: Sequence[Criterion], given: Given) -> WhyNot | WhyNotReview | None:
    """Every criterion gets one of its levels, those that ask for it a comment, and the author a sentence."""
    for number, criterion in enumerate(criteria):
        if number not in given.levels or not 0 <= given.levels[number] < len(criterion.levels):
            return WhyNot.NOT_ALL_CRITERIA
    for number, criterion in enumerate(criteria):
        if criterion.comment and len(given.comments.get(number, "").strip()) < SHORTEST_CRITERION_COMMENT:
            return WhyNotReview.CRITERION_COMMENT
    texts = (given.comment, *given.comments.values())
    if any(len(text) > LONGEST_COMMENT for text in texts):
        return WhyNot.TOO_LONG
    return WhyNot.COMMENT_MISSING if len(given.comment.strip()) < SHORTEST_COMMENT else None


def care_hints(given: Given, *, earlier_comments: Collection[str] = ()) -> tuple[CareHint, ...]:
    """What the reviewer may want to look at again; ``earlier_comments`` are those of their other reviews."""
    comment = " ".join(given.comment.split())
    checks = (
        (CareHint.SHORT_COMMENT, len(comment) < CAREFUL_COMMENT and not any(given.comments.values())),
        (CareHint.ALL_THE_SAME, len(given.levels) > 2 and len(set(given.levels.values())) == 1),
        (CareHint.QUICK, 0 < given.seconds < CAREFUL_SECONDS),
        (CareHint.REPEATED, comment in {" ".join(text.split()) for text in earlier_comments}),
    )
    return tuple(hint for hint, applies in checks if applies)


def due_of_next(window: Window, *, now: datetime) -> datetime:
    """Until when somebody who takes the next work holds it: two days, never past the deadline when there is time."""
    if now + SHORTEST_TERM > window.review_closes_at:
        return now + TERM_OF_STAND_BY
    return min(now + TERM_OF_QUEUE, window.review_closes_at)


def places_of(reviews_each: int, heads: int, *, asks_extra: bool, is_surplus: bool = False) -> int:
    """How many reviews a submission gets: as many as its authors give, and one more when peers are far apart.

    ``is_surplus``: one more again for somebody who reviews without work of their own, so that there is work for them.
    """
    return reviews_each * heads + int(asks_extra) + int(is_surplus)


def levels_in_order(levels: Mapping[int, int], count: int) -> list[int]:
    """The chosen levels as a list, one a criterion."""
    return [levels[number] for number in range(count)]
