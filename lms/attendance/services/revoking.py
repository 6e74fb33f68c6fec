"""Taking an approval back: the days become again what they were without it, and the ledger keeps both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from lms.attendance import access, queries
from lms.attendance.checkin.types import EventSource
from lms.attendance.marks import MarkSource
from lms.attendance.models import DayMark, RequestRevocation
from lms.attendance.queries import RequestCard
from lms.attendance.requests import rules
from lms.attendance.requests.types import WhyNot
from lms.attendance.rules import DayStatus
from lms.attendance.services.by_hand import take_back_events
from lms.attendance.services.deriving import derive_day
from lms.attendance.services.marking import Place, append, row_of
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.notifications import services as notices


def revoke(actor: Actor, *, request_id: int, reason: str, now: datetime) -> None:
    """Take an approval back, with a reason that the trainee reads. Marks that others made since stay."""
    card, cohort = access.request_for_deciding(actor, request_id)
    with transaction():
        closed = queries.closed_spans(cohort.id)
        why_not = rules.why_not_revoke(
            verdict=card.verdict,
            reason=reason,
            is_closed=any(first <= card.asked.last and card.asked.first <= last for first, last in closed),
        )
        if why_not:
            raise Refused(why_not)
        row = RequestRevocation(at=now, actor_id=actor.user_id, reason=reason.strip(), request_id=card.id)
        row.facts = {"days": _undo(actor, card, row.reason, now=now)}
        db.session.add(row)
        try:
            db.session.flush()
        except IntegrityError as error:
            raise Refused(WhyNot.NOT_APPROVED) from error
        _judge_anew(actor, card, now=now)
        audit.record(actor, "attendance.request_revoked", row, after=row.facts, reason=row.reason)
        text = {
            "ko": f"{card.asked.first} 출결 신청의 승인이 취소되었습니다. 사유: {row.reason}",
            "en": f"The approval of your request for {card.asked.first} was revoked. Reason: {row.reason}",
        }
        path = f"/attendance/requests/{card.id}"
        notices.tell(actor, person_ids=[card.person_id], text=text, now=now, path=path)


def _undo(actor: Actor, card: RequestCard, reason: str, *, now: datetime) -> list[list[str]]:
    """Bring back the events and marks that stood before; each day with its mark before and after."""
    events = queries.events_of_enrolment(card.enrolment_id, since=card.asked.first, until=card.asked.last)
    entered = [
        event
        for cards in events.values()
        for event in cards
        if event.source == EventSource.REQUEST and _is_of(card, event.reason)
    ]
    if entered:
        take_back_events(actor, card.cohort_id, entered, now=now, reason=f"#{card.id} {reason}")
    changed = []
    for day in queries.days_of_request(card.enrolment_id, card.asked.first, card.asked.last):
        history = queries.history_of_day(card.enrolment_id, day)
        if _is_of(card, history[-1].reason) and history[-1].source == MarkSource.REQUEST:
            after = _restore(actor, card, day, history, reason, now=now)
            changed.append([day.isoformat(), history[-1].status, after])
    return changed


def _restore(
    actor: Actor, card: RequestCard, day: date, history: Sequence[DayMark], reason: str, *, now: datetime
) -> str:
    """Append the mark that stood before the request's; where there was none, nobody came: an absence of the door."""
    standing = queries.standing_marks_of_day(card.cohort_id, day).get(card.enrolment_id)
    before = next((row for row in reversed(history[:-1]) if not _is_of(card, row.reason)), None)
    status = DayStatus(before.status) if before else DayStatus.ABSENT
    source = MarkSource(before.source) if before else MarkSource.DOOR
    row = row_of(
        actor,
        Place(card.cohort_id, card.enrolment_id, day),
        status,
        standing,
        now=now,
        source=source,
        reason=f"#{card.id} {reason}",
    )
    if before is not None:
        kept = {"events": before.events, "minutes": before.minutes, "facts": before.facts, "terms_id": before.terms_id}
        row |= kept
    append([row])
    return str(status)


def _judge_anew(actor: Actor, card: RequestCard, *, now: datetime) -> None:
    """Days at the door that are over are judged without the request."""
    for day in queries.days_of_request(card.enrolment_id, card.asked.first, card.asked.last):
        if day < clock.local_date(now):
            derive_day(actor, cohort_id=card.cohort_id, day=day, now=now)


def _is_of(card: RequestCard, reason: str) -> bool:
    return reason.startswith(f"#{card.id} ")
