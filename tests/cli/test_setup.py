"""``flask setup``, and the way from an empty database to a settled completion list through the pages."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from lms.accounts.models import Person, RoleGrant
from lms.attendance.queries import KIND
from lms.cohorts import queries as cohorts
from lms.cohorts.models import Centre, Cohort, Programme
from lms.core import clock, terms
from lms.core.db import db
from tests.world import TODAY, World

FIRST = [
    "--centre-code", "hanbit", "--centre-name", "한빛", "--admin-email", "first@example.org", "--admin-name", "처음",
]  # fmt: skip
WEB = ["--programme", "웹 개발", "--starts-on", "2026-03-02", "--ends-on", "2026-08-28"]


def set_up(app: Flask, *more: str, typed: str | None = None):
    return app.test_cli_runner().invoke(args=["setup", *more], input=typed)


def test_setup_refuses_where_there_is_a_centre(app: Flask, world: World) -> None:
    answer = set_up(app, *FIRST)
    assert answer.exit_code == 1
    assert "nothing was changed" in answer.output
    assert db.session.scalar(select(func.count(Centre.id))) == 2


def test_setup_gives_the_first_administrator_a_link_and_the_centre_rules(empty_app: Flask) -> None:
    answer = set_up(empty_app, *FIRST, "--rules", "city-basic")
    assert answer.exit_code == 0, answer.output
    assert empty_app.test_client().get(link_in(answer.output)).status_code == 200
    assert db.session.scalar(select(func.count(RoleGrant.id))) == 2
    (centre,) = cohorts.centres()
    (written,) = terms.versions(KIND, scope=("centre", centre.id))
    assert written.numbers["id"] == "city-basic"
    assert cohorts.programmes(centre.id) == []


def test_setup_lays_out_a_first_cohort_around_holidays(empty_app: Flask) -> None:
    answer = set_up(empty_app, *FIRST, *WEB)
    assert answer.exit_code == 0, answer.output
    cohort = db.session.scalars(select(Cohort)).one()
    days = {day.day.isoformat(): day.kind for day in cohorts.calendar(cohort.id)}
    assert (days["2026-03-02"], days["2026-03-03"]) == ("holiday", "class")
    assert [section.name for section in cohorts.sections(cohort.id)] == ["A"]


def test_setup_asks_when_nothing_is_given(empty_app: Flask) -> None:
    typed = "hanbit\n한빛\nHanbit\nfirst@example.org\n처음\n\n웹\nWeb\n2026-03-02\n2026-08-28\n"
    answer = set_up(empty_app, typed=typed)
    assert answer.exit_code == 0, answer.output
    assert db.session.scalars(select(Programme.name)).all() == [{"ko": "웹", "en": "Web"}]
    assert cohorts.centres()[0].name == {"ko": "한빛", "en": "Hanbit"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (["--centre-code", "한빛"], "small letters"),
        (["--admin-email", "nobody"], "no e-mail address"),
        (["--programme", "웹", "--starts-on", "2026-03-02"], "a first and a last day"),
        (["--starts-on", "2026-03-02", "--ends-on", "2026-08-28"], "takes a programme"),
        (["--programme", "웹", "--starts-on", "2026-08-28", "--ends-on", "2026-03-02"], "Nothing was changed"),
    ],
)
def test_setup_writes_nothing_when_something_is_wrong(empty_app: Flask, changes: list[str], said: str) -> None:
    answer = set_up(empty_app, *FIRST, *changes)
    assert answer.exit_code == 1
    assert said in answer.output
    assert [db.session.scalar(select(func.count()).select_from(each)) for each in (Centre, Person)] == [0, 0]


def link_in(text: str) -> str:
    found = re.search(r"/accounts/links/\S+", text)
    assert found is not None
    return found[0]


def post(browser: FlaskClient, address: str, **data: str) -> str:
    answer = browser.post(address, data=data)
    assert answer.status_code == 302, (address, answer.status_code, answer.text)
    return answer.headers["Location"]


def test_from_nothing_to_a_settled_list(empty_app: Flask) -> None:
    """The administrator's whole way by what the pages offer: no step is done behind them."""
    answer = set_up(empty_app, *FIRST)
    browser = empty_app.test_client()
    password = "a good long password"
    post(browser, link_in(answer.output), password=password, again=password)
    post(browser, "/accounts/sign-in", email="first@example.org", password=password, code="")
    assert "/admin/programmes" in browser.get("/").text
    assert "/admin/programmes" in browser.get("/admin/").text
    assert post(
        browser, "/admin/programmes", centre="1", code="web", name_ko="웹 개발", name_en="Web", field="web"
    ).endswith("/admin/cohorts/new")
    starts, ends = TODAY - timedelta(days=14), TODAY - timedelta(days=1)
    page = post(
        browser, "/admin/cohorts/new", programme="1", number="1", name="", starts_on=starts.isoformat(),
        ends_on=ends.isoformat(), starts="09:00", ends="18:00",
    )  # fmt: skip
    assert post(browser, f"{page}/classes", name="A", room="1").endswith(page)
    for number in (1, 2):
        post(
            browser, f"{page}/enrol", name=f"훈련생 {number}", email=f"t{number}@example.org", phone="", birth_date="",
            section="1", state="on_course", invites="y",
        )  # fmt: skip
    days = [day.day for day in cohorts.class_days(1)]
    trainees = [card.enrolment_id for card in cohorts.trainees(1, on=ends)]
    assert len(trainees) == 2
    for day in days:
        marks = {f"mark-{trainees[0]}": "present", f"mark-{trainees[1]}": "absent"}
        post(browser, f"/attendance/1/{day}", **marks)
    assert "/completion/1" in browser.get("/").text
    post(browser, "/completion/1/settle")
    listed = browser.post("/completion/1/export", data={"reason": "to the city", "kind": "csv"})
    rows = list(csv.DictReader(io.StringIO(listed.data.decode("utf-8-sig"))))
    assert [(row["성명"], row["수료구분"], row["수료증번호"]) for row in rows] == [
        ("훈련생 1", "수료", f"제{ends.year}-0001호"),
        ("훈련생 2", "미수료", ""),
    ]
    doctor = empty_app.test_cli_runner().invoke(args=["doctor"])
    assert "BAD" not in doctor.output.replace("BAD the audit chain", "")
    assert clock.local_date(clock.now()) > ends
