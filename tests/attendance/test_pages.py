"""Pages of presence: what they show, and what they refuse."""

from __future__ import annotations

import io

import openpyxl
import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from lms.attendance import queries, services
from lms.attendance.rules import DayStatus
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.core.terms import TermsRow
from tests.attendance.making import days_before_today, mark_days
from tests.world import NOW, TODAY, World, actor

S = DayStatus


@pytest.fixture
def visit(sign_in):
    """A browser of somebody who reads English."""

    def _visit(who: str):
        browser = sign_in(who)
        browser.post("/language", data={"language": "en"})
        return browser

    return _visit


@pytest.fixture
def base(world: World) -> str:
    return f"/attendance/{world.ids['running']}"


def test_week_and_month_show_each_day(app: Flask, world: World, visit, base: str) -> None:
    day = days_before_today(world)[-1]
    mark_days(world, [day], {"ada": S.LATE})
    for span in ("week", "month"):
        page = visit("teacher").get(f"{base}/{span}/{day}").text
        assert page.count(f"/attendance/trainees/{world.enrolments['ada']}/{day}") == 1
        assert "△" in page
    assert "No class in this time" in visit("teacher").get(f"{base}/week/2020-01-01").text


def test_absentees_are_those_away_or_not_marked(app: Flask, world: World, visit, base: str) -> None:
    day = days_before_today(world)[-1]
    statuses = {world.enrolments["ada"]: S.ABSENT, world.enrolments["bo"]: S.PRESENT, world.enrolments["cy"]: S.EXCUSED}
    services.mark_attendance(
        actor(world, "teacher"), cohort_id=world.ids["running"], day=day, statuses=statuses, now=NOW
    )
    page = visit("teacher").get(f"{base}/absentees/{day}").text
    assert "Person ada" in page
    assert "Person dan" in page
    assert "Person bo" not in page
    assert "Person cy" not in page


def test_the_report_searches_filters_and_exports_what_is_shown(app: Flask, world: World, visit, base: str) -> None:
    mark_days(world, days_before_today(world), {"ada": S.ABSENT})
    browser = visit("teacher")
    assert "Person bo" in browser.get(f"{base}/report").text
    risky = browser.get(f"{base}/report?show=risk").text
    assert "Person ada" in risky
    assert "Person bo" not in risky
    assert "Person bo" not in browser.get(f"{base}/report?q=ADA").text
    data = {"show": "risk", "order": "name", "reason": "for the city"}
    answer = browser.post(f"{base}/report", data=data)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    names = [row[1].value for row in sheet.iter_rows(min_row=4)]
    assert names == ["Person ada"]
    assert sheet["A3"].value == "연번"
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "attendance.exported")).one()
    assert (entry.reason, entry.after and entry.after["rows"]) == ("for the city", 1)
    assert browser.post(f"{base}/report", data={"reason": ""}).status_code == 422


def test_a_day_is_explained_with_its_facts(app: Flask, world: World, visit) -> None:
    day = days_before_today(world)[-1]
    mark_days(world, [day], {"ada": S.LATE})
    page = visit("ada").get(f"/attendance/trainees/{world.enrolments['ada']}/{day}").text
    assert "지각" in page
    assert "marked by staff" in page
    assert "three" not in page
    assert "Propose a correction" not in page
    assert visit("bo").get(f"/attendance/trainees/{world.enrolments['ada']}/{day}").status_code == 404


def test_a_unit_is_closed_printed_and_corrected_in_the_browser(app: Flask, world: World, visit, base: str) -> None:
    mark_days(world, days_before_today(world), {"bo": S.LATE})
    admin, teacher = visit("admin"), visit("teacher")
    assert "Close the unit period" in admin.get(f"{base}/units/1").text
    assert admin.post(f"{base}/units/1/close").status_code == 302
    assert admin.post(f"{base}/units/1/close").status_code == 409
    digest = queries.closed_units(world.ids["running"])[1].digest
    assert digest in teacher.get(f"{base}/units/1").text
    day = queries.closed_sheet(world.ids["running"], 1).days[0]
    proposal = f"/attendance/trainees/{world.enrolments['ada']}/{day}/correction"
    assert teacher.post(proposal, data={"status": "absent", "reason": ""}).status_code == 409
    assert teacher.post(proposal, data={"status": "absent", "reason": "seen elsewhere"}).status_code == 302
    waiting = max(each.id for each in queries.proposals(world.ids["running"]))
    decide = f"/attendance/corrections/{waiting}"
    assert teacher.post(decide, data={"verdict": "confirm"}).status_code == 409
    assert admin.post(decide, data={"verdict": "confirm", "answer": "yes"}).status_code == 302
    page = teacher.get(f"{base}/units/1").text
    assert "Corrected after closing" in page
    assert digest in page


