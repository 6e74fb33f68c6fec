"""Handing out reviews: a balanced round at the close, or the neediest work to whoever asks. Nobody chooses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite

from lms.assessments import access, queries, rules
from lms.assessments.allocation import balanced, next_submission
from lms.assessments.allocation.types import seed_of
from lms.assessments.models import Assignment, Review, ReviewOffer
from lms.assessments.queries.board import Board, board
from lms.assessments.services.handing_in import new_alias
from lms.assessments.types import (
    Allocation,
    LateForm,
    LateRule,
    ReviewerState,
    ReviewOrigin,
    WhyNotReview,
    Window,
)
from lms.core import audit, leases
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction

LEASE = "review"
ANY = 1_000_000


def allocate_reviews(actor: Actor, *, assignment_id: int, now: datetime) -> int:
    """Say who reviews whose work, once; how many reviews that makes. A queue is only declared closed to newcomers."""
    if not actor.is_system:
        access.assignment_for_staff(actor, assignment_id)
    with transaction():
        assignment = locked(assignment_id)
        if assignment.allocated_at is not None:
            return 0
        assignment.allocated_at = now
        if assignment.allocation == Allocation.QUEUE:
            audit.record(actor, "reviews.queue_closed", assignment)
            return 0
        state = board(assignment)
        plan = balanced(state.works(), each=assignment.reviews_each, seed=f"{assignment.id}:1", wishes=state.wishes())
        rows = _rows(assignment, plan.pairs)
        if rows:
            db.session.execute(insert(Review), rows)
        unmet = Counter(str(one.kind) for one in plan.unmet)
        audit.record(actor, "reviews.allocated", assignment, after={"reviews": len(rows), "unmet": dict(unmet)})
    return len(rows)


def _rows(assignment: Assignment, pairs: Iterable[tuple[Any, Any]]) -> list[dict[str, object]]:
    rubric_id, _criteria = queries.rubric(assignment.id)
    taken: Counter[int] = Counter()
    rows: list[dict[str, object]] = []
    for reviewer, submission_id in pairs:
        rows.append(
            {
                "submission_id": submission_id,
                "reviewer_id": reviewer,
                "reviewer_alias": new_alias(),
                "rubric_version_id": rubric_id,
                "due_at": assignment.review_closes_at,
                "comment": "",
                "slot": taken[submission_id],
                "origin": str(ReviewOrigin.ROUND),
            }
        )
        taken[submission_id] += 1
    return rows


def take_next(actor: Actor, *, assignment_id: int, now: datetime) -> int:
    """Give this reviewer the work that needs a review most; the review's id."""
    access.assignment_for_trainee(actor, assignment_id)
    me = actor.user_id or 0
    with transaction():
        assignment = locked(assignment_id)
        state = board(assignment)
        share = state.state_of(me, now=now)
        window = window_of(assignment)
        if reason := why_not_next(assignment, share, now=now):
            raise Refused(reason)
        reach = in_reach(assignment, state, now=now)
        works = state.waiting(among=reach) or state.waiting(among=reach, is_surplus=not share.handed_in)
        chosen = next_submission(works, state.reviewer(me), wanted=ANY, seed=assignment.id)
        if chosen is None:
            raise Refused(WhyNotReview.NOTHING_WAITS)
        is_own_share = share.gave + share.in_hand < share.owes
        origin = ReviewOrigin.QUEUE if is_own_share else ReviewOrigin.EXTRA
        due_at = rules.due_of_next(window, now=now)
        review_id = place(assignment, state, int(chosen), me, origin=origin, due_at=due_at, now=now)
        if review_id is None:
            raise Refused(WhyNotReview.NOTHING_WAITS)
        audit.record(actor, "review.taken", ("review", review_id), after={"origin": str(origin)})
    return review_id


def why_not_next(assignment: Assignment, share: ReviewerState, *, now: datetime) -> WhyNotReview | None:
    """Why somebody with this share gets no work now."""
    return rules.why_not_next(
        share,
        window_of(assignment),
        now=now,
        starts_at=starts_at(assignment),
        takes_anybody=assignment.reviews_without_work,
    )


def place(
    assignment: Assignment,
    state: Board,
    submission_id: int,
    reviewer_id: int,
    *,
    origin: ReviewOrigin,
    due_at: datetime,
    now: datetime,
) -> int | None:
    """Put a review into the work's first free place. None when there is none: the database gives each place once.

    Somebody without work of their own may have the one place more that a work has for them.
    """
    slot = state.free_slot(submission_id, is_surplus=not state.has_work(reviewer_id))
    if slot is None:
        return None
    key = f"{submission_id}:{slot}"
    if leases.claim(LEASE, key, holder_id=reviewer_id, now=now, term=due_at - now) is None:
        return None
    rubric_id, _criteria = queries.rubric(assignment.id)
    made = db.session.execute(
        _upsert(Review)
        .values(
            submission_id=submission_id,
            reviewer_id=reviewer_id,
            reviewer_alias=new_alias(),
            rubric_version_id=rubric_id,
            due_at=due_at,
            comment="",
            slot=slot,
            origin=str(origin),
            seconds=0,
        )
        .on_conflict_do_nothing()
        .returning(Review.id)
    ).first()
    return int(made[0]) if made else None


def offer_extra(actor: Actor, *, assignment_id: int, extra: int, now: datetime) -> None:
    """Offer to give more reviews than one's own share, or take the offer back."""
    access.assignment_for_trainee(actor, assignment_id)
    with transaction():
        assignment = locked(assignment_id)
        if not 0 <= extra <= assignment.extra_reviews:
            raise Refused(WhyNotReview.TOO_MANY_EXTRA)
        statement = _upsert(ReviewOffer).values(
            assignment_id=assignment_id, person_id=actor.user_id, extra=extra, at=now
        )
        db.session.execute(
            statement.on_conflict_do_update(
                index_elements=["assignment_id", "person_id"], set_={"extra": extra, "at": now}
            )
        )
        audit.record(actor, "review.extra_offered", assignment, after={"extra": extra})


def locked(assignment_id: int) -> Assignment:
    """The assignment, held until the end of the transaction: reviews of one assignment are handed out in turn."""
    assignment = db.session.get(Assignment, assignment_id, with_for_update=True, populate_existing=True)
    if assignment is None:
        raise NotFound
    return assignment


def window_of(assignment: Assignment) -> Window:
    """The assignment's dates."""
    return Window(assignment.opens_at, assignment.closes_at, assignment.review_closes_at)


def starts_at(assignment: Assignment) -> datetime:
    """From when the next work may be asked for: at once in a queue, after the round otherwise."""
    if assignment.allocation == Allocation.QUEUE:
        return assignment.opens_at
    return assignment.allocated_at or assignment.closes_at


def in_reach(assignment: Assignment, state: Board, *, now: datetime) -> list[int]:
    """Works that may be given to reviewers now: locked for their authors, and not late without a right to reviews.

    Work that came in within a personal extension is not late.
    """
    is_unreviewed_late = LateRule.read(assignment.late).form is LateForm.UNREVIEWED
    return [
        ident
        for ident, at in state.submitted_at.items()
        if (at + rules.GRACE <= now or now >= assignment.closes_at)
        and not (is_unreviewed_late and state.is_late(ident))
    ]


def seed_for(assignment: Assignment, turn: str) -> int:
    """The seed of a draw within an assignment."""
    return seed_of(assignment.id, turn)


def _upsert(model: Any) -> Any:
    is_postgres = db.session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(model) if is_postgres else sqlite.insert(model)
