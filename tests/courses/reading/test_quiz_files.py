"""GIFT and quiz JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lms.courses.reading import Problem, Unreadable, read_course
from lms.courses.reading.gift import parse_gift
from lms.courses.reading.questions import Question, QuestionKind
from tests.core.markdown.shared_data import need, read_json


def only(text: str) -> Question:
    gift = parse_gift(text)
    ((question,),) = gift.categories.values()
    return question


def test_the_korean_file() -> None:
    course = read_course(need("nasty", "containers", "quiz_ko.gift.txt"))
    (quiz,) = course.quizzes
    assert quiz.title == "파이썬/기초"
    kinds = [question.kind.value for question in quiz.questions]
    assert kinds == ["single", "true_false", "short_text", "matching", "number", "multiple", "single"]
    assert quiz.questions[-1].prompt == "{ } = ~ # : 는 무엇인가?"
    assert quiz.questions[2].accepted == ("len", "len()")
    assert [option.weight for option in quiz.questions[5].options] == [0.5, 0.5, -1.0]
    counts = {outcome: course.loss.count(outcome) for outcome in {item.outcome for item in course.loss.items}}
    assert {outcome.value: number for outcome, number in counts.items()} == {"kept": 7, "dropped": 1}
    assert course.loss.total == 8


@pytest.mark.parametrize(
    ("text", "kind", "right"),
    [
        ("참? {TRUE#틀림#맞음}", QuestionKind.TRUE_FALSE, ["True"]),
        ("참? {F}", QuestionKind.TRUE_FALSE, ["False"]),
        ("하나 {~a =b ~c}", QuestionKind.SINGLE, ["b"]),
        ("여럿 {~%50%a ~%50%b ~%-50%c}", QuestionKind.MULTIPLE, ["a", "b"]),
        ("여럿 {=a =b ~c}", QuestionKind.MULTIPLE, ["a", "b"]),
        ("빈칸 {=a ~b} 뒤", QuestionKind.SINGLE, ["a"]),
    ],
)
def test_choices(text: str, kind: QuestionKind, right: list[str]) -> None:
    question = only(text)
    assert question.kind is kind
    assert [option.text for option in question.options if option.correct] == right


@pytest.mark.parametrize(
    ("body", "number", "tolerance"),
    [("#5", 5, 0), ("#5:0.5", 5, 0.5), ("#1..9", 5, 4), ("#=3.5:0.1#좋음 =%50%3:1", 3.5, 0.1), ("#-2e3", -2000, 0)],
)
def test_numbers(body: str, number: float, tolerance: float) -> None:
    question = only(f"수? {{{body}}}")
    assert (question.kind, question.number, question.tolerance) == (QuestionKind.NUMBER, number, tolerance)


def test_feedback_titles_comments_and_formats() -> None:
    question = only(
        "// 말\n::제목:: [html]<p>굵은 <b>글</b></p> {\n=맞음#잘했습니다\n\n~틀림#다시\n####모두에게\n}\n// 끝"
    )
    assert (question.title, question.prompt, question.feedback) == ("제목", "굵은 **글**", "모두에게")
    assert [option.feedback for option in question.options] == ["잘했습니다", "다시"]


@pytest.mark.parametrize("text", ["", "그냥 글", "{", "}", "a {", "::t:: {}", "a {#x}", "a {~b ~c}", "$CATEGORY: x"])
def test_texts_without_questions_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.gift"
    path.write_text(text)
    with pytest.raises(Unreadable) as caught:
        read_course(path)
    assert caught.value.problem is Problem.UNKNOWN_FORMAT


def test_quiz_json_of_a_real_course() -> None:
    expected = read_json("real-courses", "EXPECTED.json")["courses"]["webdev-ko"]["quiz_json"]["ko"]
    path = need("real-courses", "courses", "webdev-ko", "quiz-app", "src", "assets", "translations", "ko.json")
    course = read_course(path)
    questions = [question for quiz in course.quizzes for question in quiz.questions]
    assert (len(course.quizzes), len(questions)) == (expected["quizzes"], expected["questions"])
    assert sum(len(question.options) for question in questions) == expected["options"]
    several = [question for question in questions if question.kind is QuestionKind.MULTIPLE]
    assert len(several) == expected["questions_with_more_than_one_correct"]
    assert all(any(option.correct for option in question.options) for question in questions)
    assert course.language == "ko"
    assert questions[0].kind is QuestionKind.TRUE_FALSE


@pytest.mark.parametrize("value", [[], {}, [1], {"quizzes": 1}, {"a": "b"}, "x", None])
def test_other_json_is_refused(tmp_path: Path, value: object) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(value))
    with pytest.raises(Unreadable) as caught:
        read_course(path)
    assert caught.value.problem is Problem.UNKNOWN_FORMAT


def test_true_comes_first(tmp_path: Path) -> None:
    options = [{"answerText": "아니요", "isCorrect": "true"}, {"answerText": "네", "isCorrect": "false"}]
    path = tmp_path / "ko.json"
    path.write_text(
        json.dumps([{"quizzes": [{"id": 1, "title": "t", "quiz": [{"questionText": "q", "answerOptions": options}]}]}])
    )
    question = read_course(path).quizzes[0].questions[0]
    assert [(option.text, option.correct) for option in question.options] == [("네", False), ("아니요", True)]