def test_the_sheet_is_the_same_in_both_files(app: Flask, world: World, visit, base: str) -> None:
    mark_days(world, days_before_today(world), {"bo": S.LATE, "cy": S.ABSENT})
    browser = visit("teacher")
    as_xlsx = browser.post(f"{base}/units/1/export", data={"kind": "xlsx", "reason": "monthly report"})
    as_pdf = browser.post(f"{base}/units/1/export", data={"kind": "pdf", "reason": "monthly report"})
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.data)).active
    rows = {row[1]: row for row in sheet.iter_rows(min_row=5, max_row=9, values_only=True)}
    heads = next(sheet.iter_rows(min_row=4, max_row=4, values_only=True))
    assert (heads[0], heads[1], heads[-1]) == ("연번", "성명", "비고")
    late = rows["Person bo"][heads.index("지각")]
    assert late == len([cell for cell in rows["Person bo"] if cell == "▲"]) > 10
    assert rows["Person cy"][heads.index("비고")] == "제적 대상"
    text = PdfReader(io.BytesIO(as_pdf.data)).pages[0].extract_text()
    for word in ("훈련생 출석부", "단위기간", "담당", "원장", "Person bo", "환산결석"):
        assert word in text
    again = browser.post(f"{base}/units/1/export", data={"kind": "pdf", "reason": "monthly report"})
    assert again.data == as_pdf.data
    paid = browser.post(f"{base}/units/1/export", data={"kind": "allowance", "reason": "monthly report"})
    money = openpyxl.load_workbook(io.BytesIO(paid.data)).active
    by_name = {row[1]: row for row in money.iter_rows(min_row=5, values_only=True) if row[1]}
    assert by_name["Person ada"][6] == 200_000
    assert by_name["Person cy"][5:7] == ("미지급", 0)
    page = browser.get(f"{base}/units/1/allowance").text
    assert "200,000" in page


def test_fifteen_rows_a_page(app: Flask) -> None:
    from lms.attendance.printing import unit_document
    from lms.attendance.rules import PRESETS, Policy
    from lms.attendance.sheets import UnitSheet, sheet_row

    days = tuple(TODAY.replace(day=number + 1) for number in range(22))
    rows = tuple(
        sheet_row(Policy(), enrolment_id=n, name=f"훈련생 {n}", section="A", days=[("present", 0)] * 22, before=0)
        for n in range(31)
    )
    policy = PRESETS["hrdnet-2026"].policy
    sheet = UnitSheet("한빛 훈련원", "웹 개발", "웹 1기", 1, days[0], days[-1], days, policy, rows)
    pages = PdfReader(io.BytesIO(unit_document(sheet))).pages
    assert [page.extract_text().count("훈련생 ") - 1 for page in pages] == [15, 15, 1]


def test_a_policy_is_tried_before_it_is_written(app: Flask, world: World, visit, base: str) -> None:
    mark_days(world, days_before_today(world), {"ada": S.LATE})
    browser = visit("admin")
    form = {"id": "strict", "events_per_absence": "2", "scope": "cohort", "valid_from": TODAY.isoformat()}
    tried = browser.post(f"{base}/policy", data={**form, "step": "try"}).text
    assert "Person ada" in tried
    assert "Person bo" not in tried.split("What would change")[1]
    assert db.session.scalars(select(TermsRow)).all() == []
    assert browser.post(f"{base}/policy", data={**form, "step": "write"}).status_code == 302
    row = db.session.scalars(select(TermsRow)).one()
    assert (row.scope, row.scope_id, row.numbers["events_per_absence"]) == ("cohort", world.ids["running"], 2)
    assert "strict" in browser.get(f"{base}/policy").text


@pytest.mark.parametrize(
    ("field", "value"),
    [("grace_in_min", "soon"), ("completion_ratio", "120%"), ("day.start", "9 am"), ("valid_from", "tomorrow")],
)
def test_a_wrong_number_is_named_and_nothing_is_lost(visit, base: str, field: str, value: str) -> None:
    data = {"id": "typed name", "step": "write", "scope": "cohort", "valid_from": TODAY.isoformat(), field: value}
    answer = visit("admin").post(f"{base}/policy", data=data)
    assert answer.status_code == 422
    assert value in answer.text
    assert "typed name" in answer.text
    assert db.session.scalars(select(TermsRow)).all() == []
