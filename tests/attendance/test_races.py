"""Two people at once, on real connections: the database decides, and one mark, one event stands."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import time

import pytest
from flask import Flask
from sqlalchemy import select

from lms.attendance import queries, services
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource
from lms.attendance.models import AttendanceEvent, DayMark
from lms.attendance.rules import DayStatus
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import Conflict
from tests.attendance.making import days_before_today
from tests.world import NOW, World, actor

S = DayStatus


def at_once(app: Flask, actions: list[Callable[[], object]]) -> list[object]:
    def run(action: Callable[[], object]) -> object:
        with app.app_context():
            try:
                return action()
            except Conflict:
                return "conflict"
            finally:
                db.session.remove()

    db.session.remove()
    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


@pytest.mark.parametrize("words", [(S.PRESENT, S.PRESENT), (S.PRESENT, S.LATE), (S.ABSENT, S.PRESENT)])
def test_the_first_mark_of_a_day_by_two_at_once(app: Flask, world: World, words: tuple[S, S]) -> None:
    day = days_before_today(world)[-1]
    who = [world.enrolments[name] for name in ("ada", "bo")]
    people = [actor(world, "teacher"), actor(world, "admin")]

    def marking(number: int) -> Callable[[], object]:
        return lambda: services.mark_attendance(
            people[number % 2],
            cohort_id=world.ids["running"],
            day=day,
            statuses=dict.fromkeys(who, words[number % 2]),
            now=NOW,
            reason="both at once",
        )

    done = at_once(app, [marking(number) for number in range(6)])
    assert set(map(str, done)) <= {"0", "2", "conflict"}
    assert done.count(2) >= 1
    rows = db.session.scalars(select(DayMark).where(DayMark.day == day)).all()
    for enrolment in who:
        own = [row for row in rows if row.enrolment_id == enrolment]
        assert len([row for row in own if row.supersedes_id is None]) == 1
        assert len(own) - len({row.supersedes_id for row in own} - {None}) == 1
        assert queries.marks_of_day(world.ids["running"], day)[enrolment][1] in words
    if words[0] == words[1]:
        assert len(rows) == 2


def test_the_same_event_by_six_at_once_is_one(app: Flask, world: World) -> None:
    day = days_before_today(world)[-1]
    facts = EventFacts(
        world.ids["running"],
        world.enrolments["ada"],
        day,
        EventKind.CHECK_IN,
        clock.local_moment(day, time(9)),
        EventSource.QR,
        "check_in",
    )
    done = at_once(app, [lambda: services.record_event(SYSTEM, facts, now=NOW)] * 6)
    assert sorted(each.is_new for each in done) == [False] * 5 + [True]
    assert len({each.event_id for each in done}) == 1
    assert len(db.session.scalars(select(AttendanceEvent).where(AttendanceEvent.day == day)).all()) == 1
