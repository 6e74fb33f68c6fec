"""Each person's whole way, from the start page, without typing an address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORDS = {
    "ko": {
        "courses": "과정", "assignments": "과제", "attendance": "출결관리", "portfolio": "포트폴리오",
        "report": "현황 보기", "queue": "첨삭할 자기소개서", "take": "맡기", "sessions": "취업 준비", "book": "예약하기",
        "completion": "수료관리", "rules": "수료 규정", "try": "달라지는 점 미리 보기", "open": "열기", "placement": "취업현황", "go_on": "이어서 하기",
        "finish": "마쳤습니다, 다음으로", "save": "출석부 저장", "download": "내려받기",
    },
    "en": {
        "courses": "Courses", "assignments": "Assignments", "attendance": "Attendance", "portfolio": "Portfolio",
        "report": "Report", "queue": "Letters to review", "take": "Take it", "sessions": "Sessions", "book": "Book",
        "completion": "Completion", "rules": "Rules of completion", "try": "See what would change", "open": "Open", "placement": "Placement", "go_on": "Go on",
        "finish": "Finished, go on", "save": "Save the sheet", "download": "Download",
    },
}  # fmt: skip


def go(page: Page, word: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=word, exact=True).click()
    page.wait_for_load_state()
    check(page)


def press(page: Page, role: str, word: str) -> None:
    page.get_by_role(role, name=word).first.click()
    page.wait_for_load_state()
    check(page)


def test_trainee_reads_and_looks_at_work_and_presence(visit, language: str, width: int) -> None:
    words, page = WORDS[language], visit("trainee", width=width)
    check(page)
    go(page, words["courses"])
    page.locator(".card h2 a").first.click()
    check(page)
    page.locator(".lessons a:visible").first.click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("#lesson").inner_text()
    page.locator("form.actions .button").click()
    page.wait_for_load_state()
    check(page)
    go(page, words["assignments"])
    page.locator("table a").first.click()
    page.wait_for_load_state()
    check(page)
    go(page, words["attendance"])
    assert page.locator(".heat td a").count() > 30
    go(page, words["portfolio"])


def test_instructor_marks_today_and_reads_the_report(visit, language: str) -> None:
    words, page = WORDS[language], visit("instructor")
    check(page)
    go(page, words["attendance"])
    press(page, "link", words["report"])
    assert page.locator("tbody tr").count() >= 15
    page.locator("tbody a").first.click()
    page.wait_for_load_state()
    check(page)
    go(page, words["assignments"])
    page.locator("main a[href*='gradebook']").first.click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("tbody tr").count() >= 15


def test_mentor_takes_a_letter(visit, language: str) -> None:
    words, page = WORDS[language], visit("mentor", width=390)
    go(page, words["queue"])
    page.locator(".due .button").first.click()
    page.wait_for_load_state()
    check(page)
    assert page.locator(".letter").inner_text()
    go(page, words["placement"])


def test_graduate_books_and_gives_back(visit, language: str) -> None:
    words, page = WORDS[language], visit("graduate")
    go(page, words["sessions"])
    press(page, "button", words["book"])
    assert page.locator(".notice.good").count() == 1
    page.locator(".due .button.ghost").first.click()
    page.wait_for_load_state()
    check(page)


def test_administrator_tries_other_rules_and_exports_the_list(visit, language: str) -> None:
    words, page = WORDS[language], visit("admin")
    check(page)
    go(page, words["completion"])
    page.get_by_role("link", name=words["rules"]).first.click()
    page.locator("details.fold summary").click()
    page.locator("#least_mean").fill("100")
    press(page, "button", words["try"])
    assert page.locator("#trial").count() == 1
    check(page)
    page.locator(".breadcrumb a").click()
    page.locator(".due li:last-child a").click()
    page.wait_for_load_state()
    check(page)
    page.locator("#reason").fill("city report")
    with page.expect_download() as download:
        page.get_by_role("button", name=words["download"]).click()
    assert download.value.suggested_filename.endswith(".xlsx")
