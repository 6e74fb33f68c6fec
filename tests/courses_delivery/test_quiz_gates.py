"""Modules that wait for a quiz: who passed, what the page says, whom a new rule touches."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask

from lms.core.actor import SYSTEM
from lms.core.errors import Refused
from lms.courses import access, queries, services
from lms.courses.delivery.types import Because, ModuleRule, Plan, QuizGate, Verdict, WhyNot
from lms.courses.models import Quiz
from lms.courses.quizzes.types import Kind, Option, Question, Settings
from lms.courses.services import quizzes
from tests.courses_delivery.test_delivering import course, decide, two_modules
from tests.world import NOW, World, actor

__all__ = ["course"]
TITLE = {"ko": "확인", "en": "Check"}
ASKED = Question(Kind.SINGLE, {"en": "?"}, (Option("o1", {"en": "yes"}, True), Option("o2", {"en": "no"})))


def make_quiz(course_id: int, *, lesson: str = "", percent: int = 60, is_published: bool = True) -> Quiz:
    quiz = quizzes.make_quiz(SYSTEM, course_id=course_id, title=TITLE, now=NOW)
    quizzes.add_questions(SYSTEM, quiz_id=quiz.id, questions=[ASKED, ASKED], tags=[], now=NOW)
    quizzes.change_quiz(
        SYSTEM,
        quiz_id=quiz.id,
        title=TITLE,
        lesson_key=lesson,
        settings=Settings(pass_percent=percent, shuffles_options=False),
        is_published=is_published,
        now=NOW,
    )
    return quiz


def take(world: World, who: str, quiz_id: int, *, right: int) -> None:
    attempt = quizzes.start_attempt(actor(world, who), quiz_id=quiz_id, now=NOW)
    answers = {place[0]: ("o1" if number < right else "o2",) for number, place in enumerate(attempt.drawn)}
    quizzes.submit_attempt(actor(world, who), attempt_id=attempt.id, answers=answers, now=NOW)


def second(world: World, who: str, course_id: int) -> Verdict:
    reader = access.reader_of(actor(world, who), course_id, now=NOW)
    return access.course_page(reader, language="en").modules[1].verdict


def test_a_module_opens_for_whoever_passed(app: Flask, world: World, course: int) -> None:
    quiz = make_quiz(course, lesson="a.md")
    quiz_id, key = quiz.id, quiz.key
    decide(course, ModuleRule("b.md", quiz=key))
    gate = QuizGate(quiz_id, "확인", 60, "a.md")
    assert second(world, "ada", course) == Verdict(False, Because.QUIZ_BEFORE, quiz=gate)
    take(world, "ada", quiz_id, right=1)
    assert not second(world, "ada", course).is_open
    take(world, "ada", quiz_id, right=2)
    assert second(world, "ada", course).because is Because.ALL_MET
    take(world, "ada", quiz_id, right=0)
    assert second(world, "ada", course).is_open, "a later attempt takes nothing away"
    assert not second(world, "bo", course).is_open


def test_without_a_pass_line_handing_in_is_enough(app: Flask, world: World, course: int) -> None:
    quiz = make_quiz(course, percent=0)
    quiz_id = quiz.id
    decide(course, ModuleRule("b.md", quiz=quiz.key))
    assert not second(world, "ada", course).is_open
    take(world, "ada", quiz_id, right=0)
    assert second(world, "ada", course).is_open


def test_a_quiz_that_nobody_can_take_holds_nobody_up(app: Flask, world: World, course: int) -> None:
    decide(course, ModuleRule("b.md", quiz=make_quiz(course, is_published=False).key))
    assert second(world, "ada", course).because is Because.ALL_MET


@pytest.mark.parametrize(("lesson", "reason"), [("b.md", WhyNot.QUIZ_TOO_LATE), (None, WhyNot.QUIZ_UNKNOWN)])
def test_a_rule_that_could_never_be_met_is_refused(
    app: Flask, world: World, course: int, lesson: str | None, reason: WhyNot
) -> None:
    key = make_quiz(course, lesson=lesson).key if lesson else "nothing"
    with pytest.raises(Refused) as refused:
        decide(course, ModuleRule("b.md", quiz=key))
    assert refused.value.reason is reason


def test_what_was_finished_stays_open(app: Flask, world: World, course: int) -> None:
    lesson = queries.lesson_by_key(queries.newest_revision(course).id, "b.md")  # type: ignore[union-attr]
    assert lesson is not None
    services.finish_lesson(actor(world, "ada"), lesson_id=lesson, language="ko", now=NOW)
    decide(course, ModuleRule("b.md", quiz=make_quiz(course).key))
    reader = access.reader_of(actor(world, "ada"), course, now=NOW)
    (line,) = access.course_page(reader, language="ko").modules[1].lessons
    assert line.verdict.because is Because.FINISHED


def test_the_preview_names_those_whom_the_rule_touches(app: Flask, world: World, course: int) -> None:
    quiz = make_quiz(course)
    quiz_id, plan = quiz.id, Plan(0, (), (ModuleRule("b.md", quiz=quiz.key),))
    take(world, "ada", quiz_id, right=2)
    (cohort,) = queries.touched_by(course, plan, now=NOW + timedelta(minutes=1))
    closes = {each.person_id: each.closes for each in cohort.people}
    assert world.people["ada"] not in closes
    assert closes[world.people["bo"]] == ("둘",)


def test_the_pages_say_so_and_lead_to_the_quiz(app: Flask, world: World, sign_in, course: int) -> None:
    quiz = make_quiz(course)
    quiz_id, key = quiz.id, quiz.key
    admin = sign_in("admin")
    form = {"version": "0", "quiz-1": key}
    seen = admin.post(f"/courses/{course}/plan", data=form)
    assert f'<option value="{key}" selected>' in seen.text
    assert admin.post(f"/courses/{course}/plan", data={**form, "confirmed": "1"}).status_code == 302
    page = unescape(sign_in("ada").get(f"/courses/{course}", headers={"Accept-Language": "en"}).text)
    assert "(60%" in page
    assert f'href="/courses/quizzes/{quiz_id}"' in page
    lesson = queries.lesson_by_key(queries.newest_revision(course).id, "b.md")  # type: ignore[union-attr]
    closed = sign_in("ada").get(f"/courses/lessons/{lesson}")
    assert (closed.status_code, f'href="/courses/quizzes/{quiz_id}"' in closed.text) == (403, True)


def test_an_imported_quiz_counts_from_its_revision_on(app: Flask, world: World, course: int) -> None:
    asked = {
        "kind": "single",
        "prompt": "?",
        "options": [{"text": "a", "correct": True}, {"text": "b", "correct": False}],
    }
    version = {"language": "ko", "title": "새", "questions": [{**asked, "accepted": []}], "source": "x"}
    draft = replace(two_modules("new"), quizzes=({"key": "new", "lesson": "", "versions": [version]},))
    newer = services.store_revision(SYSTEM, course_id=course, draft=draft, now=NOW).id
    decide(course, ModuleRule("b.md", quiz="new"))
    assert second(world, "ada", course).is_open, "the cohort follows a revision without the quiz"
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=course, revision_id=newer)
    assert second(world, "ada", course).because is Because.QUIZ_BEFORE
