"""A trainee's and an instructor's way through a course, from the start page, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORDS = {
    "ko": {
        "courses": "과정", "go_on": "이어서 하기", "keep": "메모 저장", "send": "강사에게 보내기", "closed": "왜 닫혀 있습니까?",
        "progress": "반 진도 보기", "days": "기준일과 예외", "reports": "신고된 문제", "look": "이 훈련생 눈으로 보기", "banner": "님의 눈으로",
        "end": "미리보기 끝내기", "open": "모듈 열기", "answer": "답변", "rules": "모듈을 여는 때", "see": "누구에게 영향이 있는지 보기",
        "save": "이 규칙 저장",
    },
    "en": {
        "courses": "Courses", "go_on": "Go on", "keep": "Keep the note", "send": "Send to the instructor",
        "closed": "Why is this closed?", "progress": "How far the class is", "days": "Days and exceptions",
        "reports": "Reported problems", "look": "Look as this trainee", "banner": "You are looking as", "end": "End the preview",
        "open": "Open the module", "answer": "Answer", "rules": "When modules open", "see": "See whom this would touch",
        "save": "Save these rules",
    },
}  # fmt: skip


def go(page: Page, word: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=word, exact=True).click()
    page.wait_for_load_state()
    page.locator("main .card h2 a").first.click()
    page.wait_for_load_state()
    check(page)


def press(page: Page, role: str, word: str) -> None:
    page.get_by_role(role, name=word).first.click()
    page.wait_for_load_state()
    check(page)


def unfold(page: Page, which: str) -> None:
    if page.locator(f"{which}[open]").count() == 0:
        page.locator(f"{which} summary").click()


def test_trainee_goes_on_where_they_left_off(visit, language: str, width: int) -> None:
    words, page = WORDS[language], visit("trainee", width=width)
    go(page, words["courses"])
    assert page.locator(".module .closed").count() >= 1
    press(page, "link", words["go_on"])
    assert page.locator("#lesson").inner_text()
    assert page.locator(".code-box .copy").count() >= 1
    if width == 1280:
        page.locator(".toc a").last.click()
        anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
        assert page.evaluate("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", anchor)
    unfold(page, "#note")
    page.locator("#note-body").fill(f"**{language} {width}**")
    press(page, "button", words["keep"])
    assert page.locator(".own-note strong").inner_text() == f"{language} {width}"
    unfold(page, "#reports")
    page.locator("#report-text").fill("A word is missing.")
    press(page, "button", words["send"])
    assert "A word is missing." in page.locator("#reports").inner_text()


def test_reading_leaves_a_bookmark(visit, language: str) -> None:
    words, page = WORDS[language], visit("trainee", width=390)
    go(page, words["courses"])
    page.get_by_role("link", name=words["go_on"]).click()
    page.wait_for_load_state()
    lesson = page.url.split("?")[0].split("#")[0]
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    page.locator(".reading-bar a").click()
    go_on = page.get_by_role("link", name=words["go_on"])
    for _look in range(30):  # the bookmark travels behind the page that was left
        page.reload()
        if "resume=1" in (go_on.get_attribute("href") or ""):
            break
    assert "resume=1" in (go_on.get_attribute("href") or "")
    page.goto(f"{lesson}?resume=1")
    page.wait_for_function("scrollY > 100")


def test_a_closed_lesson_says_why(visit, language: str, address: str) -> None:
    words, page = WORDS[language], visit("trainee", width=390)
    go(page, words["courses"])
    last = page.locator(".lessons a").last.get_attribute("href") or ""
    closed = int(last.rsplit("/", 1)[-1]) + page.locator(".module .lessons span.soft:not(.small)").count()
    answer = page.goto(f"{address}/courses/lessons/{closed}")
    assert answer is not None
    assert answer.status == 403
    assert page.get_by_role("heading", name=words["closed"]).is_visible()
    check(page)


def test_instructor_sees_the_class_and_looks_as_a_trainee(visit, language: str) -> None:
    words, page = WORDS[language], visit("instructor")
    go(page, words["courses"])
    press(page, "link", words["progress"])
    assert page.locator(".progress-heat tbody tr").count() >= 15
    press(page, "button", words["look"])
    assert words["banner"] in page.locator(".preview-banner").inner_text()
    page.locator(".lessons a:visible").first.click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("#note").count() == 0
    press(page, "button", words["end"])
    assert page.locator(".preview-banner").count() == 0


def test_instructor_opens_a_module_and_answers(visit, language: str) -> None:
    words, page = WORDS[language], visit("instructor", width=390)
    go(page, words["courses"])
    press(page, "link", words["days"])
    page.locator("#module").select_option(index=3)
    page.locator("#exceptions #reason").fill(f"ill for a week ({language})")
    press(page, "button", words["open"])
    assert f"({language})" in page.locator("#exceptions").inner_text()
    page.locator("nav.breadcrumb a").last.click()
    press(page, "link", words["reports"])
    page.locator("textarea").first.fill("Mended.")
    press(page, "button", words["answer"])
    assert page.locator(".notice.good").count() == 1


def test_administrator_sees_whom_rules_touch(visit, language: str) -> None:
    words, page = WORDS[language], visit("admin")
    page.get_by_role("navigation").get_by_role("link", name=words["courses"], exact=True).click()
    page.locator("main a[href='/courses/1']").first.click()
    press(page, "link", words["rules"])
    page.locator("#week-1").fill("52" if language == "ko" else "20")
    press(page, "button", words["see"])
    assert page.locator("#impact").is_visible()
    press(page, "button", words["save"])
    assert page.locator(".notice.good").count() == 1
