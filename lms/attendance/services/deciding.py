"""Staff decide requests; what is approved becomes events and marks, now or when its day comes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from lms.attendance import access, queries
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource
from lms.attendance.marks import MarkSource
from lms.attendance.queries import DayChange, Outcome, RequestCard
from lms.attendance.requests import rules
from lms.attendance.requests.types import RequestKind, Verdict, WhyNot
from lms.attendance.rules import EXCUSE_LABELS
from lms.attendance.services.asking import store_decision
from lms.attendance.services.deriving import derive_day
from lms.attendance.services.marking import mark_attendance
from lms.attendance.services.recording import correct_events
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.files import purge
from lms.core.transaction import transaction
from lms.notifications import services as notices

LOOKS_BACK = timedelta(days=21)
log = logging.getLogger(__name__)


def decide(
    actor: Actor, *, cohort_id: int, request_ids: Sequence[int], verdict: Verdict, reason: str, now: datetime
) -> int:
    """Approve or decline requests, all or none; how many. Each trainee gets a notice; approval marks the days."""
    cohort = access.cohort_for_marking(actor, cohort_id)
    if not request_ids:
        raise Refused(WhyNot.NOBODY_CHOSEN)
    with transaction():
        cards = queries.requests_by_id(cohort.id, set(request_ids))
        if len(cards) != len(set(request_ids)):
            raise NotFound
        for card in cards:
            if why_not := rules.why_not_decide(
                is_open=card.verdict is None, is_decline=verdict is Verdict.DECLINED, reason=reason
            ):
                raise Refused(why_not)
            _decide_one(actor, cohort, card, verdict, reason=reason.strip(), now=now)
    return len(cards)


def _decide_one(
    actor: Actor, cohort: CohortCard, card: RequestCard, verdict: Verdict, *, reason: str, now: datetime
) -> None:
    outcome = None
    if verdict is Verdict.APPROVED:
        outcome = queries.outcomes(cohort, [card], today=clock.local_date(now))[card.id]
    facts = _facts(outcome) if outcome else None
    store_decision(actor, card, verdict, reason=reason, facts=facts, now=now)
    if outcome is not None:
        _carry_out(actor, card, outcome.changes, now=now)
    audit.record(
        actor,
        "attendance.request_approved" if verdict is Verdict.APPROVED else "attendance.request_declined",
        ("attendance_request", card.id),
        after=facts,
        reason=reason,
    )
    notices.tell(actor, person_ids=[card.person_id], text=_notice(card, verdict, reason), now=now, path=_path(card))


def _carry_out(actor: Actor, card: RequestCard, changes: Sequence[DayChange], *, now: datetime) -> None:
    """Enter the corrected events; mark the days that are here. Later days are marked when they come; excused hours
    are part of what a day at the door is judged by, unless someone marked that day by hand."""
    if card.asked.kind is RequestKind.CORRECTION:
        _enter_events(actor, card, now=now)
    today = clock.local_date(now)
    if card.asked.is_part_of_a_day:
        _explain_hours(actor, card, changes, today=today, now=now)
        return
    for change in changes:
        if change.day < today or (change.day == today and card.asked.is_all_day):
            _mark(actor, card, change, now=now)


def _explain_hours(
    actor: Actor, card: RequestCard, changes: Sequence[DayChange], *, today: date, now: datetime
) -> None:
    """Judge a day that is over with the excused hours; a mark by hand is replaced where they explain it."""
    day = card.asked.first
    if day >= today:
        return
    known = queries.standing_marks_of_day(card.cohort_id, day).get(card.enrolment_id)
    if known is None or known.source == MarkSource.DOOR:
        derive_day(actor, cohort_id=card.cohort_id, day=day, now=now)
        return
    for change in changes:
        _mark(actor, card, change, now=now)


def _mark(actor: Actor, card: RequestCard, change: DayChange, *, now: datetime) -> None:
    mark_attendance(
        actor,
        cohort_id=card.cohort_id,
        day=change.day,
        statuses={card.enrolment_id: change.after},
        source=MarkSource.REQUEST,
        minutes=None if change.minutes is None else {card.enrolment_id: change.minutes},
        reason=f"#{card.id} {EXCUSE_LABELS[card.asked.reason]}",
        now=now,
    )


def _enter_events(actor: Actor, card: RequestCard, *, now: datetime) -> None:
    times = ((EventKind.CHECK_IN, card.asked.starts), (EventKind.CHECK_OUT, card.asked.ends))
    facts = [
        EventFacts(
            cohort_id=card.cohort_id,
            enrolment_id=card.enrolment_id,
            day=card.asked.first,
            kind=kind,
            happened_at=clock.local_moment(card.asked.first, at),
            source=EventSource.REQUEST,
            slot=str(kind),
        )
        for kind, at in times
        if at is not None
    ]
    correct_events(actor, facts, now=now, reason=f"#{card.id} {EXCUSE_LABELS[card.asked.reason]}")


def _facts(outcome: Outcome) -> dict[str, object]:
    return {
        "days": [change.day.isoformat() for change in outcome.changes],
        "beyond": [day.isoformat() for day in outcome.beyond],
        "credited": list(outcome.effect.credited),
        "held": list(outcome.effect.held),
        "left": list(outcome.effect.left),
    }


def _notice(card: RequestCard, verdict: Verdict, reason: str) -> dict[str, str]:
    first = card.asked.first
    korean, english = f"{first.year}. {first.month}. {first.day}.", f"{first.day} {first:%b %Y}"
    if verdict is Verdict.APPROVED:
        return {"ko": f"{korean} 출결 신청이 승인되었습니다.", "en": f"Your request for {english} was approved."}
    return {
        "ko": f"{korean} 출결 신청이 반려되었습니다. 사유: {reason}",
        "en": f"Your request for {english} was declined. Reason: {reason}",
    }


def _path(card: RequestCard) -> str:
    return f"/attendance/requests/{card.id}"


def apply_approved(actor: Actor, *, now: datetime) -> int:
    """Mark the days of approved requests that have come since; how many. A day is marked by a request once, so what
    staff change afterwards stays."""
    today = clock.local_date(now)
    marked = 0
    approved = queries.approved_since(today - LOOKS_BACK, until=today)
    cards = [card for card in approved if not card.asked.is_part_of_a_day]
    done = queries.days_marked_by_request({card.enrolment_id for card in cards}, since=today - LOOKS_BACK)
    for card in cards:
        cohort = cohorts.cohort(card.cohort_id)
        days = {date.fromisoformat(day) for day in card.facts.get("days", [])}
        until = today if card.asked.is_all_day else today - timedelta(days=1)
        due = {day for day in days if day <= until and (card.enrolment_id, day) not in done}
        if cohort is None or not due:
            continue
        try:
            marked += _apply_one(actor, cohort, card, due, now=now)
        except Exception:
            db.session.rollback()
            log.exception("request %s could not be applied", card.id)
    return marked


def _apply_one(actor: Actor, cohort: CohortCard, card: RequestCard, due: set[date], *, now: datetime) -> int:
    with transaction():
        outcome = queries.outcomes(cohort, [card], today=clock.local_date(now))[card.id]
        changes = [change for change in outcome.changes if change.day in due]
        for change in changes:
            _mark(actor, card, change, now=now)
    return len(changes)


def purge_papers(actor: Actor, *, now: datetime) -> int:
    """Forget papers of requests decided longer ago than the centre keeps them; how many."""
    forgotten = 0
    for card, file in queries.papers_to_purge():
        cohort = cohorts.cohort(card.cohort_id)
        if cohort is None or card.decided_at is None:
            continue
        kept = timedelta(days=queries.request_terms(cohort, on=clock.local_date(now)).papers_kept)
        if card.decided_at + kept > now:
            continue
        with transaction():
            purge(db.session.merge(file), now=now)
            audit.record(actor, "attendance.paper_purged", ("attendance_request", card.id))
        forgotten += 1
    return forgotten
