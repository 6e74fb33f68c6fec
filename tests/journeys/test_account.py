"""One's own account: a copy of the own data, the second factor, and asking for erasure; which an administrator finds."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORDS = {
    "ko": {
        "data": "내 정보", "copy": "사본 신청", "erasure": "내 정보 삭제", "ask": "삭제 요청",
        "withdraw": "요청 철회", "requests": "정보 삭제 요청 목록", "open": "열기", "look": "삭제될 정보 보기",
        "tokens": "프로그램용 토큰", "api": "프로그램이 할 수 있는 일", "administration": "운영관리",
    },
    "en": {
        "data": "My data", "copy": "Ask for a copy", "erasure": "Erasure of my data", "ask": "Ask for erasure",
        "withdraw": "Withdraw my request", "requests": "Requests for erasure", "open": "Open", "look": "Look at what goes",
        "tokens": "Tokens for programs", "api": "What programs can do", "administration": "Administration",
    },
}  # fmt: skip


def press(page: Page, role: str, word: str) -> None:
    page.get_by_role("main").get_by_role(role, name=word, exact=True).first.click()
    page.wait_for_load_state()
    check(page)


def account(page: Page) -> None:
    page.locator("header a[href='/accounts/me']").click()
    page.wait_for_load_state()
    check(page)


def test_a_person_looks_after_their_own_account(visit, language: str, width: int) -> None:
    words, page = WORDS[language], visit("mentor", width=width)
    account(page)
    page.locator("a[href='/accounts/me/second-factor']").click()
    page.wait_for_load_state()
    check(page)
    account(page)
    press(page, "link", words["data"])
    if page.get_by_role("button", name=words["copy"]).count():
        press(page, "button", words["copy"])
    assert page.locator("ul.due li").count() >= 1
    press(page, "link", words["erasure"])
    page.locator("#sure").check()
    press(page, "button", words["ask"])
    press(page, "button", words["withdraw"])
    assert page.locator(".tag").count() >= 1
    account(page)
    press(page, "link", words["tokens"])
    press(page, "link", words["api"])


def test_an_administrator_looks_at_what_an_erasure_takes(visit, language: str, width: int) -> None:
    words, page = WORDS[language], visit("admin", width=width)
    page.get_by_role("navigation").get_by_role("link", name=words["administration"], exact=True).first.click()
    page.wait_for_load_state()
    press(page, "link", words["requests"])
    page.get_by_role("main").locator("li.first a").first.click()
    page.wait_for_load_state()
    check(page)
    press(page, "link", words["look"])
    assert page.locator("#sure").count() == 1
