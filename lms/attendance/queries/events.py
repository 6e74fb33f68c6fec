"""Reads of events: those that stand, neither replaced nor taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from lms.attendance.models import AttendanceEvent, SignalReview
from lms.attendance.rules import DayEvent, EventKind
from lms.core import clock
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class EventCard:
    """A standing event. ``received_at`` is when we learned of it; ``slot`` and ``turn`` name its place."""

    id: int
    enrolment_id: int
    day: date
    kind: str
    happened_at: datetime
    source: str
    received_at: datetime
    reason: str
    slot: str
    turn: int
    batch: str
    signals: Mapping[str, object] | None
    actor_id: int


_Columns = Select[int, int, date, str, datetime, str, datetime, str, str, int, str, dict[str, object], int]


def _every() -> _Columns:
    return select(
        AttendanceEvent.id,
        AttendanceEvent.enrolment_id,
        AttendanceEvent.day,
        AttendanceEvent.kind,
        AttendanceEvent.happened_at,
        AttendanceEvent.source,
        AttendanceEvent.at,
        AttendanceEvent.reason,
        AttendanceEvent.slot,
        AttendanceEvent.turn,
        AttendanceEvent.batch,
        AttendanceEvent.signals,
        func.coalesce(AttendanceEvent.actor_id, 0),
    )


def _standing() -> _Columns:
    later = aliased(AttendanceEvent)
    return (
        _every()
        .outerjoin(later, later.supersedes_id == AttendanceEvent.id)
        .where(later.id.is_(None), AttendanceEvent.is_void.is_(False))
        .order_by(AttendanceEvent.happened_at, AttendanceEvent.id)
    )


def events_of_day(cohort_id: int, day: date) -> dict[int, list[EventCard]]:
    """Everybody's standing events of a day, by enrolment, in the order in which they happened."""
    found: dict[int, list[EventCard]] = {}
    statement = _standing().where(AttendanceEvent.cohort_id == cohort_id, AttendanceEvent.day == day)
    for row in db.session.execute(statement):
        found.setdefault(row[1], []).append(EventCard(*row))
    return found


def events_of_enrolment(enrolment_id: int, *, since: date, until: date) -> dict[date, list[EventCard]]:
    """A trainee's standing events between two days (both included), by day."""
    found: dict[date, list[EventCard]] = {}
    statement = _standing().where(
        AttendanceEvent.enrolment_id == enrolment_id, AttendanceEvent.day >= since, AttendanceEvent.day <= until
    )
    for row in db.session.execute(statement):
        found.setdefault(row[2], []).append(EventCard(*row))
    return found


def events_of_people(enrolment_ids: Collection[int], days: Collection[date]) -> dict[tuple[int, date], list[EventCard]]:
    """Several trainees' standing events on some days."""
    found: dict[tuple[int, date], list[EventCard]] = {}
    statement = _standing().where(AttendanceEvent.enrolment_id.in_(enrolment_ids), AttendanceEvent.day.in_(days))
    for row in db.session.execute(statement):
        found.setdefault((row[1], row[2]), []).append(EventCard(*row))
    return found


def standing_of_batch(*wanted: ColumnElement[bool]) -> list[EventCard]:
    """The standing events that fit."""
    return [EventCard(*row) for row in db.session.execute(_standing().where(*wanted))]


def as_day_events(cards: Iterable[EventCard], day: date) -> list[DayEvent]:
    """Events as seconds of their day, in whole minutes as the official terminal prints them."""
    midnight = clock.local_moment(day, time(0))
    return [
        DayEvent(
            EventKind(card.kind), max(0, min(86_400, int((card.happened_at - midnight).total_seconds()))) // 60 * 60
        )
        for card in cards
    ]


def settled_signals(event_ids: Collection[int]) -> set[int]:
    """Those of these events that someone has looked at and found fine."""
    return set(db.session.scalars(select(SignalReview.event_id).where(SignalReview.event_id.in_(event_ids))))


def replaced_by(event_ids: Iterable[int]) -> dict[int, EventCard]:
    """What each of these events replaced, where that was an event and not one taken back."""
    later = aliased(AttendanceEvent)
    statement = (
        _every()
        .join(later, later.supersedes_id == AttendanceEvent.id)
        .where(later.id.in_(list(event_ids)), AttendanceEvent.is_void.is_(False))
        .add_columns(later.id)
    )
    return {row[-1]: EventCard(*row[:-1]) for row in db.session.execute(statement)}


def events_between(cohort_id: int, first: date, last: date) -> dict[tuple[int, date], list[EventCard]]:
    """Everybody's standing events from a day to a day (both included), by enrolment and day."""
    found: dict[tuple[int, date], list[EventCard]] = {}
    statement = _standing().where(
        AttendanceEvent.cohort_id == cohort_id, AttendanceEvent.day >= first, AttendanceEvent.day <= last
    )
    for row in db.session.execute(statement):
        found.setdefault((row[1], row[2]), []).append(EventCard(*row))
    return found
