"""An instructor brings a course along, looks it over, changes it in the browser, and moves a cohort to it."""

from __future__ import annotations

import io
import zipfile

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORDS = {
    "ko": {
        "courses": "과정", "import": "과정 가져오기", "read": "파일 읽기", "store": "의 개정판으로 저장", "to": "과정으로",
        "lost": "그대로 둔 것, 바꾼 것, 뺀 것", "edit": "브라우저에서 고치기", "begin": "초안 시작", "saved": "초안에 저장했습니다.",
        "add": "추가하고 쓰기", "back": "저장하고 초안으로", "review": "살펴보고 펴내기", "publish": "펴내기",
        "compare": "최신판과 비교", "restore": "최신판으로 되살리기", "go": "계속", "follow": "듣기",
    },
    "en": {
        "courses": "Courses", "import": "Import a course", "read": "Read the file", "store": "Store as a revision",
        "to": "To the course", "lost": "What was kept, changed and dropped", "edit": "Edit in the browser",
        "begin": "Begin a draft", "saved": "Saved in your draft.", "add": "Add and write it",
        "back": "Save and back to the draft", "review": "Review and publish", "publish": "Publish as revision",
        "compare": "Compare with the newest", "restore": "Restore as the newest", "go": "Go on", "follow": "Follow revision",
    },
}  # fmt: skip
COURSE = {
    "README.md": "# 도시 데이터 / City data",
    "1-start/1-read.md": "# 읽기\n\n버스 자료를 읽습니다.\n\n![없는 그림](none.png)\n",
    "1-start/2-clean.md": "# 다듬기\n\n[읽기](1-read.md)에 이어서 합니다.\n",
    "2-draw/1-line.md": "# 선 그리기\n\n```python\nprint(1)\n```\n",
}


def press(page: Page, role: str, word: str) -> None:
    page.get_by_role(role, name=word).first.click()
    page.wait_for_load_state()
    check(page)


def packed() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in COURSE.items():
            archive.writestr(name, text)
    return stream.getvalue()


def test_instructor_imports_writes_and_publishes(visit, language: str, width: int) -> None:
    words, page = WORDS[language], visit("instructor", width=width)
    page.get_by_role("navigation").get_by_role("link", name=words["courses"], exact=True).click()
    page.wait_for_load_state()
    press(page, "link", words["import"])
    code = f"city-{language}-{width}"
    page.locator("input[name=code]").fill(code)
    page.locator("input[type=file]").set_input_files(
        {"name": "city.zip", "mimeType": "application/zip", "buffer": packed()}
    )
    page.get_by_role("button", name=words["read"]).click()
    page.locator(".choose-lessons").first.wait_for(timeout=20_000)
    check(page)
    assert "none.png" in page.content()
    press(page, "link", words["lost"])
    page.go_back()
    page.locator("input[type=checkbox]").nth(1).uncheck()
    page.locator(".arrow").first.wait_for()
    first, second = (page.locator(".choose-lessons").first.locator("li").nth(place) for place in (0, 1))
    moved = first.locator(".choice").inner_text()
    first.locator(".handle").drag_to(second, target_position={"x": 20, "y": second.bounding_box()["height"] - 2})
    assert second.locator(".choice").inner_text() == moved
    assert second.locator("[data-place]").input_value() == "2"
    second.locator(".arrow").first.click()
    assert first.locator(".choice").inner_text() == moved
    page.get_by_role("button", name=words["store"]).click()
    page.get_by_role("link", name=words["to"]).wait_for(timeout=20_000)
    check(page)
    press(page, "link", words["to"])
    write(page, words)
    press(page, "link", words["compare"])
    page.locator("table a").first.click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("ins").count() > 0


def write(page: Page, words: dict[str, str]) -> None:
    press(page, "link", words["edit"])
    press(page, "button", words["begin"])
    page.locator("#lesson-title").fill("지도 그리기")
    press(page, "button", words["add"])
    page.locator("#body").fill("# 지도 그리기\n\n**정류장**을 지도에 찍습니다.\n")
    page.locator("#preview strong").wait_for()
    page.get_by_text(words["saved"]).wait_for()
    press(page, "button", words["back"])
    assert page.get_by_role("link", name="지도 그리기").count() == 1
    press(page, "link", words["review"])
    page.locator("#summary").fill("지도 강의를 더함")
    press(page, "button", words["publish"])
    assert "지도 강의를 더함" in page.content()
