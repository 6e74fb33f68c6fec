"""The deadline ladder: a reminder, the place given back, stand-bys, the instructor's list. Authors never wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from lms.accounts.queries import people_with
from lms.accounts.types import Role
from lms.assessments import rules
from lms.assessments.allocation import Helper, Ladder, Step, call_stand_bys, due_steps
from lms.assessments.models import Assignment, Review, ReviewStep
from lms.assessments.queries.board import Board, ReviewLine, board
from lms.assessments.queries.ladder import ladder_for
from lms.assessments.services.reviewing.allocating import in_reach, locked, place, seed_for
from lms.assessments.types import Allocation, ReviewOrigin
from lms.cohorts import queries as cohorts
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.leases import LeaseRow
from lms.core.transaction import transaction
from lms.notifications import services as notifications

LEAST = 2
WATCHED_FOR = timedelta(days=7)


def climb_ladder(actor: Actor, *, assignment_id: int, now: datetime) -> int:
    """Take every step that is due for an assignment's reviews; how many things happened."""
    with transaction():
        assignment = locked(assignment_id)
        if assignment.allocation != Allocation.QUEUE and assignment.allocated_at is None:
            return 0
        state = board(assignment)
        ladder = ladder_for(assignment)
        due = _due(state.reviews, ladder, now)
        for step, lines in due.items():
            _note_taken(step, lines, now)
        _remind(actor, assignment, due[Step.REMIND], ladder, now)
        _give_back(due[Step.RETURN_LEASE], now)
        called = _call(actor, assignment, ladder, now)
        told = _tell_instructors(actor, assignment, due[Step.TELL_INSTRUCTOR], now)
        happened = sum(len(lines) for lines in due.values()) + called + told
        if happened:
            after = {str(step): len(lines) for step, lines in due.items() if lines} | {"called": called}
            audit.record(actor, "reviews.ladder_climbed", assignment, after=after)
    return happened


def _due(lines: Iterable[ReviewLine], ladder: Ladder, now: datetime) -> dict[Step, list[ReviewLine]]:
    late = [line for line in lines if line.done_at is None and now < line.due_at + WATCHED_FOR]
    rows = db.session.execute(
        select(ReviewStep.review_id, ReviewStep.step).where(ReviewStep.review_id.in_([line.review_id for line in late]))
    )
    taken: dict[int, set[Step]] = {}
    for review_id, step in rows:
        taken.setdefault(review_id, set()).add(Step(step))
    due: dict[Step, list[ReviewLine]] = {step: [] for step in Step}
    for line in late:
        for step in due_steps(line.due_at, now=now, taken=taken.get(line.review_id, set()), ladder=ladder):
            due[step].append(line)
    return due


def _note_taken(step: Step, lines: list[ReviewLine], now: datetime) -> None:
    if lines:
        rows = [{"review_id": line.review_id, "step": str(step), "at": now} for line in lines]
        db.session.execute(insert(ReviewStep), rows)


def _remind(actor: Actor, assignment: Assignment, lines: list[ReviewLine], ladder: Ladder, now: datetime) -> None:
    people = {line.reviewer_id: line for line in lines if line.is_open}
    hours = -ladder.remind // timedelta(hours=1)
    text = {
        "ko": f"‘{assignment.title.get('ko', '')}’ 동료평가 마감까지 {hours}시간이 남지 않았습니다.",
        "en": f"Less than {hours} hours left to give your reviews for “{assignment.title.get('en', '')}”.",
    }
    path = f"/assignments/{assignment.id}/reviewing"
    notifications.tell(actor, person_ids=people, text=text, now=now, path=path)
    for person_id, line in people.items():
        notifications.enqueue(
            actor,
            key=f"review-reminder:{line.review_id}",
            person_id=person_id,
            subject=f"{text['ko']} / {text['en']}",
            body=f"{text['ko']}\n\n{text['en']}\n",
            due_at=now,
        )


def _give_back(lines: list[ReviewLine], now: datetime) -> None:
    """The place is free again; the work keeps its other reviews, and nobody's grade waits for the silent one."""
    held = [line for line in lines if line.is_open]
    if not held:
        return
    db.session.execute(
        update(Review)
        .where(Review.id.in_([line.review_id for line in held]), Review.done_at.is_(None))
        .values(released_at=now, slot=None)
    )
    keys = [f"{line.submission_id}:{line.slot}" for line in held]
    db.session.execute(delete(LeaseRow).where(LeaseRow.kind == "review", LeaseRow.key.in_(keys)))


