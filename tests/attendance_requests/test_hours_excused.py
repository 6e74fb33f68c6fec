"""Excuses for some hours: what the door tells is judged with them, whatever comes first."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask

from lms.attendance import queries, services
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource
from lms.attendance.marks import MarkSource
from lms.attendance.rules import DayStatus, ExcuseKind
from lms.core import clock
from lms.core.actor import SYSTEM
from tests.attendance_requests.test_requests import ahead, ask, decide, mark, mark_of, past
from tests.world import NOW, World

S = DayStatus


def hospital(world: World, day: date, starts: time = time(10), ends: time = time(12), now: datetime = NOW) -> int:
    return ask(world, day, reason=ExcuseKind.ILLNESS, starts=starts, ends=ends, now=now)


def at_the_door(world: World, day: date, *events: tuple[EventKind, time]) -> None:
    now = clock.local_moment(day + timedelta(days=1), time(0))
    for kind, at in events:
        moment = clock.local_moment(day, at)
        slot = str(kind) if kind in (EventKind.CHECK_IN, EventKind.CHECK_OUT) else f"{kind}:{at:%H%M}"
        facts = EventFacts(world.ids["running"], world.enrolments["ada"], day, kind, moment, EventSource.TERMINAL, slot)
        services.record_event(SYSTEM, facts, now=now)


def derive(world: World, day: date) -> None:
    morning = clock.local_moment(day + timedelta(days=1), time(8))
    services.derive_day(SYSTEM, cohort_id=world.ids["running"], day=day, now=max(NOW, morning))


IN, OUT, AWAY, BACK = EventKind.CHECK_IN, EventKind.CHECK_OUT, EventKind.OUTING, EventKind.RETURN


@pytest.mark.parametrize(
    ("events", "starts", "ends", "expected"),
    [
        (((IN, time(8, 55)), (AWAY, time(10)), (BACK, time(12)), (OUT, time(18))), time(10), time(12), S.PRESENT),
        (((IN, time(8, 55)), (AWAY, time(10)), (BACK, time(14)), (OUT, time(18))), time(10), time(12), S.OUTING),
        (((IN, time(12)), (OUT, time(18))), time(9), time(12), S.PRESENT),
        (((IN, time(13)), (OUT, time(18))), time(9), time(12), S.PRESENT),
        (((IN, time(13, 20)), (OUT, time(18))), time(9), time(12), S.LATE),
        (((IN, time(9)), (OUT, time(15))), time(15), time(18), S.PRESENT),
        (((IN, time(12)), (OUT, time(18))), time(10), time(12), S.LATE),
        (((IN, time(15)), (OUT, time(18))), time(9), time(10), S.LATE),
        (((IN, time(15, 1)), (OUT, time(18))), time(9), time(10), S.UNDER_HALF),
    ],
)
@pytest.mark.parametrize("decided_first", [True, False])
def test_a_day_at_the_door_with_excused_hours(
    app: Flask, world: World, *, events, starts: time, ends: time, expected: DayStatus, decided_first: bool
) -> None:
    day = past(world)
    if decided_first:
        decide(world, hospital(world, day, starts, ends))
    at_the_door(world, day, *events)
    derive(world, day)
    if not decided_first:
        decide(world, hospital(world, day, starts, ends))
    assert mark_of(world, day) == (expected, MarkSource.DOOR)


def test_hours_of_a_day_ahead_tell_no_absence(app: Flask, world: World) -> None:
    day = ahead(world)
    request = hospital(world, day)
    card = queries.request(request)
    assert card is not None
    decide(world, request)
    assert mark_of(world, day) is None
    at_the_door(world, day, (IN, time(8, 50)), (AWAY, time(10, 5)), (BACK, time(11, 50)), (OUT, time(18)))
    derive(world, day)
    services.apply_approved(SYSTEM, now=clock.local_moment(day + timedelta(days=1), time(9)))
    assert mark_of(world, day) == (S.PRESENT, MarkSource.DOOR)


@pytest.mark.parametrize(
    ("by_hand", "starts", "ends", "expected"),
    [
        (S.LATE, time(9), time(11), (S.PRESENT, MarkSource.REQUEST)),
        (S.LATE, time(10), time(11), (S.LATE, MarkSource.STAFF)),
        (S.LEFT_EARLY, time(15), time(18), (S.PRESENT, MarkSource.REQUEST)),
        (S.OUTING, time(10), time(12), (S.PRESENT, MarkSource.REQUEST)),
        (S.ABSENT, time(10), time(12), (S.ABSENT, MarkSource.STAFF)),
        (S.ABSENT, time(9), time(18), (S.EXCUSED, MarkSource.REQUEST)),
    ],
)
def test_a_mark_by_hand_loses_what_the_hours_explain(
    app: Flask, world: World, *, by_hand: DayStatus, starts: time, ends: time, expected: tuple[str, str]
) -> None:
    day = past(world)
    mark(world, day, by_hand)
    decide(world, hospital(world, day, starts, ends))
    assert mark_of(world, day) == expected


def test_a_later_roster_changes_what_the_hours_left_open(app: Flask, world: World) -> None:
    day = past(world)
    decide(world, hospital(world, day))
    at_the_door(world, day, (IN, time(9)), (OUT, time(18)))
    derive(world, day)
    assert mark_of(world, day) == (S.PRESENT, MarkSource.DOOR)
