"""The calendar on pages: months, decided days, timetables, and feeds that end at once."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from openpyxl import Workbook
from sqlalchemy import func, select

from lms.cohorts import queries, services
from lms.cohorts.models import ClassSession
from lms.cohorts.queries import class_days
from lms.cohorts.types import EnrolmentState, WhyNot
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from tests.world import NOW, TODAY, World, actor


def ahead(world: World) -> date:
    return next(card.day for card in class_days(world.ids["running"]) if card.day > TODAY)


def sheet(day: date, *, title: str = "파이썬 기초", encoding: str = "utf-8-sig") -> bytes:
    return f"날짜,시작,종료,과목,강의실\n{day},09:00,12:00,{title},301호\n{day},13:00,18:00,실습,301호\n".encode(
        encoding
    )


def load(world: World, data: bytes, who: str = "admin"):
    return services.import_timetable(actor(world, who), cohort_id=world.ids["running"], data=data, now=NOW)


def sessions() -> int:
    counted = select(func.count()).select_from(ClassSession).where(ClassSession.title != "Seeded")
    return db.session.scalar(counted) or 0


def test_a_month_shows_days_and_sessions(world: World, sign_in) -> None:
    day = ahead(world)
    load(world, sheet(day))
    page = sign_in("ada").get(f"/calendar/{world.ids['running']}?month={day:%Y-%m}")
    assert "파이썬 기초" in page.text
    assert "301호" in page.text
    assert "/days/" not in page.text
    assert sign_in("ada").get(f"/calendar/{world.ids['running']}?month=soon").status_code == 404


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_the_same_file_again_changes_nothing(app: Flask, world: World, encoding: str) -> None:
    data = sheet(ahead(world), encoding=encoding)
    assert len(load(world, data).days) == 1
    assert (load(world, data).days, sessions()) == ([], 2)


def test_a_workbook_is_read_too(app: Flask, world: World) -> None:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["훈련일자", "훈련시작시간", "훈련종료시간", "시작시간", "교과목코드", "교육장소코드"])
    book.active.append([ahead(world), "1000", "1900", "1000", "S1", "R1"])
    book.save(out)
    load(world, out.getvalue())
    [stored] = queries.sessions_between(world.ids["running"], TODAY, ahead(world))[ahead(world)]
    assert (f"{stored.starts:%H%M}", f"{stored.ends:%H%M}", stored.title) == ("1000", "1900", "S1")
    day = queries.day_of(world.ids["running"], ahead(world))
    assert day is not None
    assert (f"{day.starts:%H%M}", f"{day.ends:%H%M}") == ("1000", "1900")


def test_a_file_replaces_its_days_and_no_others(app: Flask, world: World) -> None:
    days = [card.day for card in class_days(world.ids["running"]) if card.day > TODAY][:2]
    load(world, sheet(days[0]))
    load(world, sheet(days[1]))
    load(world, sheet(days[0], title="다른 과목"))
    found = queries.sessions_between(world.ids["running"], days[0], days[1])
    assert [each.title for each in found[days[0]]] == ["다른 과목", "실습"]
    assert [each.title for each in found[days[1]]] == ["파이썬 기초", "실습"]


def test_one_bad_row_stops_the_whole_file(app: Flask, world: World) -> None:
    data = sheet(ahead(world)) + b"2031-01-01,09:00,12:00,x,y\n"
    with pytest.raises(Refused) as refused:
        load(world, data)
    assert refused.value.reason is WhyNot.TIMETABLE_UNFIT
    assert sessions() == 0


@pytest.mark.parametrize(("who", "error"), [("teacher", NotAllowed), ("ada", NotAllowed), ("other-admin", NotFound)])
def test_only_administrators_import(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        load(world, sheet(ahead(world)), who)


def test_a_file_is_looked_over_and_stored_from_the_page(world: World, sign_in) -> None:
    browser, address = sign_in("admin"), f"/calendar/{world.ids['running']}/timetable"
    assert browser.post(address, data={}).status_code == 422
    upload = {"file": (io.BytesIO(sheet(ahead(world))), "시간표.csv")}
    kept = browser.post(address, data=upload, content_type="multipart/form-data").headers["Location"]
    assert "파이썬 기초" in browser.get(kept).text
    assert sessions() == 0
    assert browser.post(kept).status_code == 302
    assert sessions() == 2
    assert browser.get(kept).status_code == 404
    broken = {"file": (io.BytesIO(b"PK\x03\x04 nothing"), "a.xlsx")}
    assert browser.post(address, data=broken, content_type="multipart/form-data").status_code == 409


def test_problems_are_shown_with_their_rows(world: World, sign_in) -> None:
    browser = sign_in("admin")
    upload = {"file": (io.BytesIO(sheet(TODAY + timedelta(days=900))), "a.csv")}
    address = f"/calendar/{world.ids['running']}/timetable"
    kept = browser.post(address, data=upload, content_type="multipart/form-data").headers["Location"]
    page = browser.get(kept).text
    assert (TODAY + timedelta(days=900)).isoformat() in page
    assert '<form method="post" action="' + kept not in page
    assert browser.post(kept).status_code == 409


def test_a_day_is_decided_with_a_reason(world: World, sign_in) -> None:
    day, browser = ahead(world), sign_in("admin")
    address = f"/calendar/{world.ids['running']}/days/{day}"
    data = {"kind": "centre_off", "label_ko": "센터 휴무", "label_en": "Centre closed"}
    assert browser.post(address, data=data).status_code == 422
    assert browser.post(address, data={**data, "reason": "water damage"}).status_code == 302
    assert day not in {card.day for card in class_days(world.ids["running"])}
    assert "센터 휴무" in sign_in("ada").get(f"/calendar/{world.ids['running']}?month={day:%Y-%m}").text
    assert browser.get(f"/calendar/{world.ids['running']}/days/2031-01-01").status_code == 404


def feed_of(browser) -> str:
    found = re.search(r'value="http://localhost(/calendar/feeds/[^"]+)"', browser.post("/calendar/feed").text)
    assert found is not None
    return found[1]


def test_a_feed_shows_sessions_and_ends_at_once(world: World, sign_in, client) -> None:
    day = ahead(world)
    load(world, sheet(day, title="a;b BEGIN:VEVENT"))
    browser = sign_in("ada")
    address = feed_of(browser)
    answer = client.get(address)
    assert answer.mimetype == "text/calendar"
    events = [event for event in Calendar.from_ical(answer.data).walk("VEVENT") if event["dtstart"].dt.date() == day]
    assert len(events) == 2
    assert str(events[0]["summary"]).startswith("a;b BEGIN:VEVENT")
    assert address.rsplit("/", 1)[1].removesuffix(".ics") not in browser.get("/calendar/", follow_redirects=True).text
    newer = feed_of(browser)
    assert client.get(address).status_code == 404
    assert client.get(newer).status_code == 200
    browser.post("/calendar/feed/end")
    assert client.get(newer).status_code == 404


def test_who_leaves_sees_nothing_in_their_feed(app: Flask, world: World, client) -> None:
    token = services.make_feed(actor(world, "bo"), now=NOW)
    assert b"VEVENT" in client.get(f"/calendar/feeds/{token}.ics").data
    services.change_state(
        SYSTEM,
        enrolment_id=world.enrolments["bo"],
        state=EnrolmentState.WITHDRAWN,
        effective_on=TODAY,
        reason="left",
        now=NOW,
    )
    assert b"VEVENT" not in client.get(f"/calendar/feeds/{token}.ics").data
