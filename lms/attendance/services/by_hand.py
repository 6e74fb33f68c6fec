"""Staff at the door: marking by hand with a reason, in bulk, and taking the last bulk back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy.exc import IntegrityError

from lms.attendance import access, queries
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource, WhyNot
from lms.attendance.models import SignalReview
from lms.attendance.queries import EventCard
from lms.attendance.services.recording import correct_events
from lms.cohorts import queries as cohorts
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Conflict, NotFound, Refused
from lms.core.transaction import transaction


def mark_by_hand(
    actor: Actor,
    *,
    cohort_id: int,
    day: date,
    enrolment_ids: Sequence[int],
    kind: EventKind,
    at: time,
    reason: str,
    now: datetime,
) -> int:
    """Record that people came, went, went out or came back at a local time, for a reason; how many."""
    cohort = access.cohort_for_marking(actor, cohort_id)
    happened_at = clock.local_moment(day, at)
    if not reason.strip():
        raise Refused(WhyNot.REASON_MISSING)
    if not enrolment_ids:
        raise Refused(WhyNot.NOBODY_CHOSEN)
    if happened_at > now:
        raise Refused(WhyNot.TIME_NOT_OF_THIS_DAY)
    with transaction():
        if day not in {card.day for card in cohorts.class_days(cohort.id, until=day)}:
            raise Refused(WhyNot.NO_CLASS_TODAY)
        own = {trainee.enrolment_id for trainee in cohorts.trainees(cohort.id, on=day, states=None)}
        if not set(enrolment_ids) <= own:
            raise Refused(WhyNot.OTHER_CLASS)
        facts = [
            EventFacts(
                cohort_id=cohort.id,
                enrolment_id=who,
                day=day,
                kind=kind,
                happened_at=happened_at,
                source=EventSource.STAFF,
                slot=slot_of(kind, happened_at),
            )
            for who in dict.fromkeys(enrolment_ids)
        ]
        return correct_events(actor, facts, now=now, reason=reason.strip(), batch=secrets.token_hex(8))


def last_batch(actor: Actor, events: dict[int, list[EventCard]]) -> list[EventCard]:
    """The events of a person's last marking by hand among those that stand; empty when there is none."""
    mine = [card for cards in events.values() for card in cards if card.batch and card.actor_id == (actor.user_id or 0)]
    newest = max(mine, key=lambda card: card.id, default=None)
    return [card for card in mine if newest is not None and card.batch == newest.batch]


def undo_last_batch(actor: Actor, *, cohort_id: int, day: date, now: datetime) -> int:
    """Take back one's last marking by hand of a day: what stood before stands again; how many events that were."""
    cohort = access.cohort_for_marking(actor, cohort_id)
    with transaction():
        taken = last_batch(actor, queries.events_of_day(cohort.id, day))
        if not taken:
            raise Refused(WhyNot.NOTHING_TO_UNDO)
        take_back_events(actor, cohort.id, taken, now=now)
    return len(taken)


def take_back_events(
    actor: Actor, cohort_id: int, taken: Sequence[EventCard], *, now: datetime, reason: str = "undone"
) -> None:
    """Append rows by which what these events replaced stands again; those that replaced nothing are void."""
    before = queries.replaced_by([card.id for card in taken])
    back = [card for card in taken if card.id not in before]
    again = [before[card.id] for card in taken if card.id in before]
    _append(actor, cohort_id, back, now=now, is_void=True, reason=reason)
    _append(actor, cohort_id, again, now=now, is_void=False, reason=reason)


def take_back(actor: Actor, *, cohort_id: int, day: date, event_id: int, reason: str, now: datetime) -> None:
    """Take one event back, for a reason: someone else's phone, a mistake."""
    cohort = access.cohort_for_marking(actor, cohort_id)
    if not reason.strip():
        raise Refused(WhyNot.REASON_MISSING)
    with transaction():
        events = queries.events_of_day(cohort.id, day)
        found = [card for cards in events.values() for card in cards if card.id == event_id]
        if not found:
            raise Refused(WhyNot.NOTHING_TO_UNDO)
        _append(actor, cohort.id, found, now=now, is_void=True, reason=reason.strip())


def settle_signals(actor: Actor, *, cohort_id: int, day: date, event_id: int, reason: str, now: datetime) -> None:
    """Say that a check-in that was worth a look is fine; saying it twice is saying it once."""
    cohort = access.cohort_for_marking(actor, cohort_id)
    with transaction():
        events = queries.events_of_day(cohort.id, day)
        if event_id not in {card.id for cards in events.values() for card in cards}:
            raise NotFound
        if queries.settled_signals([event_id]):
            return
        row = SignalReview(at=now, actor_id=actor.user_id, reason=reason.strip(), event_id=event_id)
        db.session.add(row)
        try:
            db.session.flush()
        except IntegrityError as error:
            raise Conflict from error
        audit.record(actor, "attendance.signals_settled", row, after={"event": event_id}, reason=row.reason)


def _append(
    actor: Actor, cohort_id: int, cards: Sequence[EventCard], *, now: datetime, is_void: bool, reason: str = "undone"
) -> None:
    facts = [
        EventFacts(
            cohort_id=cohort_id,
            enrolment_id=card.enrolment_id,
            day=card.day,
            kind=EventKind(card.kind),
            happened_at=card.happened_at,
            source=EventSource(card.source),
            slot=card.slot,
            signals=dict(card.signals) if card.signals else None,
        )
        for card in cards
    ]
    correct_events(actor, facts, now=now, reason=reason, is_void=is_void)


def slot_of(kind: EventKind, happened_at: datetime) -> str:
    """Coming and going have one slot a day; outings one for each minute."""
    if kind in (EventKind.OUTING, EventKind.RETURN):
        return f"{kind}:{clock.local_time(happened_at):%H%M}"
    return str(kind)
