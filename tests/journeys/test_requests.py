"""A request's way in a browser: a trainee asks with a paper, an instructor decides, the trainee reads the answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.attendance_requests.seeds import a_pdf
from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def go_to_requests(page: Page) -> None:
    page.locator(".site-nav a[href$='/attendance/requests']").click()
    page.wait_for_load_state()
    check(page)


def next_weekday(language: str) -> str:
    """A class day of its own for each language, so that both may be asked for."""
    day = (datetime.now(UTC) + timedelta(hours=9, days={"ko": 7, "en": 14}[language])).date()
    return (day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)).isoformat()


def test_asking_and_deciding(visit, language: str) -> None:
    phone = visit("trainee", width=390)
    go_to_requests(phone)
    phone.locator(".due a[href$='/requests/excuse']").click()
    phone.wait_for_load_state()
    check(phone)
    phone.locator("#reason").select_option("interview")
    phone.locator("#first").fill(next_weekday(language))
    phone.locator("#text").fill(f"An interview ({language})")
    phone.locator("#paper").set_input_files(
        files=[{"name": "note.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}]
    )
    phone.locator("main form .actions .button").click()
    phone.wait_for_load_state()
    expect(phone.locator(".notice.good")).to_be_visible()
    check(phone)
    staff = visit("instructor")
    go_to_requests(staff)
    mine = staff.locator("section.card", has_text=f"An interview ({language})")
    expect(mine.locator(".notice")).to_be_visible()
    mine.locator("input[type=checkbox]").check()
    staff.locator("button[value=approved]").click()
    staff.wait_for_load_state()
    expect(staff.locator(".notice.good")).to_be_visible()
    check(staff)
    staff.locator(".tabs a[href*='state=decided']").click()
    staff.wait_for_load_state()
    check(staff)
    phone.reload()
    expect(phone.locator(".timeline .tag.good")).to_be_visible()
    check(phone)
