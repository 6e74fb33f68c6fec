"""The calendar and what rests on it: hours of a day, closed unit periods, days that are judged anew."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from flask import Flask

from lms.attendance import queries, services
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource
from lms.attendance.marks import MarkSource
from lms.attendance.rules import DayStatus, policy_from
from lms.cohorts import queries as cohort_queries
from lms.cohorts import services as cohorts
from lms.cohorts.rules import Hours
from lms.cohorts.types import DayKind, WhyNot
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.errors import Refused
from tests.attendance.making import days_before_today, mark_days
from tests.world import NOW, TODAY, World, actor


def decide(world: World, day: date, kind: DayKind = DayKind.CLASS, hours: Hours | None = None) -> None:
    cohorts.decide_day(
        actor(world, "admin"),
        cohort_id=world.ids["running"],
        day=day,
        kind=kind,
        label={},
        reason="as told by the city",
        now=NOW,
        hours=hours,
    )


def hours_of(world: World, day: date) -> tuple[time | None, time | None, list[list[str]]]:
    stored = cohort_queries.day_of(world.ids["running"], day)
    assert stored is not None
    return stored.starts, stored.ends, stored.breaks


def come_and_go(world: World, day: date, came: time, left: time, who: str = "ada") -> None:
    for kind, at in ((EventKind.CHECK_IN, came), (EventKind.CHECK_OUT, left)):
        facts = EventFacts(
            world.ids["running"],
            world.enrolments[who],
            day,
            kind,
            clock.local_moment(day, at),
            EventSource.TERMINAL,
            str(kind),
        )
        services.record_event(SYSTEM, facts, now=NOW)


def mark_of(world: World, day: date, who: str = "ada") -> tuple[str, str, int | None]:
    mark = queries.marks_of_enrolment(world.enrolments[who])[day]
    return mark.status, mark.source, mark.minutes


def test_hours_stay_until_others_are_typed(app: Flask, world: World) -> None:
    day = days_before_today(world)[-1]
    short = Hours(time(10), time(15), (("12:30", "13:00"),))
    decide(world, day, hours=short)
    assert hours_of(world, day) == (time(10), time(15), [["12:30", "13:00"]])
    decide(world, day, DayKind.MAKE_UP)
    assert hours_of(world, day) == (time(10), time(15), [["12:30", "13:00"]])
    decide(world, day, DayKind.HOLIDAY)
    assert hours_of(world, day) == (None, None, [])
    decide(world, day)
    assert hours_of(world, day) == (time(9), time(18), [["12:00", "13:00"]])


@pytest.mark.parametrize(
    "hours",
    [
        Hours(time(18), time(9)),
        Hours(time(9), time(12), (("12:00", "13:00"),)),
        Hours(time(9), time(18), (("13:00", "12:00"),)),
        Hours(time(9), time(18), (("12:00", "13:00"), ("12:30", "14:00"))),
    ],
)
def test_hours_that_do_not_fit_are_refused(app: Flask, world: World, hours: Hours) -> None:
    with pytest.raises(Refused) as refused:
        decide(world, days_before_today(world)[-1], hours=hours)
    assert refused.value.reason is WhyNot.HOURS_UNFIT


def test_a_day_at_the_door_is_judged_anew_by_its_new_hours(app: Flask, world: World) -> None:
    day = days_before_today(world)[-1]
    come_and_go(world, day, time(10), time(15))
    services.derive_day(SYSTEM, cohort_id=world.ids["running"], day=day, now=NOW)
    assert mark_of(world, day) == (DayStatus.LATE_EARLY, MarkSource.DOOR, 240)
    decide(world, day, hours=Hours(time(10), time(15), (("12:00", "13:00"),)))
    assert mark_of(world, day) == (DayStatus.PRESENT, MarkSource.DOOR, 240)


def closed_day(world: World) -> date:
    mark_days(world, days_before_today(world))
    services.close_unit(actor(world, "admin"), cohort_id=world.ids["running"], number=1, now=NOW)
    return days_before_today(world)[0]


def test_a_closed_unit_holds_its_calendar(app: Flask, world: World) -> None:
    day = closed_day(world)
    card = cohort_queries.cohort(world.ids["running"])
    assert card is not None
    before = queries.tallies(card, on=TODAY)
    for kind, hours in ((DayKind.HOLIDAY, None), (DayKind.CLASS, Hours(time(10), time(15), ()))):
        with pytest.raises(Refused) as refused:
            decide(world, day, kind, hours)
        assert refused.value.reason is WhyNot.DAY_HELD
    decide(world, day)
    assert queries.tallies(card, on=TODAY) == before
    sheet = f"날짜,훈련시작시간,훈련종료시간,시작시간,과목\n{day},1000,1500,1000,x\n".encode()
    with pytest.raises(Refused) as refused:
        cohorts.import_timetable(SYSTEM, cohort_id=card.id, data=sheet, now=NOW)
    assert refused.value.reason is WhyNot.DAY_HELD
    with pytest.raises(Refused) as refused:
        cohorts.change_cohort(
            SYSTEM,
            cohort_id=card.id,
            name=card.name,
            starts_on=card.starts_on - timedelta(days=3),
            ends_on=card.ends_on,
            closed={},
            today=TODAY,
        )
    assert refused.value.reason is WhyNot.DAY_HELD


def test_the_page_says_what_rests_on_a_closed_day(world: World, sign_in) -> None:
    day = closed_day(world)
    browser = sign_in("admin")
    browser.post("/language", data={"language": "en"})
    address = f"/calendar/{world.ids['running']}/days/{day}"
    assert "unit period 1" in browser.get(address).text
    answer = browser.post(address, data={"kind": "holiday", "reason": "too late"})
    assert answer.status_code == 409
    assert "too late" in answer.text
    wrong = browser.post(address, data={"kind": "class", "reason": "x", "breaks": "noon"})
    assert wrong.status_code == 422


def test_a_day_off_after_all_counts_for_nothing(app: Flask, world: World) -> None:
    days = days_before_today(world)
    mark_days(world, days, {"bo": DayStatus.ABSENT})
    card = cohort_queries.cohort(world.ids["running"])
    assert card is not None
    decide(world, days[-1], DayKind.HOLIDAY)
    tally = queries.tallies(card, on=TODAY)[world.enrolments["bo"]]
    assert (tally.held, tally.absent) == (len(days) - 1, len(days) - 1)


def test_ordinary_hours_are_those_of_the_policy() -> None:
    assert policy_from({}).hours.seconds == 8 * 3600
