"""The pages of the door, as browsers see them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from lms.attendance import queries, services
from lms.attendance.checkin import codes
from lms.attendance.checkin.types import Purpose
from lms.attendance.queries import WindowCard
from lms.cohorts import services as cohorts
from lms.cohorts.queries import class_days
from lms.cohorts.types import DayKind
from lms.core import clock
from lms.core.actor import SYSTEM
from tests.world import NOW, PASSWORD, TODAY, World, actor


@pytest.fixture
def window(app: Flask, world: World) -> WindowCard:
    cohorts.decide_day(
        SYSTEM,
        cohort_id=world.ids["running"],
        day=TODAY,
        kind=DayKind.MAKE_UP,
        label={},
        reason="a class today",
        now=NOW,
    )
    person = actor(world, "teacher")
    return services.open_window(person, cohort_id=world.ids["running"], purpose=Purpose.ARRIVAL, now=clock.now())


def scan_address(window: WindowCard) -> str:
    return "/attendance/scan/" + codes.token(services.secret(), window.facts, codes.step_of(clock.now()))


def ticket_in(page: str) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_phone_that_is_signed_in_needs_one_tap(world: World, window: WindowCard, sign_in) -> None:
    browser = sign_in("ada")
    page = browser.get(scan_address(window), follow_redirects=True)
    assert page.status_code == 200
    done = browser.post("/attendance/check-in", data={"ticket": ticket_in(page.text)}, follow_redirects=True)
    assert done.status_code == 200
    assert world.enrolments["ada"] in queries.events_of_day(world.ids["running"], TODAY)


def test_a_phone_that_is_not_signed_in_keeps_its_minute(world: World, window: WindowCard, client) -> None:
    answer = client.get(scan_address(window))
    sign_in = client.get(answer.headers["Location"]).headers["Location"]
    data = {"email": "ada@example.org", "password": PASSWORD, "code": ""}
    page = client.post(sign_in, data=data, follow_redirects=True)
    done = client.post("/attendance/check-in", data={"ticket": ticket_in(page.text)})
    assert done.status_code == 302
    assert world.enrolments["ada"] in queries.events_of_day(world.ids["running"], TODAY)


def test_the_script_gets_answers_it_can_read(world: World, window: WindowCard, sign_in) -> None:
    browser = sign_in("ada")
    page = browser.get(scan_address(window), follow_redirects=True).text
    headers, data = {"X-Check-In": "1"}, {"ticket": ticket_in(page)}
    answers = [browser.post("/attendance/check-in", data=data, headers=headers) for _ in range(2)]
    assert [answer.json["done"] for answer in answers] == [True, True]
    assert answers[0].json["message"] == answers[1].json["message"]
    wrong = browser.post("/attendance/check-in", data={"code": "nothing"}, headers=headers)
    assert (wrong.status_code, wrong.json["done"]) == (409, False)


def test_a_wrong_code_comes_back_with_what_was_typed(window: WindowCard, sign_in) -> None:
    answer = sign_in("ada").post("/attendance/check-in", data={"code": "AB2"})
    assert answer.status_code == 409
    assert 'value="AB2"' in answer.text


def test_the_screen_shows_the_code_of_this_moment(window: WindowCard, sign_in) -> None:
    browser = sign_in("teacher")
    page = browser.get(f"/attendance/windows/{window.id}")
    now = codes.step_of(clock.now())
    shown = {codes.code(services.secret(), window.facts, step) for step in (now - 1, now)}
    assert any(f"{code[:3]} {code[3:]}" in page.text for code in shown)
    assert "<svg" in page.text
    assert 'http-equiv="refresh"' in page.text
    part = browser.get(f"/attendance/windows/{window.id}?part=code", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    roster = browser.get(f"/attendance/windows/{window.id}?part=roster", headers={"HX-Request": "true"})
    assert "Person ada" in roster.text
    assert "<svg" not in roster.text


def test_a_closed_screen_shows_no_code(world: World, window: WindowCard, sign_in) -> None:
    browser = sign_in("teacher")
    assert browser.post(f"/attendance/windows/{window.id}/close").status_code == 302
    page = browser.get(f"/attendance/windows/{window.id}").text
    assert "<svg" not in page
    assert "http-equiv" not in page


def test_the_start_page_opens_check_in_with_one_button(world: World, window: WindowCard, sign_in) -> None:
    browser = sign_in("teacher")
    browser.post(f"/attendance/windows/{window.id}/close")
    form = re.search(r'action="(/attendance/\d+/windows\?purpose=\w+)"', browser.get("/").text)
    assert form is not None
    answer = browser.post(form[1])
    assert "/attendance/windows/" in answer.headers["Location"]
    assert "/attendance/check-in" in sign_in("ada").get("/").text


def test_people_are_marked_and_taken_back_from_the_page(app: Flask, world: World, sign_in) -> None:
    day = class_days(world.ids["running"], until=TODAY - timedelta(days=1))[-1].day
    address, browser = f"/attendance/{world.ids['running']}/door/{day}", sign_in("teacher")
    data = {"who": [world.enrolments["ada"], world.enrolments["bo"]], "kind": "check_in", "at": "09:07"}
    assert browser.post(address, data=data).status_code == 409
    assert browser.post(address, data={**data, "at": "nine"}).status_code == 422
    assert browser.post(address, data={**data, "reason": "terminal broken"}).status_code == 302
    assert browser.get(address).text.count("09:07") >= 4
    assert browser.post(f"{address}/undo").status_code == 302
    assert "09:07" not in browser.get(address).text


def test_what_is_worth_a_look_is_listed(world: World, window: WindowCard, sign_in) -> None:
    for who in ("ada", "bo"):
        code = codes.code(services.secret(), window.facts, codes.step_of(clock.now()))
        phone = services.Phone("one phone", "10.0.0.1")
        services.use_code(actor(world, who), text=code, phone=phone, now=clock.now())
    page = sign_in("teacher").get(f"/attendance/{world.ids['running']}/door/{TODAY}?state=look").text
    assert "Person ada" in page
    assert "Person bo" in page
    assert "Person cy" not in page
