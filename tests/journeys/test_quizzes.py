"""Quizzes and search in a real browser: a trainee takes one on a phone, an instructor makes one and reads its figures."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORDS = {
    "ko": {
        "courses": "과정", "quizzes": "퀴즈", "exercise": "빠진 값, 스스로 확인하기", "check": "중간 점검: 읽기와 비교", "hand_in": "제출하기",
        "new": "새 퀴즈", "make": "퀴즈 만들기", "single": "하나 고르기", "save": "문항 저장", "rules": "규칙과 일정", "save_rules": "규칙 저장",
        "results": "결과", "items": "문항 분석", "regrade": "다시 채점", "try": "훈련생처럼 풀어 보기", "bank": "문제은행",
        "practise": "틀린 문항 다시 풀기", "find": "빈칸", "found": "빠진 값",
    },
    "en": {
        "courses": "Courses", "quizzes": "Quizzes", "exercise": "Missing values: check yourself",
        "check": "Midway check: reading and comparing", "hand_in": "Hand in", "new": "New quiz", "make": "Make the quiz",
        "single": "one answer", "save": "Save the question", "rules": "Rules and dates", "save_rules": "Save the rules",
        "results": "Results", "items": "Item statistics", "regrade": "Mark again", "try": "Try it as a trainee",
        "bank": "Question bank", "practise": "Practise what you missed", "find": "missing", "found": "Missing values",
    },
}  # fmt: skip


def follow(page: Page, role: str, word: str) -> None:
    page.locator("main").get_by_role(role, name=word, exact=True).first.click()
    page.wait_for_load_state()
    check(page)


def to_courses(page: Page, word: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=word, exact=True).click()
    page.wait_for_load_state()


def first_course(page: Page) -> None:
    page.locator(".card h2 a").first.click()
    page.wait_for_load_state()


def test_a_trainee_takes_a_quiz_on_a_phone(visit, language: str) -> None:
    words, page = WORDS[language], visit("trainee", width=390)
    to_courses(page, words["courses"])
    first_course(page)
    follow(page, "link", words["quizzes"])
    follow(page, "link", words["exercise"])
    page.locator("main form .button").first.click()
    page.wait_for_load_state()
    check(page)
    with page.expect_response(lambda answer: answer.url.endswith("/autosave")) as saved:
        page.locator("input[type=radio]").first.check()
    assert saved.value.status == 200
    page.reload()
    expect(page.locator("input[type=radio]:checked")).to_have_count(1)
    page.locator("input[inputmode=decimal]").fill("394.25")
    page.locator("main select").first.select_option(index=1)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=words["hand_in"], exact=True).click()
    page.wait_for_load_state()
    check(page)
    assert "/ 7" in page.locator(".big").inner_text()
    page.locator("main .actions .button").click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("tbody tr").count() >= 1
    follow(page, "link", words["quizzes"])
    follow(page, "link", words["practise"])
    assert page.locator(".quiz-questions > li").count() >= 1


def test_an_instructor_makes_a_quiz_and_reads_figures(visit, language: str) -> None:
    words, page = WORDS[language], visit("instructor")
    to_courses(page, words["courses"])
    first_course(page)
    follow(page, "link", words["quizzes"])
    follow(page, "link", words["check"])
    for name in ("results", "items", "regrade", "rules"):
        follow(page, "link", words[name])
    follow(page, "link", words["items"])
    assert page.locator("circle").count() >= 6
    assert page.locator(".notice.warn").count() >= 2
    follow(page, "link", words["quizzes"])
    follow(page, "link", words["bank"])
    assert page.locator("tbody tr").count() >= 15
    follow(page, "link", words["quizzes"])
    follow(page, "link", words["new"])
    page.locator("#title_ko").fill(f"여정 퀴즈 {language}")
    follow(page, "button", words["make"])
    follow(page, "link", words["single"])
    page.locator("#prompt_ko").fill("1 더하기 1은?")
    page.locator("#option-1-text_ko").fill("2")
    page.locator("#option-2-text_ko").fill("3")
    page.locator("input[name=right]").first.check()
    follow(page, "button", words["save"])
    assert page.locator("tbody tr").count() == 1
    follow(page, "link", words["rules"])
    page.locator("#is_published").check()
    follow(page, "button", words["save_rules"])
    assert page.locator(".notice.good").count() == 1


def test_a_trainee_searches_lessons(visit, language: str, width: int) -> None:
    words, page = WORDS[language], visit("trainee", width=width)
    to_courses(page, words["courses"])
    page.locator(".search-box input[type=search]").fill(words["find"])
    page.locator(".search-box button").click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("mark").count() >= 1
    page.get_by_role("link", name=words["found"]).first.click()
    page.wait_for_load_state()
    assert page.locator(".prose").inner_text()
