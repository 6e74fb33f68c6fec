"""Quizzes of imported courses: real ones are there to be taken; the same again changes nothing."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from flask import Flask

from lms.core.actor import SYSTEM
from lms.core.errors import Refused
from lms.courses import services
from lms.courses.delivery.types import EventKind, ModuleRule, NamedEvent, Plan
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.types import QuizWhyNot
from lms.courses.quizzes.written import read_question
from lms.courses.reading.questions import Option, Question, QuestionKind, Quiz, QuizVersion
from lms.courses.services import quizzes
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft
from tests.world import NOW, World, actor


def read(prompt: str, *, right: int = 0, count: int = 1) -> Quiz:
    options = tuple(Option(text, place == right) for place, text in enumerate(("가", "나")))
    questions = tuple(Question(QuestionKind.SINGLE, f"{prompt} {n}", options=options) for n in range(count))
    return Quiz("quizzes/01", (QuizVersion("ko", "가져온 퀴즈", questions, "x"),), "a.md")


def store(course_id: int, body: str, quiz: Quiz) -> int:
    lesson = LessonDraft("a.md", (TextDraft("ko", "가", body),))
    draft = CourseDraft((ModuleDraft({"ko": "모듈"}, (lesson,)),), quizzes=(asdict(quiz),))
    return services.store_revision(SYSTEM, course_id=course_id, draft=draft, now=NOW).id


@pytest.fixture
def course(app: Flask, world: World) -> int:
    return services.found_course(SYSTEM, centre_id=world.ids["centre"], code="imported", title={"ko": "가져온"}).id


def prompts(course_id: int, revision_id: int | None) -> list[str]:
    (quiz,) = reads.quizzes_of_course(course_id, with_drafts=True)
    slots = reads.editions([quiz.id], revision_id)[quiz.id].slots
    versions = reads.versions([slot["question_id"] for slot in slots], revision_id)
    return [versions[slot["question_id"]].body["prompt"]["ko"] for slot in slots]


def test_an_imported_quiz_is_an_open_exercise_at_its_lesson(course: int, world: World) -> None:
    revision = store(course, "one", read("무엇"))
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=course, revision_id=revision)
    (quiz,) = reads.quizzes_of_course(course, with_drafts=False)
    assert (quiz.title, quiz.lesson_key, quiz.key) == ({"ko": "가져온 퀴즈"}, "a.md", "quizzes/01")
    assert reads.quizzes_of_lesson(course, "a.md") == [(quiz.id, {"ko": "가져온 퀴즈"})]
    assert quizzes.start_attempt(actor(world, "bo"), quiz_id=quiz.id, now=NOW).number == 1


def test_each_revision_keeps_its_questions_and_only_changes_are_new(course: int, world: World) -> None:
    first = store(course, "one", read("무엇"))
    same = store(course, "two", read("무엇"))
    (quiz,) = reads.quizzes_of_course(course, with_drafts=True)
    assert reads.editions([quiz.id], same)[quiz.id].number == 1
    changed = store(course, "two", read("어떻게", count=2))
    assert prompts(course, first) == prompts(course, same) == ["무엇 0"]
    assert prompts(course, changed) == prompts(course, None) == ["어떻게 0", "어떻게 1"]
    assert reads.editions([quiz.id], None)[quiz.id].number == 2


def test_an_instructors_change_outlives_the_next_import_of_the_same(course: int, world: World) -> None:
    revision = store(course, "one", read("무엇"))
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=course, revision_id=revision)
    (quiz,) = reads.quizzes_of_course(course, with_drafts=True)
    ident = reads.editions([quiz.id], None)[quiz.id].slots[0]["question_id"]
    body = reads.versions([ident], None)[ident].body
    better = read_question({**body, "prompt": {"ko": "더 나은 물음"}})
    quizzes.revise_question(actor(world, "teacher"), question_id=ident, question=better, tags=[], reason="", now=NOW)
    store(course, "two", read("무엇"))
    assert prompts(course, None) == prompts(course, revision) == ["더 나은 물음"]


def test_a_quiz_waits_for_its_lesson(course: int, world: World, sign_in) -> None:
    revision = store(course, "one", read("무엇"))
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=course, revision_id=revision)
    plan = Plan(0, (NamedEvent("later", EventKind.BY_HAND),), (ModuleRule("a.md", event="later"),))
    services.decide_plan(SYSTEM, course_id=course, plan=plan, reason="", now=NOW)
    (quiz,) = reads.quizzes_of_course(course, with_drafts=True)
    quiz_id = quiz.id
    with pytest.raises(Refused) as refused:
        quizzes.start_attempt(actor(world, "bo"), quiz_id=quiz_id, now=NOW)
    assert refused.value.reason is QuizWhyNot.LESSON_CLOSED
    browser = sign_in("bo")
    assert browser.get(f"/courses/quizzes/{quiz_id}").text.count("/start") == 0
    assert browser.get(f"/courses/{course}/quizzes").status_code == 200
    assert 'class="search-hits"' not in browser.get("/courses/search?q=one&course=" + str(course)).text
    assert quizzes.start_attempt(actor(world, "teacher"), quiz_id=quiz_id, now=NOW).is_trial


def test_a_person_gets_their_attempts_with_their_data(world: World, app: Flask) -> None:
    mine = reads.own_attempts(world.people["ada"])
    assert [(row["attempt"], row["percent"]) for row in mine] == [(1, 50.0), (2, None)]
    assert reads.own_attempts(world.people["cy"]) == []


def test_quizzes_of_a_real_course_can_be_taken(course: int, world: World, shared_data: Path) -> None:
    from lms.courses.reading import read_course

    tree = read_course(shared_data / "real-courses/courses/webdev-ko")
    draft = services.draft_of(tree, source="webdev-ko")
    services.store_revision(SYSTEM, course_id=course, draft=draft, now=NOW)
    found = reads.quizzes_of_course(course, with_drafts=False)
    asked = reads.editions([quiz.id for quiz in found], None)
    counts = sum(len(edition.slots) for edition in asked.values())
    assert len(found) == len([quiz for quiz in tree.quizzes if quiz.questions]) > 20
    assert counts == sum(len(quiz.questions) for quiz in tree.quizzes)
    with pytest.raises(Refused):
        services.store_revision(SYSTEM, course_id=course, draft=draft, now=NOW)
    assert json.dumps(asked[found[0].id].slots)
