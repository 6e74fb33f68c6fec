"""Several requests at once, on real connections: the database decides, one effect remains."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from flask import Flask

from lms.core.db import db
from lms.core.errors import Refused
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.types import Allowance, Settings
from lms.courses.services import quizzes
from tests.courses_quizzes.seeds import CAPITAL, TERM
from tests.world import NOW, World, actor


def at_once(app: Flask, action: Callable[[], object], count: int = 4) -> list[object]:
    def run(_number: int) -> object:
        with app.app_context():
            try:
                return action()
            except Refused as refusal:
                return str(refusal.reason)
            finally:
                db.session.remove()

    db.session.remove()
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def a_quiz(world: World) -> tuple[int, list[int]]:
    teacher = actor(world, "teacher")
    quiz_id = quizzes.make_quiz(teacher, course_id=world.ids["course"], title={"ko": "동시"}, now=NOW).id
    ids = quizzes.add_questions(teacher, quiz_id=quiz_id, questions=[CAPITAL, TERM], tags=[], now=NOW)
    quizzes.change_quiz(
        teacher, quiz_id=quiz_id, title={"ko": "동시"}, lesson_key="", settings=Settings(), is_published=True, now=NOW
    )
    return quiz_id, ids


def test_four_clicks_begin_one_attempt_and_hand_it_in_once(app: Flask, world: World) -> None:
    quiz_id, (capital, _term) = a_quiz(world)
    bo = actor(world, "bo")
    started = at_once(app, lambda: quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW).id)
    assert len(set(started)) == 1
    attempt = int(str(started[0]))
    at_once(app, lambda: quizzes.save_answers(bo, attempt_id=attempt, answers={capital: ("o1",)}, now=NOW))
    at_once(app, lambda: quizzes.submit_attempt(bo, attempt_id=attempt, answers={}, now=NOW).id)
    assert [mark.percent for mark in reads.mark_history(attempt)] == [50.0]


def test_two_regrades_are_one(app: Flask, world: World) -> None:
    quiz_id, (capital, _term) = a_quiz(world)
    teacher, bo, running = actor(world, "teacher"), actor(world, "bo"), world.ids["running"]
    attempt = quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW).id
    quizzes.submit_attempt(bo, attempt_id=attempt, answers={capital: ("o2",)}, now=NOW)
    turned = replace(CAPITAL, options=tuple(replace(each, is_right=not each.is_right) for each in CAPITAL.options))
    quizzes.revise_question(teacher, question_id=capital, question=turned, tags=[], reason="", now=NOW)
    shown = quizzes.regrade_of(teacher, quiz_id=quiz_id, cohort_id=running).fingerprint
    done = at_once(
        app,
        lambda: quizzes.apply_regrade(
            teacher, quiz_id=quiz_id, cohort_id=running, fingerprint=shown, reason="key", now=NOW
        ),
    )
    assert sorted(map(str, done)) == ["1", *["quiz_nothing_to_regrade"] * 3]
    assert [mark.percent for mark in reads.mark_history(attempt)] == [0.0, 50.0]


def test_exceptions_granted_at_once_follow_each_other(app: Flask, world: World) -> None:
    quiz_id, _ids = a_quiz(world)
    teacher, running, person = actor(world, "teacher"), world.ids["running"], world.people["bo"]
    at_once(
        app,
        lambda: quizzes.allow(
            teacher, quiz_id=quiz_id, cohort_id=running, person_id=person, allowance=Allowance(5), reason="x", now=NOW
        ),
    )
    assert reads.allowance_of(quiz_id, person, running) == Allowance(5)
