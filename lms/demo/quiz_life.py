"""Quizzes of a running class: an exercise at a lesson, and a check with a time limit that the class has taken."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from math import exp

from sqlalchemy import select

from lms.accounts.models import Person
from lms.accounts.types import Role
from lms.cohorts.models import Cohort
from lms.core.actor import Actor, Grant
from lms.core.db import db
from lms.courses.models import CohortCourse, Course
from lms.courses.quizzes.types import Allowance, Answer, Kind, Question, Settings, Window
from lms.courses.services import quizzes
from lms.demo import quiz_texts as texts
from lms.demo.moments import evening

Trainees = list[tuple[int, int]]


def run(cohort: Cohort, trainees: Trainees, *, now: datetime) -> None:
    """Two quizzes of the data class, taken by most; other classes have none yet."""
    course_id = db.session.scalar(
        select(CohortCourse.course_id)
        .join(Course, Course.id == CohortCourse.course_id)
        .where(CohortCourse.cohort_id == cohort.id, Course.code == "data-ai")
    )
    teacher_id = db.session.scalar(select(Person.id).where(Person.email == "instructor@example.org"))
    teacher = Actor(teacher_id, "", frozenset({Grant(Role.INSTRUCTOR, "cohort", cohort.id)}))
    if course_id is None:
        return
    chance = random.Random(31)
    exercise = _exercise(teacher, course_id, now=now - timedelta(days=30))
    check = _check(teacher, cohort, course_id, trainees, now=now)
    for place, (_enrolment, person_id) in enumerate(trainees):
        actor = Actor(person_id, "", frozenset({Grant(Role.TRAINEE, "cohort", cohort.id)}))
        skill = chance.gauss(0.2, 1.0)
        if place % 3 != 2:
            when = now - timedelta(days=chance.randint(8, 20), minutes=chance.randint(0, 500))
            easy = (0.0,) * len(texts.EXERCISE)
            _take(chance, actor, quiz_id=exercise, questions=texts.EXERCISE, hardness=easy, skill=skill, when=when)
        if place in (5, 11):
            continue
        when = now - timedelta(days=chance.randint(3, 8), minutes=chance.randint(0, 500))
        take = partial(
            _take, chance, actor, quiz_id=check, questions=texts.CHECK, hardness=texts.HARDNESS, odd=texts.ODD_ITEM
        )
        take(skill=skill, when=when)
        if chance.random() < 0.35:
            later = when + timedelta(hours=3)
            take(skill=skill + 0.8, when=later)


def _exercise(teacher: Actor, course_id: int, *, now: datetime) -> int:
    quiz_id = quizzes.make_quiz(teacher, course_id=course_id, title=texts.EXERCISE_TITLE, now=now).id
    quizzes.add_questions(teacher, quiz_id=quiz_id, questions=texts.EXERCISE, tags=["결측"], now=now)
    quizzes.change_quiz(
        teacher,
        quiz_id=quiz_id,
        title=texts.EXERCISE_TITLE,
        lesson_key=texts.EXERCISE_LESSON,
        settings=Settings(),
        is_published=True,
        now=now,
    )
    return quiz_id


def _check(teacher: Actor, cohort: Cohort, course_id: int, trainees: Trainees, *, now: datetime) -> int:
    begins = now - timedelta(days=9)
    quiz_id = quizzes.make_quiz(teacher, course_id=course_id, title=texts.CHECK_TITLE, now=begins).id
    quizzes.add_questions(teacher, quiz_id=quiz_id, questions=texts.CHECK, tags=["비교"], now=begins)
    window = Window(begins, evening(now, days=5))
    quizzes.set_window(teacher, quiz_id=quiz_id, cohort_id=cohort.id, window=window, now=begins)
    quizzes.change_quiz(
        teacher,
        quiz_id=quiz_id,
        title=texts.CHECK_TITLE,
        lesson_key="",
        settings=Settings(attempts=2, minutes=20, pause_minutes=60, pass_percent=60, shuffles_questions=True),
        is_published=True,
        now=begins,
    )
    quizzes.allow(
        teacher,
        quiz_id=quiz_id,
        cohort_id=cohort.id,
        person_id=trainees[4][1],
        allowance=Allowance(extra_minutes=10),
        reason="화면 낭독기 사용",
        now=begins,
    )
    return quiz_id


def _take(
    chance: random.Random,
    actor: Actor,
    *,
    quiz_id: int,
    questions: Sequence[Question],
    hardness: Sequence[float],
    skill: float,
    when: datetime,
    odd: int = -1,
) -> None:
    attempt = quizzes.start_attempt(actor, quiz_id=quiz_id, now=when)
    asked = sorted({place[0] for place in attempt.drawn})
    answers = {}
    for place, (question_id, question) in enumerate(zip(asked, questions, strict=True)):
        pull = (-1.2 * skill - 0.6) if place == odd else 1.6 * (skill - hardness[place])
        is_right = chance.random() < 1 / (1 + exp(-pull))
        answers[question_id] = right_answer(question) if is_right else _wrong(chance, question)
    ends = when + timedelta(minutes=chance.randint(6, 18))
    quizzes.submit_attempt(actor, attempt_id=attempt.id, answers=answers, now=ends)


def right_answer(question: Question) -> Answer:
    """What earns all points."""
    if question.kind is Kind.SHORT_TEXT:
        return question.accepted[:1]
    if question.kind is Kind.NUMBER:
        return (f"{question.number:g}",)
    if question.kind is Kind.MATCHING:
        return tuple(f"{option.id}={option.id}" for option in question.left_sides)
    return tuple(option.id for option in question.options if option.is_right or question.kind is Kind.ORDERING)


def _wrong(chance: random.Random, question: Question) -> Answer:
    if question.kind is Kind.SHORT_TEXT:
        return (chance.choice(("NULL", "모르겠습니다", "UNION")),)
    if question.kind is Kind.NUMBER:
        return (chance.choice(("9", "0.1", "262.8", "약 열 개")),)
    ids = [option.id for option in question.options]
    if question.kind is Kind.ORDERING:
        return (ids[1], ids[0], *ids[2:])
    if question.kind is Kind.MATCHING:
        return (f"{ids[0]}={ids[1]}", *(f"{ident}={ident}" for ident in ids[1:3]))
    wrong = [option.id for option in question.options if not option.is_right]
    chosen = chance.choice(wrong)
    if question.kind is Kind.MULTIPLE:
        return (right_answer(question)[0], chosen) if chance.random() < 0.6 else (chosen,)
    return (chosen,)
