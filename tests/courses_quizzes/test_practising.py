"""Practising what was missed: what comes when, and that it needs no marks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from lms.core.errors import Refused
from lms.courses.access import quizzes as access
from lms.courses.queries import quizzes as reads
from lms.courses.queries.quiz_practice import Missed, missed_of
from lms.courses.quizzes.marking import Verdict
from lms.courses.quizzes.practising import Practice, after, is_due
from lms.courses.quizzes.types import QuizWhyNot, Settings, Showing, Window
from lms.courses.services import quizzes
from tests.world import NOW, World, actor

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("before", "is_right", "expected"),
    [
        (Practice(), False, Practice(0, NOW + DAY)),
        (Practice(), True, Practice(1, NOW + 3 * DAY)),
        (Practice(1, NOW), True, Practice(2, NOW + 7 * DAY)),
        (Practice(2, NOW), True, Practice(3, None)),
        (Practice(2, NOW), False, Practice(0, NOW + DAY)),
    ],
)
def test_when_a_question_comes_again(before: Practice, is_right: bool, expected: Practice) -> None:
    assert after(before, is_right=is_right, now=NOW) == expected


@pytest.mark.parametrize(
    ("practice", "due"),
    [(None, True), (Practice(1, NOW), True), (Practice(1, NOW + DAY), False), (Practice(3), False)],
)
def test_what_is_due(practice: Practice | None, due: bool) -> None:
    assert is_due(practice, now=NOW) is due


def missed(world: World, *, now=NOW) -> Missed:
    seat = access.course_for_quizzes(actor(world, "ada"), world.ids["course"])
    return missed_of(seat, world.people["ada"], now=now)


def test_a_missed_question_is_practised_until_it_is_known(app: Flask, world: World) -> None:
    ada, term, course = actor(world, "ada"), world.ids["term"], world.ids["course"]
    assert missed(world) == Missed((term,), 0, 0)
    marks = len(reads.mark_history(world.ids["done_attempt"]))
    when = NOW
    for answer, verdict, rest in (
        ("몰라", Verdict.WRONG, 1),
        ("database", Verdict.RIGHT, 3),
        ("데이터 베이스", Verdict.RIGHT, 7),
        ("Database", Verdict.RIGHT, 0),
    ):
        told = quizzes.practise(
            ada, course_id=course, answers={term: (answer,), world.ids["question"]: ("o1",)}, now=when
        )
        assert told == {term: verdict}
        if rest:
            assert missed(world, now=when + rest * DAY - timedelta(seconds=1)) == Missed((), 1, 0)
        when += max(rest, 1) * DAY
    assert missed(world, now=when) == Missed((), 0, 1)
    with pytest.raises(Refused) as refused:
        quizzes.practise(ada, course_id=course, answers={term: ("database",)}, now=when)
    assert refused.value.reason is QuizWhyNot.NOTHING_TO_PRACTISE
    assert len(reads.mark_history(world.ids["done_attempt"])) == marks


def test_nothing_is_told_before_the_answers_are_shown(app: Flask, world: World) -> None:
    teacher, quiz_id = actor(world, "teacher"), world.ids["quiz"]
    window = Window(None, NOW + DAY)
    quizzes.set_window(teacher, quiz_id=quiz_id, cohort_id=world.ids["running"], window=window, now=NOW)
    quizzes.change_quiz(
        teacher,
        quiz_id=quiz_id,
        title={"ko": "첫 퀴즈"},
        lesson_key="",
        settings=Settings(showing=Showing.AFTER_CLOSE),
        is_published=True,
        now=NOW,
    )
    assert missed(world) == Missed((), 0, 0)
    assert missed(world, now=NOW + DAY).due == (world.ids["term"],)


def test_the_page_asks_and_then_tells(world: World, sign_in) -> None:
    browser, place = sign_in("ada"), f"/courses/{world.ids['course']}/practice"
    assert place in browser.get(f"/courses/{world.ids['course']}/quizzes").text
    page = browser.get(place).text
    assert f'name="q-{world.ids["term"]}"' in page
    assert "데이터베이스" not in page
    told = browser.post(place, data={"asked": world.ids["term"], f"q-{world.ids['term']}": "표"}).text
    assert "데이터베이스" in told
    assert browser.post(place, data={"asked": world.ids["term"], f"q-{world.ids['term']}": "표"}).status_code == 409
