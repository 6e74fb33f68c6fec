"""Events at the door happen once, are corrected by further rows, and can be taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.attendance import queries, services
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource
from lms.attendance.models import AttendanceEvent
from lms.core.actor import SYSTEM
from lms.core.audit import AuditEntry
from lms.core.db import db
from tests.world import NOW, TODAY, World

AGO = NOW - timedelta(hours=1)


def came(world: World, who: str = "ada", *, at: datetime = AGO, source: EventSource = EventSource.QR) -> EventFacts:
    return EventFacts(
        cohort_id=world.ids["running"],
        enrolment_id=world.enrolments[who],
        day=TODAY,
        kind=EventKind.CHECK_IN,
        happened_at=at,
        source=source,
        slot="check_in",
    )


def entries(action: str) -> int:
    return db.session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.action == action)) or 0


def test_a_repeated_attempt_is_one_row(app: Flask, world: World) -> None:
    first = services.record_event(SYSTEM, came(world), now=NOW)
    again = services.record_event(SYSTEM, came(world, at=NOW), now=NOW)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.event_id == first.event_id
    assert again.happened_at == AGO
    assert db.session.scalar(select(func.count()).select_from(AttendanceEvent)) == 1
    assert entries("attendance.event_recorded") == 1


def test_a_correction_stands_over_the_event_it_corrects(app: Flask, world: World) -> None:
    services.record_event(SYSTEM, came(world), now=NOW)
    earlier = came(world, at=AGO - timedelta(minutes=20), source=EventSource.STAFF)
    assert services.correct_events(SYSTEM, [earlier, came(world, "bo")], now=NOW, reason="phone was empty") == 2
    events = queries.events_of_day(world.ids["running"], TODAY)
    assert [(card.happened_at, card.source) for card in events[world.enrolments["ada"]]] == [
        (AGO - timedelta(minutes=20), "staff")
    ]
    assert len(events[world.enrolments["bo"]]) == 1


def test_what_was_taken_back_can_be_done_again(app: Flask, world: World) -> None:
    services.record_event(SYSTEM, came(world), now=NOW)
    services.correct_events(SYSTEM, [came(world)], now=NOW, reason="somebody else's phone", is_void=True)
    assert queries.events_of_day(world.ids["running"], TODAY) == {}
    again = services.record_event(SYSTEM, came(world), now=NOW)
    assert again.is_new
    rows = db.session.scalars(select(AttendanceEvent).order_by(AttendanceEvent.id)).all()
    assert [(row.turn, row.is_void) for row in rows] == [(0, False), (1, True), (2, False)]
    assert [row.supersedes_id for row in rows] == [None, rows[0].id, rows[1].id]


@pytest.mark.parametrize(("offset", "found"), [(0, 1), (-1, 0), (1, 0)])
def test_events_of_a_trainee_by_day(app: Flask, world: World, offset: int, found: int) -> None:
    services.record_event(SYSTEM, came(world), now=NOW)
    day = TODAY + timedelta(days=offset)
    assert len(queries.events_of_enrolment(world.enrolments["ada"], since=day, until=day)) == found
