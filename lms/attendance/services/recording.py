"""Appending events. Callers have asked policies who may; here the database settles that a thing happens once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from lms.attendance.checkin.types import EventFacts, EventKind, Recorded
from lms.attendance.models import AttendanceEvent
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Conflict
from lms.core.transaction import transaction


def _unless_there(insert_of: Any) -> Any:
    """An insert that does nothing where the slot has this turn already; made once: phones come in thousands."""
    table = AttendanceEvent.__table__
    return (
        insert_of(table)
        .on_conflict_do_nothing(index_elements=["enrolment_id", "day", "slot", "turn"])
        .returning(table.c.id)
    )


_INSERTS = {"sqlite": _unless_there(sqlite.insert), "postgresql": _unless_there(postgresql.insert)}
_NEWEST = (
    select(
        AttendanceEvent.id,
        AttendanceEvent.happened_at,
        AttendanceEvent.kind,
        AttendanceEvent.turn,
        AttendanceEvent.is_void,
    )
    .where(
        AttendanceEvent.enrolment_id == bindparam("who"),
        AttendanceEvent.day == bindparam("on"),
        AttendanceEvent.slot == bindparam("at"),
    )
    .order_by(AttendanceEvent.turn.desc())
    .limit(1)
)
Tip = tuple[int, int]
"""The newest row of a slot: its id and its turn."""


class Newest(NamedTuple):
    """The newest row of a slot, whether or not it stands."""

    id: int
    happened_at: datetime
    kind: str
    turn: int
    is_void: bool


def record_event(actor: Actor, facts: EventFacts, *, now: datetime) -> Recorded:
    """Record what a person did, once: a repeated attempt finds the row of the first one and changes nothing."""
    try:
        return _record(actor, facts, now=now)
    except Conflict:
        return _record(actor, facts, now=now)  # the same attempt was quicker elsewhere; its row can be found now


def _record(actor: Actor, facts: EventFacts, *, now: datetime) -> Recorded:
    with transaction():
        newest = _newest(facts)
        if newest is not None and not newest.is_void:
            return Recorded(newest.id, newest.happened_at, EventKind(newest.kind), is_new=False)
        made = _append_once(actor, facts, replaces=newest, now=now)
        if made is None:
            raise Conflict
        after = {"kind": facts.kind, **_who(facts)}
        audit.record(actor, "attendance.event_recorded", ("attendance_event", made), after=after)
    return Recorded(made, facts.happened_at, facts.kind, is_new=True)


def correct_events(
    actor: Actor, every: Sequence[EventFacts], *, now: datetime, reason: str, batch: str = "", is_void: bool = False
) -> int:
    """Record events over whatever stands in their slots, all or none, in one entry of the trail; how many.

    With ``is_void`` the events are taken back. Raises Conflict when someone else changed one of them meanwhile.
    """
    if not every:
        return 0
    with transaction():
        tips = _tips(every)
        rows = [
            {
                **_row(actor, facts, now=now),
                "reason": reason,
                "batch": batch,
                "is_void": is_void,
                "turn": tip[1] + 1 if tip else 0,
                "supersedes_id": tip[0] if tip else None,
            }
            for facts in every
            for tip in [tips.get((facts.enrolment_id, facts.day, facts.slot))]
        ]
        try:
            db.session.execute(insert(AttendanceEvent), rows)
        except IntegrityError as error:
            raise Conflict from error
        audit.record(
            actor,
            "attendance.events_undone" if is_void else "attendance.events_marked",
            ("cohort", every[0].cohort_id),
            after={"events": [{"kind": facts.kind, **_who(facts)} for facts in every], "batch": batch},
            reason=reason,
        )
    return len(rows)


def _append_once(actor: Actor, facts: EventFacts, *, replaces: Newest | None, now: datetime) -> int | None:
    values = {**_row(actor, facts, now=now), "turn": 0, "supersedes_id": None}
    if replaces is not None:
        values |= {"turn": replaces.turn + 1, "supersedes_id": replaces.id}
    connection = db.session.connection()
    made: int | None = connection.execute(_INSERTS[connection.dialect.name], values).scalar()
    return made


def _row(actor: Actor, facts: EventFacts, *, now: datetime) -> dict[str, object]:
    return {
        "at": now,
        "actor_id": actor.user_id,
        "reason": "",
        "cohort_id": facts.cohort_id,
        "enrolment_id": facts.enrolment_id,
        "day": facts.day,
        "kind": facts.kind,
        "happened_at": facts.happened_at,
        "source": facts.source,
        "slot": facts.slot,
        "window_id": facts.window_id,
        "batch": "",
        "is_void": False,
        "signals": facts.signals,
    }


def _newest(facts: EventFacts) -> Newest | None:
    connection = db.session.connection()
    row = connection.execute(_NEWEST, {"who": facts.enrolment_id, "on": facts.day, "at": facts.slot}).first()
    return Newest(*row) if row else None


def _tips(every: Iterable[EventFacts]) -> dict[tuple[int, date, str], Tip]:
    days = {facts.day for facts in every}
    people = {facts.enrolment_id for facts in every}
    rows = db.session.execute(
        select(
            AttendanceEvent.enrolment_id,
            AttendanceEvent.day,
            AttendanceEvent.slot,
            AttendanceEvent.id,
            AttendanceEvent.turn,
        )
        .where(AttendanceEvent.enrolment_id.in_(people), AttendanceEvent.day.in_(days))
        .order_by(AttendanceEvent.turn)
    )
    return {(who, day, slot): (ident, turn) for who, day, slot, ident, turn in rows}


def _who(facts: EventFacts) -> dict[str, object]:
    return {
        "enrolment": facts.enrolment_id,
        "day": facts.day.isoformat(),
        "happened_at": facts.happened_at.isoformat(),
        "source": facts.source,
    }
