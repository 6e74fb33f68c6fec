"""A trainee looks at a booked defence and offers times on a phone; an instructor decides on a flag."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORDS = {
    "ko": {"assignments": "과제", "defences": "대면 평가", "open": "열기", "offer": "이 시간 열기", "decide": "결정하기",
           "store": "결정 저장", "yes": "사실입니다"},
    "en": {"assignments": "Assignments", "defences": "Live defences", "open": "Open", "offer": "Offer these times",
           "decide": "Decide", "store": "Store the decision", "yes": "It is so"},
}  # fmt: skip


def test_trainee_offers_times_and_opens_a_meeting(visit, language: str) -> None:
    words, page = WORDS[language], visit("trainee", width=390)
    page.get_by_role("navigation").get_by_role("link", name=words["assignments"], exact=True).click()
    page.get_by_role("link", name=words["defences"], exact=True).click()
    page.wait_for_load_state()
    check(page)
    day = date.today() + timedelta(days=5 if language == "ko" else 6)
    page.locator("#day").fill(day.isoformat())
    page.locator("#begins").fill("16:00")
    page.locator("#ends").fill("17:10")
    page.get_by_role("button", name=words["offer"]).click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("aside form[action*='take-back']").count() >= 2
    page.locator("main .due a", has_text=words["open"]).first.click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("dl.facts").first.inner_text()


def test_instructor_decides_on_a_flag(visit, language: str) -> None:
    if language == "en":
        return _looks_at_decisions(visit)
    words, page = WORDS[language], visit("instructor")
    page.locator(".due a[href*='defences']").first.click()
    page.wait_for_load_state()
    check(page)
    page.get_by_role("link", name=words["decide"]).first.click()
    page.wait_for_load_state()
    check(page)
    page.get_by_label(words["yes"]).check()
    page.locator("#reason").fill("두 사람의 이야기를 들었습니다.")
    page.get_by_role("button", name=words["store"]).click()
    page.wait_for_load_state()
    check(page)
    assert page.locator(".notice.good").count() == 1
    return None


def _looks_at_decisions(visit) -> None:
    page = visit("instructor", width=390)
    page.get_by_role("navigation").get_by_role("link", name="Assignments", exact=True).click()
    page.locator("main a[href*='/assignments/']").first.wait_for()
    page.goto(page.url.split("/assignments")[0] + "/assignments/2/defences")
    check(page)
    assert page.locator("tbody tr").count() >= 3
