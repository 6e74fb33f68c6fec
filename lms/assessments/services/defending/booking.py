"""Booking a time, and calling a meeting off."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lms.accounts.models import Person
from lms.assessments import access, queries, rules
from lms.assessments.defence import (
    DefenceWhyNot,
    PointReason,
    State,
    choose_evaluator,
    why_not_book,
    why_not_cancel,
)
from lms.assessments.models import Submission
from lms.assessments.models.defence import Defence, DefenceSlot
from lms.assessments.queries import defence as reads
from lms.assessments.services.defending.points import move_points, terms_of
from lms.core import audit, clock
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.notifications import services as notifications

CODE_DIGITS = 4


def book_defence(actor: Actor, *, assignment_id: int, starts_at: datetime, now: datetime) -> Defence:
    """Book a time for one's work. Who evaluates is chosen among those who are free, and shown shortly before."""
    card = access.assignment_for_trainee(actor, assignment_id)
    terms = terms_of(card.cohort_id, on=clock.local_date(now))
    me = actor.user_id or 0
    with transaction():
        db.session.execute(select(Person.id).where(Person.id == me).with_for_update())  # one booking at a time
        setting = reads.setting(assignment_id)
        if setting is None or not setting.is_open:
            raise Refused(DefenceWhyNot.NO_DEFENCE)
        submission = queries.submission_of(assignment_id, me)
        team = reads.members_of(submission.id) | {me} if submission else {me}
        live, done = reads.counts_of(assignment_id, team)
        if reason := why_not_book(
            locked_at=submission.submitted_at + rules.GRACE if submission else None,
            live=live,
            done=done,
            needed=setting.needed,
            points=reads.balance(me, card.cohort_id, start=terms.start_points),
            starts_at=starts_at,
            now=now,
            terms=terms,
        ):
            raise Refused(reason)
        if submission is None:
            raise Refused(DefenceWhyNot.NOT_HANDED_IN)
        defence = _take_slot(card.cohort_id, submission, team, starts_at, me=me, now=now)
        move_points(
            actor,
            defence,
            cohort_id=card.cohort_id,
            person_id=me,
            delta=-terms.cost,
            why=PointReason.SPENT,
            now=now,
        )
        audit.record(actor, "defence.booked", defence, after={"submission": submission.id})
        _tell_evaluator(defence, now=now)
    return defence


def _take_slot(
    cohort_id: int, submission: Submission, team: set[int], starts_at: datetime, *, me: int, now: datetime
) -> Defence:
    slots = reads.free_slots(cohort_id, after=now, without=team, at=starts_at)
    found = reads.candidates(slots, submission_id=submission.id, author_id=me)
    seed = f"{submission.id}:{submission.version}:{starts_at.isoformat()}"
    shut_out = team | queries.kept_apart(cohort_id, team, assignment_id=submission.assignment_id)
    chosen = choose_evaluator(found, shut_out=shut_out, seed=seed)
    if chosen is None:
        raise Refused(DefenceWhyNot.NOBODY_FREE)
    taken = db.session.execute(
        update(DefenceSlot)
        .where(DefenceSlot.id == chosen.slot_id, DefenceSlot.is_open.is_(True))
        .values(is_open=False)
        .returning(DefenceSlot.id)
    ).first()
    if taken is None:
        raise Refused(DefenceWhyNot.NOBODY_FREE)
    defence = Defence(
        slot_id=chosen.slot_id,
        live_slot_id=chosen.slot_id,
        pair=f"{submission.id}:{chosen.person_id}",
        assignment_id=submission.assignment_id,
        submission_id=submission.id,
        version=submission.version,
        evaluator_id=chosen.person_id,
        author_id=me,
        starts_at=starts_at,
        state=State.BOOKED,
        evaluator_code=_code(),
        author_code=_code(),
    )
    try:
        db.session.add(defence)
        db.session.flush()
    except IntegrityError as error:
        raise Refused(DefenceWhyNot.NOBODY_FREE) from error
    return defence


def _code() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


def _tell_evaluator(defence: Defence, *, now: datetime) -> None:
    text = {
        "ko": "열어 두신 시간에 대면 평가가 잡혔습니다. 상대는 시작 직전에 알려 드립니다.",
        "en": "One of your times was booked for a live defence. You learn with whom shortly before it begins.",
    }
    notifications.tell(
        SYSTEM, person_ids=[defence.evaluator_id], text=text, now=now, path=f"/assignments/defences/{defence.id}"
    )


def cancel_defence(actor: Actor, *, defence_id: int, now: datetime) -> None:
    """Call a meeting off in good time. The author gets the point back; a time stays open unless its owner cancels."""
    _found, card = access.defence_for_partner(actor, defence_id)
    terms = terms_of(card.cohort_id, on=clock.local_date(now))
    with transaction():
        defence = db.session.get_one(Defence, defence_id, with_for_update=True, populate_existing=True)
        if reason := why_not_cancel(State(defence.state), defence.starts_at, now=now, terms=terms):
            raise Refused(reason)
        end_booking(defence, State.CANCELLED)
        if actor.user_id != defence.evaluator_id:
            db.session.get_one(DefenceSlot, defence.slot_id).is_open = True
        give_back(actor, defence, card.cohort_id, cost=terms.cost, now=now)
        audit.record(actor, "defence.cancelled", defence)
        other = defence.author_id if actor.user_id == defence.evaluator_id else defence.evaluator_id
        text = {"ko": "잡혀 있던 대면 평가가 취소되었습니다.", "en": "A live defence of yours was called off."}
        notifications.tell(SYSTEM, person_ids=[other], text=text, now=now, path="/assignments/defences")


def end_booking(defence: Defence, state: State) -> None:
    """Free what a standing meeting holds."""
    defence.state, defence.live_slot_id, defence.pair = state, None, None


def give_back(actor: Actor, defence: Defence, cohort_id: int, *, cost: int, now: datetime) -> None:
    """The author's point comes back."""
    move_points(
        actor,
        defence,
        cohort_id=cohort_id,
        person_id=defence.author_id,
        delta=cost,
        why=PointReason.RETURNED,
        now=now,
    )
