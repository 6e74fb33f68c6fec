"""The demonstration shows what has happened by the hour at which it is loaded, and nothing of what is still to come."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from flask import Flask

from lms.accounts.types import NewPerson
from lms.attendance.models import AttendanceEvent, CheckInWindow, RemotePrompt
from lms.cohorts import services as cohorts
from lms.cohorts.models import Cohort, Enrolment
from lms.cohorts.queries import class_days
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.demo import door_life, remote_life
from tests.world import NOW, TODAY, World

MORNING = clock.local_moment(TODAY, time(9))


def load(world: World, hour: time) -> datetime:
    """A class of twelve as the demonstration makes it at an hour of today."""
    cohort = db.session.get_one(Cohort, world.ids["other"])
    for number in range(12):
        cohorts.enrol_newcomer(
            SYSTEM,
            cohort_id=cohort.id,
            newcomer=NewPerson(f"Person {number}", f"demo{number}@example.org"),
            invites=False,
            since=cohort.starts_on,
            now=NOW,
        )
    rows = db.session.query(Enrolment).filter_by(cohort_id=cohort.id).order_by(Enrolment.id)
    trainees = [(row.id, row.person_id) for row in rows]
    now = clock.local_moment(TODAY, hour)
    door_life.days_at_the_door(cohort, trainees, today=TODAY, now=now)
    remote_life.prompt_of_morning(cohort, trainees, today=TODAY, now=now)
    return now


def arrivals(world: World) -> list[datetime]:
    rows = db.session.query(AttendanceEvent).filter_by(cohort_id=world.ids["other"], day=TODAY, kind="check_in")
    return sorted(row.happened_at for row in rows)


@pytest.mark.parametrize(
    ("hour", "some", "everybody"), [(time(5, 33), False, False), (time(9), True, False), (time(15), True, True)]
)
def test_nobody_comes_before_the_hour(app: Flask, world: World, hour: time, some: bool, everybody: bool) -> None:
    now = load(world, hour)
    came = arrivals(world)
    assert (bool(came), len(came) == 10) == (some, everybody)
    assert all(MORNING - timedelta(minutes=15) < moment < now for moment in came)
    windows = db.session.query(CheckInWindow).filter_by(cohort_id=world.ids["other"]).all()
    assert [window.opened_at < now for window in windows] == [True] * some


@pytest.mark.parametrize("hour", [time(0, 1), time(9, 34), time(9, 36), time(23, 59)])
def test_the_last_class_day_is_whole_and_the_prompt_is_over(app: Flask, world: World, hour: time) -> None:
    now = load(world, hour)
    last = [card.day for card in class_days(world.ids["other"], until=TODAY)][-2]
    before = db.session.query(AttendanceEvent).filter_by(cohort_id=world.ids["other"], day=last, source="qr")
    kinds = {kind: before.filter_by(kind=kind).count() for kind in ("check_in", "check_out", "outing", "return")}
    assert kinds["outing"] == kinds["return"] == 1
    assert kinds["check_out"] == 12
    prompt = db.session.query(RemotePrompt).filter_by(cohort_id=world.ids["other"]).one()
    assert prompt.day == (TODAY if hour > time(9, 35) else last)
    assert prompt.closes_at < now
    events = db.session.query(AttendanceEvent).filter_by(cohort_id=world.ids["other"])
    assert [each.kind for each in events if each.happened_at >= now] == []
