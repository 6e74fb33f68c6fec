"""Peer grading from the start page: a trainee reviews and reads a grade; the instructor checks blind and decides."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORDS = {
    "ko": {
        "assignments": "과제", "first": "우리 동네 공공데이터 살펴보기", "second": "작은 예측 모델 만들고 설명하기",
        "mine": "내가 할 평가", "next": "다음 과제 받기", "review": "평가하기", "draft": "임시 저장", "give": "평가 제출",
        "received": "내가 받은 평가", "show": "마쳤습니다, 성적 보기", "grading": "평가와 성적", "check": "다음 표본 채점",
        "grade_it": "이 점수로 하기", "reviewers": "평가자 살펴보기", "decide": "결정하기", "practice": "평가 연습",
    },
    "en": {
        "assignments": "Assignments", "first": "A look at our town's open data", "second": "Build and explain a small",
        "mine": "My reviews", "next": "Give me the next work", "review": "Review", "draft": "Keep as a draft",
        "give": "Give the review", "received": "Reviews of my work", "show": "Done, show my grade",
        "grading": "Reviews and grades", "check": "Next spot check", "grade_it": "Give this grade",
        "reviewers": "How everybody reviews", "decide": "Decide", "practice": "Practice in reviewing",
    },
}  # fmt: skip
HELPFUL = "The second paragraph names its source; the first would gain by doing the same."


def follow(page: Page, role: str, word: str) -> None:
    page.locator("main").get_by_role(role, name=word).first.click()
    page.wait_for_load_state()
    check(page)


def open_assignment(page: Page, words: dict[str, str], which: str) -> None:
    page.locator(".site-nav").get_by_role("link", name=words["assignments"], exact=True).click()
    page.wait_for_load_state()
    check(page)
    page.locator("main table").get_by_role("link", name=words[which]).first.click()
    page.wait_for_load_state()
    check(page)


def choose_levels(page: Page, level: int) -> None:
    for number in range(4):
        page.locator(f"input[name='level-{number}'][value='{level}']").check()


def test_a_trainee_reviews_and_reads_how_a_grade_came_about(visit, language: str) -> None:
    words, page = WORDS[language], visit("trainee", width=390 if language == "ko" else 1280)
    open_assignment(page, words, "second")
    follow(page, "link", words["mine"])
    if page.locator("main .due .first .button").count():
        page.locator("main .due .first .button").click()
    else:
        page.get_by_role("button", name=words["next"]).click()
    page.wait_for_load_state()
    check(page)
    choose_levels(page, 3)
    page.locator("#comment").fill(HELPFUL)
    follow(page, "button", words["draft"])
    assert page.locator("#comment").input_value() == HELPFUL
    follow(page, "button", words["give"])
    assert page.locator(".notice.good").count() == 1
    open_assignment(page, words, "first")
    follow(page, "link", words["received"])
    if page.get_by_role("button", name=words["show"]).count():
        follow(page, "button", words["show"])
    printed = page.locator("p.numeric strong").first.inner_text()
    assert printed in page.locator(".big").first.inner_text()
    open_assignment(page, words, "first")
    follow(page, "link", words["practice"])


def test_the_instructor_checks_blind_and_decides(visit, language: str) -> None:
    words, page = WORDS[language], visit("instructor")
    open_assignment(page, words, "first")
    follow(page, "link", words["grading"])
    assert page.locator("tbody tr").count() >= 15
    follow(page, "link", words["decide"])
    assert page.locator("#appeal").count() == 1
    page.locator(".breadcrumb a").last.click()
    page.wait_for_url("**/grading")
    follow(page, "link", words["reviewers"])
    assert page.locator("tbody tr").count() >= 15
    open_assignment(page, words, "first")
    follow(page, "link", words["grading"])
    if page.get_by_role("button", name=words["check"]).count():
        follow(page, "button", words["check"])
        choose_levels(page, 2)
        follow(page, "button", words["grade_it"])
        assert page.locator(".notice.good").count() == 1
