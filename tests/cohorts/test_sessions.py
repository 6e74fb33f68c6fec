"""Sessions planned with a form: per class, in a room or from afar, week by week."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from flask import Flask

from lms.cohorts import queries, services
from lms.cohorts.rules import SessionDraft, why_not_session
from lms.cohorts.types import WhyNot
from lms.core.errors import NotAllowed, NotFound, Refused
from tests.world import TODAY, World, actor

MORNING = SessionDraft(time(9), time(12), "Python", "301", "Min")


def ahead(world: World) -> date:
    return next(card.day for card in queries.class_days(world.ids["running"]) if card.day > TODAY)


def plan(world: World, draft: SessionDraft = MORNING, who: str = "teacher", until: date | None = None) -> int:
    return services.plan_sessions(
        actor(world, who), cohort_id=world.ids["running"], day=ahead(world), draft=draft, repeat_until=until
    )


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (SessionDraft(time(13), time(14), "x", "301"), None),
        (SessionDraft(time(12), time(14), "x", "301"), None),
        (SessionDraft(time(11), time(14), "x", "301", section_id=2), WhyNot.SESSION_ROOM_TAKEN),
        (SessionDraft(time(11), time(14), "x", "302", section_id=2), None),
        (SessionDraft(time(11), time(14), "x", "302", section_id=1), WhyNot.SESSION_CLASS_BUSY),
        (SessionDraft(time(11), time(14), "x", "302"), WhyNot.SESSION_CLASS_BUSY),
        (SessionDraft(time(14), time(14), "x"), WhyNot.SESSION_TIMES),
        (SessionDraft(time(13), time(14), " "), WhyNot.SESSION_UNNAMED),
    ],
)
def test_why_not_session(draft: SessionDraft, expected: WhyNot | None) -> None:
    there = SessionDraft(time(9), time(12), "Python", "301", section_id=1)
    assert why_not_session(draft, [there], is_class_day=True) is expected
    assert why_not_session(draft, [], is_class_day=False) is WhyNot.SESSION_NO_CLASS


def test_a_session_every_week(app: Flask, world: World) -> None:
    first = ahead(world)
    days = {card.day for card in queries.class_days(world.ids["running"])}
    wanted = [day for day in (first + timedelta(weeks=week) for week in range(4)) if day in days]
    assert plan(world, until=first + timedelta(days=22)) == len(wanted)
    found = queries.sessions_between(world.ids["running"], first, first + timedelta(days=60))
    assert sorted(found) == wanted
    with pytest.raises(Refused) as refused:
        plan(world, until=first + timedelta(days=22))
    assert refused.value.reason is WhyNot.SESSION_ROOM_TAKEN
    assert sum(map(len, queries.sessions_between(world.ids["running"], first, max(wanted)).values())) == len(wanted)


def test_changing_and_removing(app: Flask, world: World) -> None:
    plan(world)
    [session] = queries.sessions_between(world.ids["running"], ahead(world), ahead(world))[ahead(world)]
    teacher = actor(world, "teacher")
    afar = SessionDraft(time(10), time(12), "Python", is_remote=True)
    services.change_session(teacher, session_id=session.id, draft=afar)
    [changed] = queries.sessions_between(world.ids["running"], ahead(world), ahead(world))[ahead(world)]
    assert (changed.starts, changed.room, changed.is_remote) == (time(10), "", True)
    services.remove_session(teacher, session_id=session.id)
    assert queries.sessions_between(world.ids["running"], ahead(world), ahead(world)) == {}


@pytest.mark.parametrize(
    ("who", "error"),
    [("mentor", NotAllowed), ("ada", NotAllowed), ("other-teacher", NotFound), ("other-admin", NotFound)],
)
def test_only_its_staff_plans(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        plan(world, who=who)


def test_a_class_of_another_cohort_is_none(app: Flask, world: World) -> None:
    other = queries.sections(world.ids["other"])[0].id
    with pytest.raises(NotFound):
        plan(world, SessionDraft(time(9), time(12), "x", section_id=other))


def test_pages(world: World, sign_in) -> None:
    browser = sign_in("teacher")
    browser.post("/language", data={"language": "en"})
    address = f"/calendar/{world.ids['running']}/days/{ahead(world)}/sessions"
    assert "No sessions yet" in browser.get(address).text
    data = {"starts": "09:00", "ends": "12:00", "title": "Python", "room": "301", "section": "", "is_remote": "y"}
    assert browser.post(address, data={**data, "title": ""}).status_code == 422
    assert browser.post(address, data={**data, "ends": "08:00"}).status_code == 409
    assert browser.post(address, data=data).status_code == 302
    assert browser.post(address, data=data).status_code == 409
    [session] = queries.sessions_between(world.ids["running"], ahead(world), ahead(world))[ahead(world)]
    one = f"/calendar/sessions/{session.id}"
    assert "Python" in browser.get(one).text
    assert browser.post(one, data={**data, "title": "Rust"}).status_code == 302
    assert "Rust" in browser.get(address).text
    assert browser.post(one, data={**data, "title": ""}).status_code == 422
    assert browser.post(f"{one}/remove").status_code == 302
    assert browser.get(one).status_code == 404
