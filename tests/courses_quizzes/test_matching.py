"""Matching: read from files, made in the browser, taken without script, marked, shown, counted."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.drawing import option_order
from lms.courses.quizzes.files import questions_in
from lms.courses.quizzes.marking import Verdict, mark
from lms.courses.quizzes.statistics import Response, item_figures
from lms.courses.quizzes.types import Kind, Option, Question, Settings
from lms.courses.quizzes.written import read_question, write_question
from lms.courses.services import quizzes
from tests.world import NOW, World, actor

GIFT = "::짝:: 짝지으십시오. { =한국 -> 서울 =일본 -> 도쿄 =남한 -> 서울 = -> 부산 #### 수도입니다 }"
MOODLE = """<quiz><question type="matching"><name><text>짝</text></name>
<questiontext format="plain_text"><text>짝지으십시오.</text></questiontext><defaultgrade>3</defaultgrade>
<subquestion format="plain_text"><text>한국</text><answer><text>서울</text></answer></subquestion>
<subquestion format="plain_text"><text>일본</text><answer><text>도쿄</text></answer></subquestion>
<subquestion format="plain_text"><text></text><answer><text>부산</text></answer></subquestion>
</question></quiz>"""


def option(ident: str, left: str, partner: str) -> Option:
    return Option(ident, {"ko": left} if left else {}, partner={"ko": partner})


PAIRS = Question(
    Kind.MATCHING,
    {"ko": "짝지으십시오."},
    (
        option("o1", "한국", "서울"),
        option("o2", "일본", "도쿄"),
        option("o3", "남한", "서울"),
        option("o4", "", "부산"),
    ),
    explanation={"ko": "수도입니다"},
    points=3,
)


@pytest.mark.parametrize(
    ("answer", "points", "verdict"),
    [
        (("o1=o1", "o2=o2", "o3=o3"), 3, Verdict.RIGHT),
        (("o1=o1", "o2=o2", "o3=o1"), 3, Verdict.RIGHT),
        (("o1=o1", "o2=o4"), 1, Verdict.PARTLY),
        (("o1=o2", "o2=o1", "o3=o4"), 0, Verdict.WRONG),
        (("o1=nothing", "rubbish"), 0, Verdict.WRONG),
        ((), 0, Verdict.EMPTY),
    ],
)
def test_each_pair_counts(answer: tuple[str, ...], points: float, verdict: Verdict) -> None:
    marked = mark(PAIRS, answer)
    assert (marked.points, marked.verdict) == (points, verdict)


def test_it_is_kept_as_it_is_and_old_questions_stay_as_they_were() -> None:
    assert read_question(write_question(PAIRS)) == PAIRS
    plain = Question(Kind.SINGLE, {"ko": "?"}, (Option("o1", {"ko": "a"}, True),))
    assert "partner" not in write_question(plain)["options"][0]


def test_partners_are_never_offered_in_their_right_order() -> None:
    right = tuple(each.id for each in PAIRS.options)
    assert all(option_order(PAIRS, seed=str(seed), shuffles=False) != right for seed in range(200))


@pytest.mark.parametrize(("source", "points"), [(GIFT, 1.0), (MOODLE, 3.0)])
def test_files_give_one_question(source: str, points: float) -> None:
    found = questions_in(source.encode(), name="x")
    (question,) = found.questions
    assert (question.kind, question.points) == (Kind.MATCHING, points)
    sides = {each.text["ko"]: each.partner["ko"] for each in question.left_sides}
    assert sides.items() <= {("한국", "서울"), ("일본", "도쿄"), ("남한", "서울")}
    assert [each.partner for each in question.options if not each.text] == [{"ko": "부산"}]
    assert [(item.outcome, item.reason) for item in found.items] == [("kept", "")]


@pytest.fixture
def quiz(app: Flask, world: World) -> tuple[int, int]:
    teacher = actor(world, "teacher")
    quiz_id = quizzes.make_quiz(teacher, course_id=world.ids["course"], title={"ko": "짝"}, now=NOW).id
    (question,) = quizzes.add_questions(teacher, quiz_id=quiz_id, questions=[PAIRS], tags=[], now=NOW)
    quizzes.change_quiz(
        teacher, quiz_id=quiz_id, title={"ko": "짝"}, lesson_key="", settings=Settings(), is_published=True, now=NOW
    )
    return quiz_id, question


def test_it_is_taken_without_script_and_explained(quiz: tuple[int, int], world: World, sign_in) -> None:
    quiz_id, question = quiz
    browser = sign_in("bo")
    place = browser.post(f"/courses/quizzes/{quiz_id}/start").headers["Location"]
    page = browser.get(place).text
    assert page.count("<select") == 3
    first = page.split("<select")[1].split("</select>")[0]
    assert sorted(re.findall(r'<option value="(o\d)"', first)) == ["o1", "o2", "o4"], "each partner once"
    assert "수도입니다" not in page
    given = {f"q-{question}-o1": "o1", f"q-{question}-o2": "o4", f"q-{question}-o3": ""}
    assert browser.post(f"{place}/autosave", data={"asked": question, **given}).status_code == 200
    assert browser.get(place).text.count(" selected") >= 2
    done = browser.post(place, data={"asked": question, **given, "submit": "1"})
    attempt_id = int(place.rpartition("/")[2])
    assert reads.answers(attempt_id)[question].value == ["o1=o1", "o2=o4"]
    result = browser.get(done.headers["Location"]).text
    assert "1 / 3" in result
    assert "수도입니다" in result
    assert "도쿄" in result.split('<dl class="quiz-pairs">')[1]
    assert reads.marks([attempt_id])[attempt_id].points == 1


def test_it_is_written_in_the_browser(quiz: tuple[int, int], world: World, sign_in) -> None:
    quiz_id, _question = quiz
    teacher = sign_in("teacher")
    address = f"/courses/quizzes/{quiz_id}/questions/matching"
    assert 'name="option-1-partner_ko"' in teacher.get(address).text
    form = {"prompt_ko": "새 짝", "points": "2"}
    for number, (left, partner) in enumerate([("가", "1"), ("나", "2"), ("", "3")], 1):
        form |= {f"option-{number}-id": f"o{number}", f"option-{number}-text_ko": left}
        form |= {f"option-{number}-partner_ko": partner}
    lacking = teacher.post(address, data={**form, "option-2-partner_ko": ""})
    assert lacking.status_code == 422
    assert teacher.post(address, data=form).status_code == 302
    made = reads.bank(world.ids["course"])[-1].id
    stored = read_question(reads.versions([made], None)[made].body)
    assert [(each.text.get("ko"), each.partner["ko"]) for each in stored.options] == [
        ("가", "1"),
        ("나", "2"),
        (None, "3"),
    ]


def test_figures_say_which_pair_is_hard() -> None:
    given = [Response(1 / 3, 0.5, ("o1=o3", "o2=o1")), Response(2 / 3, 0.9, ("o1=o1", "o2=o2", "o3=o4"))]
    figures = item_figures(PAIRS, given)
    assert [(each.id, each.chosen) for each in figures.options] == [("o1", 2), ("o2", 1), ("o3", 0)]
