"""Marking a class's day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.attendance import queries, services
from lms.attendance.marks import WhyNot
from lms.attendance.models import DayMark
from lms.attendance.rules import DayStatus
from lms.cohorts.queries import class_days
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from tests.world import NOW, TODAY, World, actor


def last_class_day(world: World) -> date:
    return class_days(world.ids["running"], until=TODAY - timedelta(days=1))[-1].day


def mark(world: World, who: str, day: date, statuses: dict[str, DayStatus], reason: str = "") -> int:
    marks = {world.enrolments[name]: status for name, status in statuses.items()}
    person = actor(world, who)
    return services.mark_attendance(
        person, cohort_id=world.ids["running"], day=day, statuses=marks, now=NOW, reason=reason
    )


def test_saving_twice_is_saving_once(app: Flask, world: World) -> None:
    day = last_class_day(world)
    assert mark(world, "teacher", day, {"ada": DayStatus.LATE, "bo": DayStatus.PRESENT}) == 2
    assert mark(world, "teacher", day, {"ada": DayStatus.LATE, "bo": DayStatus.PRESENT}) == 0
    assert db.session.scalar(select(func.count()).select_from(DayMark)) == 2


def test_a_correction_needs_a_reason_and_keeps_the_old_mark(app: Flask, world: World) -> None:
    day = last_class_day(world)
    mark(world, "teacher", day, {"ada": DayStatus.ABSENT})
    with pytest.raises(Refused) as refused:
        mark(world, "teacher", day, {"ada": DayStatus.EXCUSED})
    assert refused.value.reason is WhyNot.REASON_MISSING
    assert mark(world, "teacher", day, {"ada": DayStatus.EXCUSED}, reason="medical note") == 1
    history = queries.history_of_day(world.enrolments["ada"], day)
    assert [row.status for row in history] == ["absent", "excused"]
    assert history[1].supersedes_id == history[0].id


@pytest.mark.parametrize(("who", "error"), [("ada", NotAllowed), ("mentor", NotAllowed), ("other-teacher", NotFound)])
def test_only_its_own_staff_mark_a_class(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        mark(world, who, last_class_day(world), {"ada": DayStatus.PRESENT})


def test_a_stranger_on_the_sheet_spoils_the_whole_sheet(app: Flask, world: World) -> None:
    with pytest.raises(Refused) as refused:
        mark(world, "teacher", last_class_day(world), {"ada": DayStatus.PRESENT, "outsider": DayStatus.PRESENT})
    assert refused.value.reason is WhyNot.NOT_OF_THIS_COHORT
    assert db.session.scalar(select(func.count()).select_from(DayMark)) == 0


def test_the_future_and_days_off_cannot_be_marked(app: Flask, world: World) -> None:
    ahead = next(card.day for card in class_days(world.ids["running"]) if card.day > TODAY)
    for day, reason in ((ahead, WhyNot.IN_THE_FUTURE), (TODAY - timedelta(days=300), WhyNot.NO_CLASS_DAY)):
        with pytest.raises(Refused) as refused:
            services.mark_attendance(SYSTEM, cohort_id=world.ids["running"], day=day, statuses={}, now=NOW)
        assert refused.value.reason is reason


def test_the_sheet_of_a_page_is_stored(app: Flask, world: World, sign_in) -> None:
    day = last_class_day(world)
    data = {f"mark-{world.enrolments['ada']}": "late"}
    answer = sign_in("teacher").post(f"/attendance/{world.ids['running']}/{day}", data=data)
    assert answer.status_code == 302
    assert queries.marks_of_day(world.ids["running"], day)[world.enrolments["ada"]][1] == "late"
