"""How a class of the demo reads its course: progress, bookmarks, a note, reported problems, rules and an exception."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise

from sqlalchemy import select

from lms.accounts.types import Role
from lms.cohorts.models import Cohort
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.clock import local_date
from lms.core.db import db
from lms.core.transaction import transaction
from lms.courses import queries
from lms.courses import services as courses
from lms.courses.delivery.types import EventKind, ModuleRule, ModuleShape, NamedEvent, Plan
from lms.courses.models import CohortCourse, Lesson
from lms.courses.queries import Pin
from lms.demo.class_life import Trainees, as_trainee

PROJECT_WEEK = "프로젝트 주간"
SECOND_MONTH = "둘째 달 시작"
SHARES = (0.75, 0.55, 0.9, 0.75, 0.4, 0.9, 0.6, 0.1, 0.8, 0.0, 0.7, 0.95, 0.5, 0.6, 0.85, 0.3, 0.65, 0.7)
"""How much of what is open each trainee has read, by place in the class."""


def read_course(chance: random.Random, cohort: Cohort, trainees: Trainees, *, now: datetime) -> None:
    """Everything that happened with the course of a running class."""
    course_id = db.session.scalars(select(CohortCourse.course_id).where(CohortCourse.cohort_id == cohort.id)).one()
    pin = next(pin for pin in queries.pins_of_course(course_id) if pin.cohort.id == cohort.id)
    shapes = queries.shapes_of_revision(pin.course.revision_id)
    lessons = _lessons(pin, shapes[:-1])
    for place, (_enrolment, person) in enumerate(trainees):
        _read(chance, as_trainee(person, cohort.id), lessons, SHARES[place % len(SHARES)], now=now)
    _write(cohort, trainees, lessons, now=now)
    _decide(pin, shapes, trainees, now=now)


def _lessons(pin: Pin, shapes: list[ModuleShape]) -> list[int]:
    wanted = [key for shape in shapes for key in shape.lessons]
    rows = db.session.execute(select(Lesson.key, Lesson.id).where(Lesson.revision_id == pin.course.revision_id))
    ids = {row[0]: row[1] for row in rows}
    return [ids[key] for key in wanted]


def _read(chance: random.Random, reader: Actor, lessons: list[int], share: float, *, now: datetime) -> None:
    """A share of the lessons finished, spread over the weeks until now; the next one left halfway."""
    many = round(len(lessons) * share)
    quiet = timedelta(days=chance.choice((0, 1, 1, 2, 3))) if share > 0.2 else timedelta(days=11)
    until = now - quiet
    with transaction():
        for place, lesson_id in enumerate(lessons[:many]):
            when = until - timedelta(days=2 * (many - place), hours=chance.randint(0, 9))
            courses.finish_lesson(reader, lesson_id=lesson_id, language="ko", now=when)
        if 0 < many < len(lessons):
            courses.keep_place(
                reader,
                lesson_id=lessons[many],
                language="ko",
                anchor="",
                permille=chance.randint(150, 800),
                is_leaving=True,
                now=until,
            )


def _write(cohort: Cohort, trainees: Trainees, lessons: list[int], *, now: datetime) -> None:
    first, second = (as_trainee(person, cohort.id) for _enrolment, person in trainees[:2])
    courses.keep_note(
        first,
        lesson_id=lessons[0],
        language="ko",
        body="면접 전에 다시 볼 것: **왜** 이렇게 쓰는지 말로 설명하기.\n\n- [ ] 예제를 보지 않고 다시 쓰기",
        now=now - timedelta(days=3),
    )
    answered = courses.report_problem(
        first,
        lesson_id=lessons[1],
        language="ko",
        text="둘째 예제를 그대로 실행하면 오류가 납니다. 따옴표가 빠진 것 같습니다.",
        now=now - timedelta(days=6),
    )
    teacher = Actor(None, "", frozenset({Grant(Role.INSTRUCTOR, "cohort", cohort.id)}))
    courses.answer_report(
        teacher,
        report_id=answered.id,
        answer="알려 주셔서 고맙습니다. 다음 판에서 고치겠습니다. 지금은 값을 큰따옴표로 감싸서 실행하십시오.",
        now=now - timedelta(days=5),
    )
    courses.report_problem(
        second,
        lesson_id=lessons[0],
        language="ko",
        text="연습 문제 마지막 항목이 무엇을 묻는지 모르겠습니다. 예시가 하나 있으면 좋겠습니다.",
        now=now - timedelta(hours=20),
    )


def _check_of(course_id: int) -> str:
    """The key of the quiz with a pass line, where the course has one."""
    return next((key for key, gate in queries.gates_of(course_id).items() if gate.percent and gate.is_published), "")


def _decide(pin: Pin, shapes: list[ModuleShape], trainees: Trainees, *, now: datetime) -> None:
    """Later modules wait for days and for one another; the last one is still closed, but for one trainee."""
    if queries.plan_of(pin.course.id).version == 0:
        later = [ModuleRule(shape.key, after=(before.key,)) for before, shape in pairwise(shapes[1:-1])]
        later[-1] = replace(later[-1], quiz=_check_of(pin.course.id))
        plan = Plan(
            events=(
                NamedEvent(SECOND_MONTH, EventKind.CLASS_DAY, days=20, at=time(9)),
                NamedEvent(PROJECT_WEEK, EventKind.WEEKDAY, week=20, weekday=0, at=time(9)),
            ),
            rules=(
                ModuleRule(shapes[1].key, event=SECOND_MONTH),
                *later,
                ModuleRule(shapes[-1].key, event=PROJECT_WEEK, after=(shapes[-2].key,)),
            ),
        )
        courses.decide_plan(SYSTEM, course_id=pin.course.id, plan=plan, reason="개강 전 협의", now=now)
    courses.open_for(
        SYSTEM,
        course_id=pin.course.id,
        cohort_id=pin.cohort.id,
        person_id=trainees[2][1],
        module=shapes[-1].key,
        until=local_date(now) + timedelta(days=14),
        reason="교육청 공모전 준비로 먼저 시작",
        now=now,
    )
