"""Foresight reaches people in time, once a day at most."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flask import Flask
from sqlalchemy import select

from lms.attendance import queries, services
from lms.attendance.models import RiskNote
from lms.attendance.rules import DayStatus, Risk
from lms.cohorts.queries import cohort
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.notifications.queries import mails_of, notices_of
from tests.attendance.making import days_before_today, mark_days
from tests.world import TODAY, World

S = DayStatus
MORNING = clock.local_moment(TODAY, time(9))


def risk_mails(world: World, who: str) -> list[str]:
    return [mail.body for mail in mails_of(world.people[who]) if mail.key.startswith("attendance.risk:")]


def warn(at: datetime = MORNING) -> int:
    return services.warn_of_risks(SYSTEM, now=at)


def test_three_days_away_reach_trainee_and_instructor_once(app: Flask, world: World) -> None:
    days = days_before_today(world)
    mark_days(world, days[:-3])
    mark_days(world, days[-3:], {"ada": S.ABSENT})
    assert warn() == 1
    assert warn() == 0
    [mail] = risk_mails(world, "ada")
    assert "3" in mail
    assert [notice.path for notice in notices_of(world.people["ada"], most=1)] == [
        f"/attendance/trainees/{world.enrolments['ada']}"
    ]
    assert len(risk_mails(world, "teacher")) == 1
    assert risk_mails(world, "admin") == []
    assert risk_mails(world, "bo") == []


def test_danger_reaches_the_administrator(app: Flask, world: World) -> None:
    days = days_before_today(world)
    mark_days(world, days[:-6])
    mark_days(world, days[-6:], {"ada": S.ABSENT, "bo": S.NO_CHECK_OUT})
    warn()
    assert len(risk_mails(world, "admin")) == 1
    assert db.session.scalars(select(RiskNote.risk)).all() == [Risk.DANGER, Risk.DANGER]


def test_an_excuse_ends_the_row_and_only_rising_steps_speak(app: Flask, world: World) -> None:
    days = days_before_today(world)
    mark_days(world, days[-4:-1], {"ada": S.ABSENT})
    warn(MORNING - timedelta(days=1))
    mark_days(world, days[-1:], {"ada": S.EXCUSED})
    assert warn() == 1
    assert len(risk_mails(world, "ada")) == 1
    found = queries.last_risks(world.ids["running"])
    assert found[world.enrolments["ada"]].risk < Risk.WARNING


def test_nobody_is_woken_at_night(app: Flask, world: World) -> None:
    mark_days(world, days_before_today(world)[-3:], {"ada": S.ABSENT})
    assert warn(clock.local_moment(TODAY, time(3))) == 0
    assert risk_mails(world, "ada") == []


def test_foresight_of_a_class(app: Flask, world: World) -> None:
    days = days_before_today(world)
    mark_days(world, days, {"ada": S.ABSENT})
    card = cohort(world.ids["running"])
    assert card is not None
    found = queries.outlook(card, on=TODAY)
    ada, bo = (found.ahead[world.enrolments[who]] for who in ("ada", "bo"))
    total = len(found.plan.days)
    allowed = total - -(-total * 4 // 5)
    assert ada.left == allowed - len(days)
    assert ada.risk is Risk.LOST
    assert ada.lost_on is None
    assert bo.left == allowed
    ahead = [day for day in found.plan.days if day >= TODAY]
    assert bo.lost_on == ahead[allowed]
