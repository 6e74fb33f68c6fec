"""Pages of quizzes: taking one without script, making one in the browser, results and figures."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from flask import Flask

from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.types import Kind, Option, Question, Settings
from lms.courses.services import quizzes
from tests.house.test_house import count_statements
from tests.world import NOW, World, actor

ORDER = Question(Kind.ORDERING, {"ko": "순서대로"}, tuple(Option(f"o{n}", {"ko": f"단계 {n}"}) for n in (1, 2, 3)))
SEVERAL = Question(
    Kind.MULTIPLE,
    {"ko": "모두 고르십시오"},
    (
        Option("o1", {"ko": "가"}, True),
        Option("o2", {"ko": "나"}, True),
        Option("o3", {"ko": "<script>alert(1)</script>다"}, feedback={"ko": "아닙니다"}),
    ),
    explanation={"ko": "가와 나"},
)
NUMBER = Question(Kind.NUMBER, {"ko": "몇 개?"}, number=35000)


@pytest.fixture
def quiz(app: Flask, world: World) -> tuple[int, list[int]]:
    teacher = actor(world, "teacher")
    quiz_id = quizzes.make_quiz(teacher, course_id=world.ids["course"], title={"ko": "둘째"}, now=NOW).id
    ids = quizzes.add_questions(teacher, quiz_id=quiz_id, questions=[ORDER, SEVERAL, NUMBER], tags=["t"], now=NOW)
    quizzes.change_quiz(
        teacher,
        quiz_id=quiz_id,
        title={"ko": "둘째"},
        lesson_key="",
        settings=Settings(pass_percent=60),
        is_published=True,
        now=NOW,
    )
    return quiz_id, ids


def test_a_trainee_takes_a_quiz_without_script(quiz, world: World, sign_in) -> None:
    quiz_id, (order, several, number) = quiz
    browser = sign_in("bo")
    assert "둘째" in browser.get(f"/courses/{world.ids['course']}/quizzes").text
    place = browser.post(f"/courses/quizzes/{quiz_id}/start").headers["Location"]
    page = browser.get(place).text
    assert "가와 나" not in page
    assert "아닙니다" not in page
    assert "<script>alert" not in page
    form = {"asked": [order, several, number], f"q-{several}": ["o1", "o2"], f"q-{number}": "3만 5천"}
    saved = browser.post(f"{place}/autosave", data=form)
    assert saved.status_code == 200
    assert ":" in saved.text
    page = browser.get(place).text
    assert page.count(" checked") == 2
    assert 'value="3만 5천"' in page
    form |= {f"q-{order}-o1": "2", f"q-{order}-o2": "3", f"q-{order}-o3": "1", "submit": "1"}
    assert browser.post(place, data=form).status_code == 302
    result = browser.get(place).text
    assert "2.5 / 3" in result
    assert "가와 나" in result
    assert browser.post(f"{place}/autosave", data=form).status_code == 409


def test_an_unticked_box_is_an_answer_and_a_blank_order_is_none(quiz, world: World, sign_in) -> None:
    quiz_id, (order, several, _number) = quiz
    browser = sign_in("bo")
    place = browser.post(f"/courses/quizzes/{quiz_id}/start").headers["Location"]
    attempt = int(place.rsplit("/", 1)[-1])
    browser.post(place, data={"asked": [several], f"q-{several}": ["o1"], "save": "1"})
    browser.post(
        place, data={"asked": [several], f"q-{order}-o1": "", f"q-{order}-o2": "", f"q-{order}-o3": "", "save": "1"}
    )
    kept = reads.answers(attempt)
    assert kept[several].value == []
    assert kept[order].value == []


def test_answers_are_hidden_until_the_close(quiz, world: World, sign_in) -> None:
    quiz_id, _ids = quiz
    from datetime import timedelta

    from lms.courses.quizzes.types import Showing, Window

    teacher = actor(world, "teacher")
    window = Window(None, NOW + timedelta(hours=1))
    quizzes.set_window(teacher, quiz_id=quiz_id, cohort_id=world.ids["running"], window=window, now=NOW)
    settings = Settings(showing=Showing.AFTER_CLOSE)
    quizzes.change_quiz(
        teacher, quiz_id=quiz_id, title={"ko": "둘째"}, lesson_key="", settings=settings, is_published=True, now=NOW
    )
    browser = sign_in("bo")
    place = browser.post(f"/courses/quizzes/{quiz_id}/start").headers["Location"]
    browser.post(place, data={"submit": "1"})
    page = browser.get(place).text
    assert "가와 나" not in page
    assert "정답:" not in page
    assert "가와 나" in sign_in("teacher").get(place).text


def test_an_instructor_makes_a_quiz_in_the_browser(world: World, sign_in) -> None:
    browser = sign_in("teacher")
    form = {"title_ko": "새 퀴즈", "attempts": "2", "minutes": "0", "pause_minutes": "0", "pass_percent": "60",
            "counting": "best", "showing": "after_attempt", "shuffles_options": "y"}  # fmt: skip
    assert browser.post(f"/courses/{world.ids['course']}/quizzes/new", data={**form, "title_ko": ""}).status_code == 422
    place = browser.post(f"/courses/{world.ids['course']}/quizzes/new", data=form).headers["Location"]
    quiz_id = int(re.findall(r"/quizzes/(\d+)", place)[0])
    single = {"prompt_ko": "**무엇**입니까?", "points": "2", "option-1-id": "o1", "option-1-text_ko": "가",
              "option-2-id": "o2", "option-2-text_ko": "나", "option-2-feedback_ko": "아쉽습니다", "tags": "Basics, sql"}  # fmt: skip
    wrong = browser.post(f"{place}/single", data=single)
    assert wrong.status_code == 422
    assert "**무엇**입니까?" in wrong.text
    assert browser.post(f"{place}/single", data={**single, "right": "1"}).status_code == 302
    assert (
        browser.post(
            f"{place}/number", data={"prompt_en": "How many?", "number": "3만", "tolerance": "5", "is_relative": "1"}
        ).status_code
        == 302
    )
    assert browser.post(f"{place}/short_text", data={"prompt_ko": "?", "accepted": "가\n나\n가"}).status_code == 302
    assert browser.post(f"{place}/nonsense", data=single).status_code == 404
    slots = reads.editions([quiz_id], None)[quiz_id].slots
    versions = reads.versions([slot["question_id"] for slot in slots], None)
    bodies = [versions[slot["question_id"]].body for slot in slots]
    assert [body["kind"] for body in bodies] == ["single", "number", "short_text"]
    assert (bodies[1]["number"], bodies[1]["tolerance"], bodies[2]["accepted"]) == (30000.0, 0.05, ["가", "나"])
    assert "<strong>무엇</strong>" in versions[slots[0]["question_id"]].html["prompt"]["ko"]
    rows = {"rows": "4", "place-0": "3", "question-0": slots[0]["question_id"], "place-1": "1", "question-1": slots[1]["question_id"],
            "place-2": "2", "question-2": slots[2]["question_id"], "remove-2": "1", "tag-3": "sql", "count-3": "1"}  # fmt: skip
    assert browser.post(place, data=rows).status_code == 302
    arranged = reads.editions([quiz_id], None)[quiz_id].slots
    assert [(slot["question_id"], slot["tag"]) for slot in arranged] == [
        (slots[1]["question_id"], ""),
        (slots[0]["question_id"], ""),
        (None, "sql"),
    ]
    settings = browser.post(f"/courses/quizzes/{quiz_id}/settings", data={**form, "is_published": "y"})
    assert settings.status_code == 302
    assert "새 퀴즈" in sign_in("bo").get(f"/courses/{world.ids['course']}/quizzes").text


GIFT = "첫째 {=가 ~나}\n\n둘째 {T}\n\n셋째 {}"
XML = """<?xml version="1.0"?><quiz><question type="category"><category><text>x</text></category></question>
<question type="multichoice"><name><text>q</text></name><questiontext format="html"><text><![CDATA[<p>고르기</p>]]></text></questiontext>
<single>true</single><answer fraction="100"><text>가</text><feedback><text>네</text></feedback></answer><answer fraction="0"><text>나</text></answer></question>
<question type="numerical"><name><text>n</text></name><questiontext><text>수</text></questiontext><answer fraction="100"><text>3.5</text><tolerance>0.5</tolerance></answer></question>
<question type="essay"><name><text>e</text></name><questiontext><text>긴 글</text></questiontext></question></quiz>"""


@pytest.mark.parametrize(("text", "count"), [(GIFT, 2), (XML, 2)])
def test_questions_are_shown_before_they_are_taken(quiz, world: World, sign_in, text: str, count: int) -> None:
    quiz_id, ids = quiz
    browser, place = sign_in("teacher"), f"/courses/quizzes/{quiz_id}/import"
    preview = browser.post(place, data={"file": (io.BytesIO(text.encode()), "q.txt"), "tags": "new"})
    assert preview.status_code == 200
    assert len(reads.editions([quiz_id], None)[quiz_id].slots) == len(ids)
    assert browser.post(place, data={"text": text, "tags": "new", "confirmed": "1"}).status_code == 302
    assert len(reads.editions([quiz_id], None)[quiz_id].slots) == len(ids) + count
    assert len(reads.pools(world.ids["course"])["new"]) == count


@pytest.mark.parametrize("text", ["", "no questions here", "{broken", "<broken", "<!DOCTYPE x><quiz/>"])
def test_a_file_without_questions_is_named_as_such(quiz, sign_in, text: str) -> None:
    answer = sign_in("teacher").post(f"/courses/quizzes/{quiz[0]}/import", data={"text": text})
    assert answer.status_code == 422


def finish(world: World, quiz_id: int, name: str, answers) -> None:
    person = actor(world, name)
    attempt = quizzes.start_attempt(person, quiz_id=quiz_id, now=NOW)
    quizzes.submit_attempt(person, attempt_id=attempt.id, answers=answers, now=NOW)


def test_results_figures_and_files(quiz, world: World, sign_in) -> None:
    quiz_id, (order, several, number) = quiz
    finish(world, quiz_id, "bo", {order: ("o1", "o2", "o3"), several: ("o1", "o2"), number: ("35,000",)})
    finish(world, quiz_id, "cy", {several: ("o3",)})
    browser = sign_in("teacher")
    results = browser.get(f"/courses/quizzes/{quiz_id}/results?sort=percent").text
    assert results.index("Person bo") < results.index("Person cy") < results.index("Person ada")
    items = browser.get(f"/courses/quizzes/{quiz_id}/items").text
    assert "<circle" in items
    exported = browser.post(f"/courses/quizzes/{quiz_id}/results", data={"kind": "csv", "reason": "report"})
    assert "Person bo,1,3.0,3.0,100.0" in exported.text
    sheet = browser.post(f"/courses/quizzes/{quiz_id}/results", data={"kind": "xlsx", "reason": "report"})
    book = openpyxl.load_workbook(io.BytesIO(sheet.data))
    assert any("Person cy" in [cell.value for cell in row] for row in book.active.iter_rows())
    without = browser.post(f"/courses/quizzes/{quiz_id}/results", data={"kind": "csv"})
    assert without.status_code == 302
    assert browser.get(f"/courses/quizzes/{quiz_id}/items/csv").data.startswith(b"\xef\xbb\xbf")


def test_marking_again_is_shown_first(quiz, world: World, sign_in) -> None:
    quiz_id, (_order, _several, number) = quiz
    finish(world, quiz_id, "bo", {number: ("40000",)})
    browser = sign_in("teacher")
    change = {"prompt_ko": "몇 개?", "number": "40000", "tolerance": "0", "points": "1"}
    assert browser.post(f"/courses/questions/{number}", data=change).status_code == 302
    page = browser.get(f"/courses/quizzes/{quiz_id}/regrade").text
    assert "Person bo" in page
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert fingerprint is not None
    data = {"fingerprint": fingerprint[1], "reason": "오타", "cohort": world.ids["running"]}
    assert browser.post(f"/courses/quizzes/{quiz_id}/regrade", data=data).status_code == 302
    again = browser.post(f"/courses/quizzes/{quiz_id}/regrade", data=data)
    assert again.status_code == 409


def test_statements_do_not_grow(quiz, world: World, sign_in) -> None:
    quiz_id, (_order, several, _number) = quiz
    trainee, teacher = sign_in("bo"), sign_in("teacher")
    pages = {
        f"/courses/{world.ids['course']}/quizzes": trainee,
        f"/courses/quizzes/{quiz_id}": trainee,
        f"/courses/quizzes/{quiz_id}/results": teacher,
        f"/courses/quizzes/{quiz_id}/items": teacher,
        f"/courses/quizzes/{quiz_id}/questions": teacher,
        f"/courses/{world.ids['course']}/questions": teacher,
    }
    finish(world, quiz_id, "bo", {several: ("o1",)})
    few = {page: count_statements(lambda page=page, who=who: who.get(page)) for page, who in pages.items()}
    for name in ("bo", "cy", "dan", "bo"):
        finish(world, quiz_id, name, {several: ("o2",)})
    quizzes.add_questions(actor(world, "teacher"), quiz_id=quiz_id, questions=[NUMBER] * 20, tags=["u"], now=NOW)
    many = {page: count_statements(lambda page=page, who=who: who.get(page)) for page, who in pages.items()}
    assert many == few
    assert max(few.values()) <= 15, few
