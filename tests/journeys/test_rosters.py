"""A roster of the terminal in a browser: compared with our events, taken over in part, taken back."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def test_a_roster_is_compared_taken_over_and_taken_back(visit, language: str) -> None:
    page = visit("instructor")
    page.locator(".due li").filter(has=page.locator("[action*='/windows'], [href*='/windows/']")).first.locator(
        "button, a.button"
    ).first.click()
    page.wait_for_load_state()
    page.locator(".breadcrumb a").last.click()
    page.wait_for_load_state()
    name = page.locator("tbody th a").nth(5).inner_text()
    page.locator("main a[href$='/rosters']").click()
    page.wait_for_load_state()
    check(page)
    today = datetime.now(ZoneInfo("Asia/Seoul")).date()
    table = f"성명,훈련일자,입실시간\n{name},{today:%Y%m%d},0001\n아무도아님,{today:%Y%m%d},0900\n"
    page.locator("#file").set_input_files(
        files=[{"name": "roster.csv", "mimeType": "text/csv", "buffer": table.encode("cp949")}]
    )
    page.locator("main form.card .button").click()
    page.wait_for_load_state()
    check(page)
    page.locator("tbody input[type=checkbox]").first.check()
    page.locator("main .actions .button").click()
    page.wait_for_load_state()
    expect(page.locator(".notice.good")).to_be_visible()
    check(page)
    page.locator("tbody button.danger").first.click()
    page.wait_for_load_state()
    expect(page.locator(".notice.good")).to_be_visible()
    check(page)
