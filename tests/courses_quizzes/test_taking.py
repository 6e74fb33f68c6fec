"""Taking quizzes on a real database: once is once, the server's clock decides, marks are appended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.courses.models import QuizAttempt, QuizMark
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.types import (
    GRACE,
    Allowance,
    Kind,
    Option,
    Question,
    QuizWhyNot,
    Settings,
    Showing,
    Slot,
    Window,
)
from lms.courses.quizzes.written import read_drawn
from lms.courses.services import quizzes
from lms.courses.services.quizzes.taking import draw
from tests.courses_quizzes.seeds import CAPITAL, TERM
from tests.world import NOW, World, actor

TITLE = {"ko": "퀴즈", "en": "Quiz"}


def a_quiz(
    world: World, settings: Settings, *, window: Window | None = None, questions=(CAPITAL, TERM)
) -> tuple[int, list[int]]:
    teacher = actor(world, "teacher")
    quiz = quizzes.make_quiz(teacher, course_id=world.ids["course"], title=TITLE, now=NOW)
    quiz_id = quiz.id
    ids = quizzes.add_questions(teacher, quiz_id=quiz_id, questions=questions, tags=["pool"], now=NOW)
    if window:
        quizzes.set_window(teacher, quiz_id=quiz_id, cohort_id=world.ids["running"], window=window, now=NOW)
    quizzes.change_quiz(
        teacher, quiz_id=quiz_id, title=TITLE, lesson_key="", settings=settings, is_published=True, now=NOW
    )
    return quiz_id, ids


def percent_of(attempt_id: int) -> float:
    return reads.marks([attempt_id])[attempt_id].percent


def refusal(call) -> QuizWhyNot:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.reason


def test_two_tabs_are_one_attempt_and_twice_handed_in_is_once(app: Flask, world: World) -> None:
    quiz_id, (capital, term) = a_quiz(world, Settings())
    bo = actor(world, "bo")
    first = quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW).id
    assert quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW).id == first
    for answers in ({capital: ("o1",), term: ("데이터 베이스",)}, {capital: ("o2",), term: ("x",)}):
        quizzes.submit_attempt(bo, attempt_id=first, answers=answers, now=NOW)
    marks = reads.mark_history(first)
    assert [(mark.points, mark.possible, mark.percent) for mark in marks] == [(2.0, 2.0, 100.0)]
    assert [detail[4] for detail in marks[0].details] == ["right", "right"]
    assert (
        refusal(lambda: quizzes.save_answers(bo, attempt_id=first, answers={}, now=NOW)) is QuizWhyNot.ALREADY_SUBMITTED
    )


def test_saving_counts_what_changed_and_only_what_was_asked(app: Flask, world: World) -> None:
    quiz_id, (capital, term) = a_quiz(world, Settings())
    bo = actor(world, "bo")
    attempt = quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW).id
    assert quizzes.save_answers(bo, attempt_id=attempt, answers={capital: ("o1",), 10**6: ("x",)}, now=NOW) == 1
    assert (
        quizzes.save_answers(bo, attempt_id=attempt, answers={capital: ("o1",), term: ("a\x00b" * 400,)}, now=NOW) == 1
    )
    kept = reads.answers(attempt)
    assert set(kept) == {capital, term}
    assert len(kept[term].value[0]) == 500
    assert "\x00" not in kept[term].value[0]


def test_the_clock_keeps_what_was_saved_in_time(app: Flask, world: World) -> None:
    quiz_id, (capital, term) = a_quiz(world, Settings(minutes=10, attempts=1))
    bo = actor(world, "bo")
    attempt = quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW).id
    end = NOW + timedelta(minutes=10)
    quizzes.save_answers(bo, attempt_id=attempt, answers={capital: ("o1",)}, now=end - timedelta(seconds=1))
    late = end + GRACE + timedelta(seconds=1)
    assert (
        refusal(lambda: quizzes.save_answers(bo, attempt_id=attempt, answers={term: ("database",)}, now=late))
        is QuizWhyNot.TIME_IS_UP
    )
    stored = quizzes.submit_attempt(bo, attempt_id=attempt, answers={term: ("database",)}, now=late)
    assert (stored.ran_out, stored.submitted_at) == (True, end)
    assert percent_of(attempt) == 50.0
    assert refusal(lambda: quizzes.start_attempt(bo, quiz_id=quiz_id, now=late)) is QuizWhyNot.NO_ATTEMPT_LEFT


def test_an_answer_on_its_way_at_the_end_counts(app: Flask, world: World) -> None:
    quiz_id, (capital, term) = a_quiz(world, Settings(minutes=10))
    bo = actor(world, "bo")
    attempt = quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW).id
    answers = {capital: ("o1",), term: ("Database",)}
    quizzes.submit_attempt(bo, attempt_id=attempt, answers=answers, now=NOW + timedelta(minutes=10) + GRACE)
    assert percent_of(attempt) == 100.0


def test_the_job_closes_what_was_left_open_once(app: Flask, world: World) -> None:
    quiz_id, (capital, _term) = a_quiz(world, Settings(minutes=10))
    bo = actor(world, "bo")
    attempt = quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW).id
    quizzes.save_answers(bo, attempt_id=attempt, answers={capital: ("o1",)}, now=NOW)
    assert quizzes.close_overdue(NOW + timedelta(minutes=9)) == 0
    assert quizzes.close_overdue(NOW + timedelta(minutes=11)) == 1
    assert quizzes.close_overdue(NOW + timedelta(minutes=12)) == 0
    assert percent_of(attempt) == 50.0


def test_an_overdue_attempt_makes_way_for_the_next(app: Flask, world: World) -> None:
    quiz_id, _ids = a_quiz(world, Settings(minutes=10, attempts=2))
    bo = actor(world, "bo")
    first = quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW).id
    second = quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW + timedelta(minutes=30))
    assert (second.number, second.id != first, percent_of(first)) == (2, True, 0.0)


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (Window(NOW + timedelta(hours=1)), QuizWhyNot.NOT_OPEN),
        (Window(None, NOW - timedelta(hours=1)), QuizWhyNot.CLOSED),
    ],
)
def test_why_no_attempt_begins(app: Flask, world: World, window: Window, expected: QuizWhyNot) -> None:
    quiz_id, _ids = a_quiz(world, Settings(), window=window)
    bo = actor(world, "bo")
    assert refusal(lambda: quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW)) is expected


def test_an_exception_gives_time_attempts_and_a_later_end(app: Flask, world: World) -> None:
    end = NOW + timedelta(hours=1)
    quiz_id, _ids = a_quiz(world, Settings(attempts=1, minutes=10), window=Window(NOW - timedelta(hours=1), end))
    teacher, bo, person = actor(world, "teacher"), actor(world, "bo"), world.people["bo"]
    grant = {"quiz_id": quiz_id, "cohort_id": world.ids["running"], "person_id": person, "now": NOW}
    late = Allowance(5, 1, end + timedelta(hours=1))
    assert refusal(lambda: quizzes.allow(teacher, allowance=late, reason=" ", **grant)) is QuizWhyNot.NO_REASON
    with pytest.raises(NotFound):
        quizzes.allow(teacher, allowance=late, reason="x", **{**grant, "person_id": world.people["outsider"]})
    quizzes.allow(teacher, allowance=Allowance(1), reason="first", **grant)
    quizzes.allow(teacher, allowance=late, reason="a broken screen", **grant)
    one = quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW)
    assert one.due_at == NOW + timedelta(minutes=15)
    quizzes.submit_attempt(bo, attempt_id=one.id, answers={}, now=NOW)
    two = quizzes.start_attempt(bo, quiz_id=quiz_id, now=end + timedelta(minutes=55))
    assert two.due_at == end + timedelta(hours=1)
    cy = actor(world, "cy")
    assert refusal(lambda: quizzes.start_attempt(cy, quiz_id=quiz_id, now=end)) is QuizWhyNot.CLOSED


def test_a_checked_answer_stays(app: Flask, world: World) -> None:
    quiz_id, (capital, term) = a_quiz(world, Settings(showing=Showing.AT_ONCE))
    bo = actor(world, "bo")
    attempt = quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW).id
    quizzes.check_answer(bo, attempt_id=attempt, question_id=capital, answers={capital: ("o2",)}, now=NOW)
    quizzes.submit_attempt(bo, attempt_id=attempt, answers={capital: ("o1",), term: ("database",)}, now=NOW)
    assert percent_of(attempt) == 50.0
    other, (first, _second) = a_quiz(world, Settings())
    attempt = quizzes.start_attempt(bo, quiz_id=other, now=NOW).id
    check = {"attempt_id": attempt, "answers": {}, "now": NOW}
    assert refusal(lambda: quizzes.check_answer(bo, question_id=first, **check)) is QuizWhyNot.NOT_SHOWN_YET


def test_pools_draw_and_each_attempt_keeps_what_it_drew(app: Flask, world: World) -> None:
    many = [replace(CAPITAL, prompt={"ko": f"문항 {n}"}) for n in range(8)]
    quiz_id, ids = a_quiz(world, Settings(shuffles_questions=True), questions=many)
    teacher, bo = actor(world, "teacher"), actor(world, "bo")
    quizzes.arrange_quiz(teacher, quiz_id=quiz_id, slots=[Slot(ids[0]), Slot(tag="pool", count=3)], now=NOW)
    drawn = []
    for _turn in range(6):
        attempt = quizzes.start_attempt(bo, quiz_id=quiz_id, now=NOW)
        asked = tuple(place.question_id for place in read_drawn(attempt.drawn))
        again = draw(
            world.ids["course"],
            reads.editions([quiz_id], None)[quiz_id],
            Settings(shuffles_questions=True),
            attempt.seed,
            None,
        )
        assert tuple(place.question_id for place in again) == asked
        assert len(set(asked)) == 4
        assert ids[0] in asked
        drawn.append(asked)
        quizzes.submit_attempt(bo, attempt_id=attempt.id, answers={}, now=NOW)
    assert len(set(drawn)) > 1
    too_many = [Slot(tag="pool", count=9)]
    assert (
        refusal(lambda: quizzes.arrange_quiz(teacher, quiz_id=quiz_id, slots=too_many, now=NOW))
        is QuizWhyNot.POOL_TOO_SMALL
    )
    with pytest.raises(NotFound):
        quizzes.arrange_quiz(teacher, quiz_id=quiz_id, slots=[Slot(10**6)], now=NOW)


def test_a_regrade_shows_and_then_appends(app: Flask, world: World) -> None:
    quiz_id, (capital, term) = a_quiz(world, Settings())
    teacher, running = actor(world, "teacher"), world.ids["running"]
    attempts = {}
    for name, chosen in (("bo", "o1"), ("cy", "o2"), ("dan", "")):
        person = actor(world, name)
        attempts[name] = quizzes.start_attempt(person, quiz_id=quiz_id, now=NOW).id
        answers = {capital: (chosen,), term: ("database",)}
        quizzes.submit_attempt(person, attempt_id=attempts[name], answers=answers, now=NOW)
    apply = {"quiz_id": quiz_id, "cohort_id": running, "now": NOW}
    nothing = quizzes.regrade_of(teacher, quiz_id=quiz_id, cohort_id=running)
    assert nothing.changes == ()
    assert (
        refusal(lambda: quizzes.apply_regrade(teacher, fingerprint="", reason="x", **apply))
        is QuizWhyNot.NOTHING_TO_REGRADE
    )
    right_now = tuple(replace(option, is_right=not option.is_right) for option in CAPITAL.options)
    quizzes.revise_question(
        teacher, question_id=capital, question=replace(CAPITAL, options=right_now), tags=[], reason="wrong key", now=NOW
    )
    shown = quizzes.regrade_of(teacher, quiz_id=quiz_id, cohort_id=running)
    assert [(change.person_id, change.before, change.after) for change in shown.changes] == sorted(
        [(world.people["bo"], 100.0, 50.0), (world.people["cy"], 50.0, 100.0)]
    )
    assert (
        refusal(lambda: quizzes.apply_regrade(teacher, fingerprint="old", reason="x", **apply))
        is QuizWhyNot.REGRADE_CHANGED
    )
    assert (
        refusal(lambda: quizzes.apply_regrade(teacher, fingerprint=shown.fingerprint, reason="", **apply))
        is QuizWhyNot.NO_REASON
    )
    assert quizzes.apply_regrade(teacher, fingerprint=shown.fingerprint, reason="the key was wrong", **apply) == 2
    assert {name: percent_of(ident) for name, ident in attempts.items()} == {"bo": 50.0, "cy": 100.0, "dan": 50.0}
    history = reads.mark_history(attempts["bo"])
    assert [mark.percent for mark in history] == [100.0, 50.0]
    assert (history[1].supersedes_id, history[1].reason) == (history[0].id, "the key was wrong")
    assert quizzes.regrade_of(teacher, quiz_id=quiz_id, cohort_id=running).changes == ()


def test_the_kind_of_a_question_stays_and_the_same_again_is_nothing(app: Flask, world: World) -> None:
    _quiz_id, (capital, _term) = a_quiz(world, Settings())
    teacher = actor(world, "teacher")
    same = {"question_id": capital, "tags": ["pool"], "reason": "", "now": NOW}
    assert quizzes.revise_question(teacher, question=CAPITAL, **same) is None
    assert refusal(lambda: quizzes.revise_question(teacher, question=TERM, **same)) is QuizWhyNot.KIND_IS_FIXED
    assert [version.number for version in reads.history(capital)] == [1]


def test_what_must_fit_together(app: Flask, world: World) -> None:
    teacher, running = actor(world, "teacher"), world.ids["running"]
    quiz = quizzes.make_quiz(teacher, course_id=world.ids["course"], title=TITLE, now=NOW).id
    change = {"quiz_id": quiz, "title": TITLE, "lesson_key": "", "now": NOW}
    assert (
        refusal(lambda: quizzes.change_quiz(teacher, settings=Settings(), is_published=True, **change))
        is QuizWhyNot.NO_QUESTIONS
    )
    turned = Window(NOW, NOW - timedelta(hours=1))
    window = {"quiz_id": quiz, "cohort_id": running, "now": NOW}
    assert refusal(lambda: quizzes.set_window(teacher, window=turned, **window)) is QuizWhyNot.DATES_REVERSED
    quizzes.change_quiz(teacher, settings=Settings(showing=Showing.AFTER_CLOSE), is_published=False, **change)
    assert refusal(lambda: quizzes.set_window(teacher, window=Window(), **window)) is QuizWhyNot.NEEDS_CLOSE


def test_others_have_no_business_here(app: Flask, world: World) -> None:
    quiz_id, (capital, _term) = a_quiz(world, Settings())
    attempt = quizzes.start_attempt(actor(world, "bo"), quiz_id=quiz_id, now=NOW).id
    for name in ("outsider", "withdrawn", "other-teacher", "other-admin", "mentor"):
        with pytest.raises(NotFound):
            quizzes.start_attempt(actor(world, name), quiz_id=quiz_id, now=NOW)
    for name in ("cy", "teacher", "outsider"):
        with pytest.raises(NotFound):
            quizzes.submit_attempt(actor(world, name), attempt_id=attempt, answers={}, now=NOW)
    with pytest.raises(NotAllowed):
        quizzes.revise_question(actor(world, "bo"), question_id=capital, question=CAPITAL, tags=[], reason="", now=NOW)
    with pytest.raises(NotFound):
        quizzes.regrade_of(actor(world, "teacher"), quiz_id=quiz_id, cohort_id=world.ids["other"])


def test_a_trial_of_staff_counts_for_nothing(app: Flask, world: World) -> None:
    quiz_id, _ids = a_quiz(world, Settings(attempts=1), window=Window(NOW + timedelta(days=1)))
    teacher = actor(world, "teacher")
    for _turn in range(2):
        attempt = quizzes.start_attempt(teacher, quiz_id=quiz_id, now=NOW)
        assert (attempt.is_trial, attempt.cohort_id) == (True, None)
        quizzes.submit_attempt(teacher, attempt_id=attempt.id, answers={}, now=NOW)
    assert reads.attempts_of_cohort(quiz_id, world.ids["running"]) == []


def test_a_mark_is_never_changed(app: Flask, world: World) -> None:
    mark = db.session.scalar(select(QuizMark).join(QuizAttempt, QuizAttempt.id == QuizMark.attempt_id))
    assert mark is not None
    statement = f"UPDATE quiz_mark SET points = 9 WHERE id = {mark.id}"
    with pytest.raises(DBAPIError, match="append"), db.engine.begin() as connection:
        connection.execution_options(lms_unwatched=True).exec_driver_sql(statement)


def test_one_language_is_enough(app: Flask, world: World) -> None:
    only = Question(
        Kind.TRUE_FALSE, {"ko": "맞습니까?"}, (Option("o1", {"ko": "참"}, True), Option("o2", {"ko": "거짓"}))
    )
    _quiz, (ident,) = a_quiz(world, Settings(), questions=(only,))
    assert reads.versions([ident], None)[ident].html["prompt"]["ko"].strip() == "<p>맞습니까?</p>"
