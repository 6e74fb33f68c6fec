"""A trainee writes, hands in and keeps the receipt on a phone; an instructor sets work and keeps the gradebook."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORDS = {
    "ko": {"assignments": "과제", "tool": "다시 쓸 수 있는 도구 만들기", "hand_in": "제출하기", "saved": "저장", "new": "새 과제",
           "set": "과제 내기", "tabs": ("살펴볼 훈련생", "분포", "비중과 공개", "파일로 반영"), "what_if": "가정해 보기",
           "grades": "내 점수", "twins": "같은 구절"},
    "en": {"assignments": "Assignments", "tool": "A tool to use again", "hand_in": "Hand in", "saved": "Saved at",
           "new": "New assignment", "set": "Set the assignment",
           "tabs": ("Who needs a word", "Spread", "Weights and release", "Bring back a file"), "what_if": "What if …",
           "grades": "My grades", "twins": "Passages in common"},
}  # fmt: skip


def test_trainee_writes_hands_in_and_keeps_the_receipt(visit, language: str) -> None:
    words, page = WORDS[language], visit("trainee", width=390)
    page.get_by_role("navigation").get_by_role("link", name=words["assignments"], exact=True).click()
    page.get_by_role("link", name=words["tool"]).first.click()
    page.wait_for_load_state()
    check(page)
    page.locator("#body").fill(f"## {language}\n\nIt turns every date into one form.")
    page.locator("[data-preview-url]").click()
    expect(page.locator("#preview .prose")).to_contain_text("every date")
    expect(page.locator("#draft-state")).to_contain_text(words["saved"])
    page.set_input_files("#files", {"name": "more.py", "mimeType": "text/x-python", "buffer": b"print('one more')\n"})
    page.get_by_role("button", name=words["hand_in"], exact=True).click()
    page.wait_for_load_state()
    check(page)
    assert re.fullmatch("[0-9a-f]{64}", page.locator("dd .digest").inner_text())
    assert page.locator(".files a", has_text="more.py").count() >= 1
    page.locator(".site-nav").get_by_role("link", name=words["assignments"], exact=True).click()
    page.locator("main a[href$='/mine']").first.click()
    page.wait_for_load_state()
    check(page)
    page.locator("input[name^='if-']").first.fill("95")
    page.locator(".actions button").first.click()
    page.wait_for_load_state()
    check(page)
    assert "95.0" in page.locator(".stats").inner_text()


def test_instructor_sets_work_with_five_fields(visit, language: str) -> None:
    words, page = WORDS[language], visit("instructor")
    page.get_by_role("navigation").get_by_role("link", name=words["assignments"], exact=True).click()
    check(page)
    page.get_by_role("link", name=words["new"]).click()
    page.wait_for_load_state()
    check(page)
    page.locator(f"#title_{language}").fill("Read a paper")
    page.locator(f"#brief_{language}").fill("Say **what** it found.")
    page.get_by_role("button", name=words["set"]).click()
    page.wait_for_load_state()
    check(page)
    for place in ("rubric", "extensions", "teams", "edit"):
        page.locator(f".tools a[href$='/{place}']").click()
        page.wait_for_load_state()
        check(page)
        page.go_back()


def test_instructor_keeps_the_gradebook(visit, language: str) -> None:
    words, page = WORDS[language], visit("instructor")
    page.get_by_role("navigation").get_by_role("link", name=words["assignments"], exact=True).click()
    page.locator("main a[href*='gradebook']").first.click()
    page.wait_for_load_state()
    check(page)
    page.get_by_role("button", name=words["what_if"]).click()
    cell = page.locator("table.grades tbody tr").first.locator("td").first
    cell.click()
    cell.locator("input").fill("100")
    assert page.locator("td.supposed").count() == 1
    check(page)
    for tab in words["tabs"]:
        page.get_by_role("link", name=tab, exact=True).click()
        page.wait_for_load_state()
        check(page)


def test_instructor_compares_two_tools(visit, language: str) -> None:
    words, page = WORDS[language], visit("instructor")
    page.get_by_role("navigation").get_by_role("link", name=words["assignments"], exact=True).click()
    page.get_by_role("link", name=words["tool"]).first.click()
    page.get_by_role("link", name=words["twins"]).click()
    page.wait_for_load_state()
    check(page)
    page.locator("table a").first.click()
    page.wait_for_load_state()
    check(page)
    assert page.locator(".compared mark").count() >= 2