def _call(actor: Actor, assignment: Assignment, ladder: Ladder, now: datetime) -> int:
    """Those who offered come first; then people who gave theirs are asked, one each, for work below two reviews."""
    if now < assignment.closes_at or now >= assignment.review_closes_at + rules.REVIEWS_UNTIL:
        return 0
    called = 0
    for may_oblige in (False, True):
        state = board(assignment)
        ripe = ladder.call_stand_by if may_oblige else timedelta()
        ids = _short(assignment, state, now=now, ripe=ripe)
        result = call_stand_bys(
            state.waiting(among=ids),
            _helpers(state),
            wanted=assignment.reviews_each,
            least=LEAST,
            seed=seed_for(assignment, f"stand-by {len(state.reviews)}"),
            may_oblige=may_oblige,
        )
        for reviewer, submission_id in result.pairs:
            origin = ReviewOrigin.STAND_BY if may_oblige else ReviewOrigin.EXTRA
            called += _ask(actor, assignment, int(submission_id), int(reviewer), origin=origin, now=now)
    return called


def _short(assignment: Assignment, state: Board, *, now: datetime, ripe: timedelta) -> list[int]:
    """Works for which a stand-by may be called: late work, and so long after somebody let one lapse."""
    lapsed = {
        line.submission_id: line.released_at for line in state.reviews if line.released_at and line.done_at is None
    }
    return [
        ident
        for ident in in_reach(assignment, state, now=now)
        if (ident in lapsed and now >= min(lapsed[ident] or now, assignment.review_closes_at) + ripe)
        or state.submitted_at[ident] > assignment.closes_at
        or ident in state.asks_extra
        or (now >= assignment.review_closes_at + ripe)
    ]


def _helpers(state: Board) -> list[Helper]:
    """People who are there: they have given a review of this assignment and hold none that is late."""
    helpers = []
    for person in state.people():
        lines = list(state.of(person))
        if not any(line.done_at for line in lines) or any(line.released_at for line in lines):
            continue
        extra = [line for line in lines if line.origin in {ReviewOrigin.EXTRA, ReviewOrigin.STAND_BY}]
        helpers.append(
            Helper(
                state.reviewer(person),
                open_duties=sum(line.is_open for line in lines),
                offered=state.offers.get(person, 0),
                extra=len(extra),
                obliged=sum(line.origin == ReviewOrigin.STAND_BY for line in extra),
            )
        )
    return helpers


def _ask(
    actor: Actor, assignment: Assignment, submission_id: int, reviewer: int, *, origin: ReviewOrigin, now: datetime
) -> int:
    due_at = max(now + rules.TERM_OF_STAND_BY, min(assignment.review_closes_at, now + rules.TERM_OF_QUEUE))
    fresh = board(assignment)
    if place(assignment, fresh, submission_id, reviewer, origin=origin, due_at=due_at, now=now) is None:
        return 0
    text = {
        "ko": f"‘{assignment.title.get('ko', '')}’ 과제 하나가 평가를 기다립니다. 하루 안에 도와주십시오.",
        "en": f"A piece of work for “{assignment.title.get('en', '')}” waits for a review. Please help within a day.",
    }
    path = f"/assignments/{assignment.id}/reviewing"
    notifications.tell(actor, person_ids=[reviewer], text=text, now=now, path=path)
    return 1


def _tell_instructors(actor: Actor, assignment: Assignment, lines: list[ReviewLine], now: datetime) -> int:
    """Work that still has fewer than two reviews goes onto the instructor's list, with a notice."""
    works = {line.submission_id for line in lines}
    if not works:
        return 0
    rows = db.session.execute(
        select(Review.submission_id).where(Review.submission_id.in_(works), Review.done_at.is_not(None))
    )
    counts = [row[0] for row in rows]
    short = [ident for ident in works if counts.count(ident) < LEAST]
    if not short:
        return 0
    text = {
        "ko": f"‘{assignment.title.get('ko', '')}’: 평가가 두 개보다 적은 과제 {len(short)}개를 직접 보아 주십시오.",
        "en": f"“{assignment.title.get('en', '')}”: {len(short)} pieces of work have fewer than two reviews.",
    }
    cohort = cohorts.cohort(assignment.cohort_id)
    people = [person.id for person in people_with(Role.INSTRUCTOR, [cohort.place])] if cohort else []
    notifications.tell(actor, person_ids=people, text=text, now=now, path=f"/assignments/{assignment.id}/overview")
    return len(short)
