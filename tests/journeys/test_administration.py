"""An administrator takes people in: applicants, a list from a file, one by hand; and looks at what was written down."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORDS = {
    "ko": {
        "administration": "운영관리", "applications": "지원자", "several": "선택한 훈련생 처리", "all": "모두 처리",
        "people": "사람", "invite": "사람 초대", "send": "초대", "import": "명단 가져오기", "look": "파일 검토",
        "carry_out": "실행", "list": "훈련생 명단", "trail": "감사 기록", "check": "사슬 확인", "undo": "가져오기 되돌리기",
        "machine": "작업과 메일", "terms": "운영 기준", "cohorts": "기수",
    },
    "en": {
        "administration": "Administration", "applications": "Applications", "several": "Change those chosen",
        "all": "Do it for all of them", "people": "People", "invite": "Invite a person", "send": "Invite",
        "import": "Import people", "look": "Look the file over", "carry_out": "Carry it out", "list": "Class list",
        "trail": "Audit trail", "check": "Check the chain", "undo": "Undo this import", "machine": "Clock and mails",
        "terms": "Terms", "cohorts": "Cohorts",
    },
}  # fmt: skip


def hub(page: Page, words: dict[str, str]) -> None:
    page.get_by_role("navigation").get_by_role("link", name=words["administration"], exact=True).first.click()
    page.wait_for_load_state()
    check(page)


def press(page: Page, role: str, word: str, *, exact: bool = False) -> None:
    page.get_by_role("main").get_by_role(role, name=word, exact=exact).first.click()
    page.wait_for_load_state()
    check(page)


def test_administrator_admits_applicants_and_invites_a_mentor(visit, language: str) -> None:
    words, page = WORDS[language], visit("admin")
    hub(page, words)
    press(page, "link", words["applications"])
    page.locator("input[name=enrolment]").first.check()
    press(page, "button", words["several"])
    page.locator("#action").select_option("admitted")
    press(page, "button", words["all"])
    assert page.locator(".notice.good").count() == 1
    hub(page, words)
    press(page, "link", words["invite"])
    page.locator("#role").select_option("mentor")
    page.locator("#name").fill("새 멘토")
    page.locator("#email").fill(f"new-mentor-{language}@example.org")
    press(page, "button", words["send"], exact=True)
    assert page.get_by_role("main").get_by_text(f"new-mentor-{language}@example.org").count() >= 1
    hub(page, words)
    press(page, "link", words["people"], exact=True)
    page.locator("#q").fill("new-mentor")
    page.locator("form.filters button").click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("tbody tr").count() >= 1


def test_administrator_imports_a_list_on_a_phone_and_takes_it_back(visit, language: str) -> None:
    words, page = WORDS[language], visit("admin", width=390)
    hub(page, words)
    press(page, "link", words["import"])
    rows = f"성명,이메일,연락처,생년월일\r\n파일 사람,file-{language}@example.org,01077778888,020304\r\n"
    wrong = rows + "틀린 사람,no address,,\r\n"
    page.locator("#file").set_input_files(
        {"name": "wrong.csv", "mimeType": "text/csv", "buffer": wrong.encode("cp949")}
    )
    press(page, "button", words["look"])
    assert page.locator(".notice.bad li").count() == 1
    assert page.get_by_role("button", name=words["carry_out"], exact=True).count() == 0
    hub(page, words)
    press(page, "link", words["import"])
    page.locator("#file").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": rows.encode("cp949")})
    press(page, "button", words["look"])
    press(page, "button", words["carry_out"], exact=True)
    assert page.locator(".notice.good").count() == 1
    page.locator("details summary").last.click()
    page.locator("#reason-undo").fill("wrong list")
    press(page, "button", words["undo"])
    assert page.locator(".notice").count() >= 1


def test_administrator_looks_at_trail_terms_and_machine(visit, language: str) -> None:
    words, page = WORDS[language], visit("admin")
    hub(page, words)
    press(page, "link", words["trail"])
    press(page, "link", words["check"])
    assert page.locator(".tag.good").count() >= 1
    for word in ("terms", "machine", "cohorts"):
        hub(page, words)
        press(page, "link", words[word], exact=True)
    page.locator("tbody a").first.click()
    page.wait_for_load_state()
    check(page)
