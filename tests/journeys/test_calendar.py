"""The calendar in a browser: a trainee reads the month, an administrator imports a timetable and decides a day."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def test_a_trainee_reads_the_month_and_takes_it_along(visit, language: str, width: int) -> None:
    page = visit("trainee", width=width)
    page.locator(".site-nav a[href$='/calendar/']").click()
    page.wait_for_load_state()
    check(page)
    assert page.locator(".month-sessions li").count() > 0
    page.locator("form[action$='/calendar/feed'] .button").click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("#address").input_value().endswith(".ics")


def test_an_administrator_imports_a_timetable_and_decides_a_day(visit, language: str) -> None:
    page = visit("admin")
    page.locator(".site-nav a[href$='/calendar/']").click()
    page.wait_for_load_state()
    check(page)
    address = page.locator(".month-today a").last.get_attribute("href") or ""
    today = address.rsplit("/", 1)[1]
    page.locator(".page-head .button").click()
    page.wait_for_load_state()
    check(page)
    table = f"날짜,시작,종료,과목,강의실\n{today},09:00,11:00,특강 {language},302호\n{today},noon,18:00,x,y\n"
    page.locator("#file").set_input_files(
        files=[{"name": "a.csv", "mimeType": "text/csv", "buffer": table.encode("cp949")}]
    )
    page.locator("main form .button").click()
    page.wait_for_load_state()
    expect(page.locator("tbody tr")).to_contain_text("noon")
    check(page)
    page.go_back()
    page.locator("#file").set_input_files(
        files=[{"name": "a.csv", "mimeType": "text/csv", "buffer": table.replace("noon", "12:00").encode("cp949")}]
    )
    page.locator("main form .button").click()
    page.wait_for_load_state()
    check(page)
    page.locator("main form .button").click()
    page.wait_for_load_state()
    expect(page.locator(".month-today")).to_contain_text(f"특강 {language}")
    page.locator(".month-today a").last.click()
    page.wait_for_load_state()
    check(page)
    page.locator("#label_ko").fill("특강일")
    page.locator("#label_en").fill("Guest lecture")
    page.locator("#kind").select_option("make_up")
    page.locator("#reason").fill("a guest")
    page.locator("main form .button").click()
    page.wait_for_load_state()
    expect(page.locator(".month-today .tag")).to_be_visible()
    check(page)
