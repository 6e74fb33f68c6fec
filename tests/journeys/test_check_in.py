"""Check-in from both sides: the instructor's screen, the trainee's phone, the roster, marking by hand."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def open_the_screen(page: Page) -> None:
    """From the start page with one button; it leads to the screen when another journey has opened it before."""
    page.locator(".due li", has_text=re.compile("출석 체크|Check-in")).first.locator("button, a.button").first.click()
    page.wait_for_load_state()
    expect(page.locator(".door-qr svg")).to_be_visible()


def test_a_class_checks_in(visit, language: str) -> None:
    screen = visit("instructor")
    open_the_screen(screen)
    screen.locator(".breadcrumb a").last.click()
    screen.wait_for_load_state()
    purpose = screen.locator("section .actions > *").nth({"ko": 0, "en": 1}[language])  # in, then out: once a day each
    (purpose.locator("button") if purpose.evaluate("e => e.tagName") == "FORM" else purpose).click()
    screen.wait_for_load_state()
    check(screen)
    phone = visit("trainee", width=390)
    phone.locator(".due a[href$='/attendance/check-in']").first.click()
    phone.wait_for_load_state()
    check(phone)
    phone.locator("#code").fill("AAAAAA")
    phone.locator("main form .button").click()
    phone.wait_for_load_state()
    expect(phone.locator(".notice.bad")).to_be_visible()
    check(phone)
    phone.locator("#code").fill(screen.locator(".door-letters").inner_text())
    phone.locator("main form .button").click()
    phone.wait_for_load_state()
    expect(phone.locator(".notice.good")).to_be_visible()
    check(phone)
    name = phone.locator(".header-tools a.quiet").inner_text()
    expect(screen.locator(".door-people li", has_text=name)).not_to_contain_text(re.compile("미도착|missing"))
    screen.locator(".breadcrumb a").last.click()
    screen.wait_for_load_state()
    screen.locator("a[href$='/prompts']").click()
    screen.wait_for_load_state()
    check(screen)
    if language == "ko":  # a prompt is answered once, and both languages walk through one centre
        screen.locator("#purpose").select_option("presence")
        screen.locator("main form .button").first.click()
        screen.wait_for_load_state()
        expect(screen.locator(".notice.good")).to_be_visible()
        phone.reload()
        check(phone)
        phone.locator(".door-tap").click()
        phone.wait_for_load_state()
        expect(phone.locator(".notice.good")).to_be_visible()


def test_the_code_turns_by_itself(visit, language: str) -> None:
    screen = visit("instructor", width=390)
    open_the_screen(screen)
    check(screen)
    first = screen.locator(".door-letters").inner_text()
    expect(screen.locator(".door-letters")).not_to_have_text(first, timeout=14_000)


def test_an_instructor_marks_by_hand_and_takes_it_back(visit, language: str) -> None:
    page = visit("instructor")
    open_the_screen(page)
    page.locator(".breadcrumb a").last.click()
    page.wait_for_load_state()
    check(page)
    page.locator("tbody input[type=checkbox]").last.check()
    page.locator("#reason").fill("휴대전화 고장 · phone broken")
    page.locator(".door-hand .button:not(.ghost)").click()
    page.wait_for_load_state()
    expect(page.locator(".notice.good")).to_be_visible()
    check(page)
    page.locator("form[action$='/undo'] .button").click()
    page.wait_for_load_state()
    expect(page.locator(".notice.good")).to_be_visible()
    page.locator(".tabs a[href*='/door/']").first.click()  # the class day before, whatever the hour of today
    page.wait_for_load_state()
    page.locator(".tabs a[href*='state=look']").click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("main section.card .tag").count() >= 2
