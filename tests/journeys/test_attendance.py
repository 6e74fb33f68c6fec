"""Presence from the start page: a trainee's six months, a class's months, closing a unit, trying the rules."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORDS = {
    "ko": {
        "attendance": "출결관리", "units": "단위기간", "close": "단위기간 마감", "pdf": "인쇄용 PDF", "rules": "규정",
        "try": "이 반에 적용해 보기", "change": "규정 바꾸기", "confirm": "확인", "hours": "시간", "door": "입실·퇴실 기록으로 산정",
        "tabs": ["주간", "월간", "현황 보기", "결석자", "위험군"],
    },
    "en": {
        "attendance": "Attendance", "units": "Unit periods", "close": "Close the unit period", "pdf": "PDF to print",
        "rules": "Rules", "hours": " h", "try": "Try it on this class", "change": "Change the rules", "confirm": "Confirm",
        "door": "worked out from check-in and check-out",
        "tabs": ["Week", "Month", "Report", "Absentees", "At risk"],
    },
}  # fmt: skip


def go(page: Page, word: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=word, exact=True).first.click()
    page.wait_for_load_state()
    check(page)


def test_a_trainee_sees_six_months_and_why_a_day_is_what_it_is(visit, language: str, width: int) -> None:
    words, page = WORDS[language], visit("trainee", width=width)
    go(page, words["attendance"])
    assert page.locator(".heat td a").count() > 30
    page.locator(".heat td a").last.click()
    page.wait_for_load_state()
    check(page)
    assert words["door"] in page.locator("main").inner_text()
    page.locator("details summary").click()
    assert page.locator(".said li").count() > 5


def test_an_instructor_looks_at_the_class_in_every_way(visit, language: str, width: int) -> None:
    words, page = WORDS[language], visit("instructor", width=width)
    go(page, words["attendance"])
    page.locator("main .due .button").first.click()
    page.wait_for_load_state()
    check(page)
    for tab in words["tabs"]:
        page.locator("main nav.tabs").first.get_by_role("link", name=tab, exact=True).click()
        page.wait_for_load_state()
        check(page)
        assert page.locator("tbody tr").count() >= 1, tab


def test_an_administrator_closes_a_month_prints_it_and_tries_the_rules(visit, language: str) -> None:
    words, page = WORDS[language], visit("admin")
    go(page, words["attendance"])
    cohort = 0 if language == "ko" else 1  # two running classes, one for each language: a unit is closed once
    page.locator("main .due").first.locator("li").nth(cohort).get_by_role("link", name=words["units"]).click()
    page.wait_for_load_state()
    check(page)
    page.get_by_role("button", name=words["confirm"]).first.click()
    page.wait_for_load_state()
    check(page)
    page.locator("li.first .button").first.click()
    page.wait_for_load_state()
    check(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=words["close"]).click()
    page.wait_for_load_state()
    check(page)
    assert len(page.locator(".digest").inner_text()) == len("SHA-256 ") + 64
    page.locator("#reason").fill("monthly report")
    with page.expect_download() as download:
        page.get_by_role("button", name=words["pdf"]).click()
    assert download.value.suggested_filename.endswith(".pdf")
    go(page, words["attendance"])
    page.locator("main .due").first.locator("li").nth(cohort).get_by_role("link", name=words["rules"]).click()
    page.wait_for_load_state()
    check(page)
    page.get_by_text(words["change"], exact=True).click()
    page.locator("#f-events_per_absence").fill("1")
    page.get_by_role("button", name=words["try"]).click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("#trial").count() == 1
    assert page.locator("main .cards tbody tr").count() >= 1
    page.get_by_role("link", name="hours-based", exact=True).click()
    page.wait_for_load_state()
    check(page)
    page.get_by_role("button", name=words["try"]).click()
    page.wait_for_load_state()
    check(page)
    assert words["hours"] in page.locator("#trial").locator("xpath=..").inner_text()
