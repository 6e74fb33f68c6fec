"""Reads of quizzes: what is asked, what was answered, how it was marked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from lms.core.db import db
from lms.courses.models import (
    Quiz,
    QuizAnswer,
    QuizAttempt,
    QuizEdition,
    QuizException,
    QuizMark,
    QuizQuestion,
    QuizQuestionVersion,
    QuizWindow,
)
from lms.courses.quizzes.types import Allowance, Answer, Past, Window


def quizzes_of_course(course_id: int, *, with_drafts: bool) -> list[Quiz]:
    """The quizzes of a course in the order of their keys."""
    statement = select(Quiz).where(Quiz.course_id == course_id).order_by(Quiz.key)
    if not with_drafts:
        statement = statement.where(Quiz.is_published.is_(True))
    return list(db.session.scalars(statement))


@cache
def _of_lesson() -> Select[int, dict[str, Any]]:
    """Made once: putting it together costs more than running it."""
    return (
        select(Quiz.id, Quiz.title)
        .where(
            Quiz.course_id == bindparam("course"), Quiz.lesson_key == bindparam("lesson"), Quiz.is_published.is_(True)
        )
        .order_by(Quiz.key)
    )


def quizzes_of_lesson(course_id: int, lesson_key: str) -> list[tuple[int, dict[str, str]]]:
    """The published quizzes of a lesson: id and title."""
    rows = db.session.execute(_of_lesson(), {"course": course_id, "lesson": lesson_key})
    return [(row[0], row[1]) for row in rows]


def editions(quiz_ids: Iterable[int], revision_id: int | None) -> dict[int, QuizEdition]:
    """By quiz, the newest edition that belongs to no later revision than this one (None: the newest of all)."""
    newest = select(func.max(QuizEdition.id)).where(QuizEdition.quiz_id.in_(list(quiz_ids)))
    if revision_id is not None:
        newest = newest.where(or_(QuizEdition.revision_id.is_(None), QuizEdition.revision_id <= revision_id))
    rows = db.session.scalars(select(QuizEdition).where(QuizEdition.id.in_(newest.group_by(QuizEdition.quiz_id))))
    return {row.quiz_id: row for row in rows}


def versions(question_ids: Iterable[int], revision_id: int | None) -> dict[int, QuizQuestionVersion]:
    """By question, the newest version that belongs to no later revision than this one (None: the newest of all)."""
    table = QuizQuestionVersion
    newest = select(func.max(table.id)).where(table.question_id.in_(list(question_ids)))
    if revision_id is not None:
        newest = newest.where(or_(table.revision_id.is_(None), table.revision_id <= revision_id))
    rows = db.session.scalars(select(table).where(table.id.in_(newest.group_by(table.question_id))))
    return {row.question_id: row for row in rows}


def versions_by_id(ids: Iterable[int]) -> dict[int, QuizQuestionVersion]:
    """Versions by their own id."""
    rows = db.session.scalars(select(QuizQuestionVersion).where(QuizQuestionVersion.id.in_(list(ids))))
    return {row.id: row for row in rows}


def history(question_id: int) -> list[QuizQuestionVersion]:
    """Every version of a question, newest first."""
    return list(
        db.session.scalars(
            select(QuizQuestionVersion)
            .where(QuizQuestionVersion.question_id == question_id)
            .order_by(QuizQuestionVersion.number.desc())
        )
    )


def bank(course_id: int) -> list[QuizQuestion]:
    """Every question of a course."""
    return list(
        db.session.scalars(select(QuizQuestion).where(QuizQuestion.course_id == course_id).order_by(QuizQuestion.id))
    )


def pools(course_id: int) -> dict[str, list[int]]:
    """The questions of a course by tag."""
    found: dict[str, list[int]] = {}
    for ident, tags in db.session.execute(
        select(QuizQuestion.id, QuizQuestion.tags).where(QuizQuestion.course_id == course_id).order_by(QuizQuestion.id)
    ):
        for tag in tags:
            found.setdefault(tag, []).append(ident)
    return found


def window_of(quiz_id: int, cohort_id: int | None) -> Window:
    """When the quiz is open for a cohort."""
    row = db.session.scalar(select(QuizWindow).where(QuizWindow.quiz_id == quiz_id, QuizWindow.cohort_id == cohort_id))
    return Window(row.opens_at, row.closes_at) if row else Window()


def windows(quiz_ids: Iterable[int], cohort_ids: Iterable[int]) -> dict[tuple[int, int], Window]:
    """By quiz and cohort, when quizzes are open."""
    rows = db.session.scalars(
        select(QuizWindow).where(QuizWindow.quiz_id.in_(list(quiz_ids)), QuizWindow.cohort_id.in_(list(cohort_ids)))
    )
    return {(row.quiz_id, row.cohort_id): Window(row.opens_at, row.closes_at) for row in rows}


def exceptions(quiz_id: int, cohort_id: int | None) -> dict[int, QuizException]:
    """By person, the exception that counts in a cohort."""
    rows = db.session.scalars(
        select(QuizException)
        .where(QuizException.quiz_id == quiz_id, QuizException.cohort_id == cohort_id)
        .order_by(QuizException.id)
    )
    return {row.person_id: row for row in rows}


def allowance_of(quiz_id: int, person_id: int, cohort_id: int | None) -> Allowance:
    """What this person was granted."""
    row = db.session.scalar(
        select(QuizException)
        .where(
            QuizException.quiz_id == quiz_id,
            QuizException.person_id == person_id,
            QuizException.cohort_id == cohort_id,
        )
        .order_by(QuizException.id.desc())
        .limit(1)
    )
    return Allowance(row.extra_minutes, row.extra_attempts, row.closes_at) if row else Allowance()


def attempts_of(quiz_id: int, person_id: int, cohort_id: int | None) -> list[QuizAttempt]:
    """A person's attempts in a cohort (None: trials), oldest first."""
    statement = select(QuizAttempt).where(QuizAttempt.quiz_id == quiz_id, QuizAttempt.person_id == person_id)
    statement = statement.where(
        QuizAttempt.cohort_id.is_(None) if cohort_id is None else QuizAttempt.cohort_id == cohort_id
    )
    return list(db.session.scalars(statement.order_by(QuizAttempt.number)))


def attempts_of_cohort(quiz_id: int, cohort_id: int) -> list[QuizAttempt]:
    """Every attempt of a cohort, by person and number; no trials."""
    return list(
        db.session.scalars(
            select(QuizAttempt)
            .where(
                QuizAttempt.quiz_id == quiz_id,
                QuizAttempt.cohort_id == cohort_id,
                QuizAttempt.is_trial.is_(False),
            )
            .order_by(QuizAttempt.person_id, QuizAttempt.number)
        )
    )


def marks(attempt_ids: Iterable[int]) -> dict[int, QuizMark]:
    """By attempt, the mark that stands."""
    later = aliased(QuizMark)
    rows = db.session.scalars(
        select(QuizMark)
        .outerjoin(later, later.supersedes_id == QuizMark.id)
        .where(QuizMark.attempt_id.in_(list(attempt_ids)), later.id.is_(None))
    )
    return {row.attempt_id: row for row in rows}


def mark_history(attempt_id: int) -> list[QuizMark]:
    """Every mark of an attempt, oldest first."""
    return list(db.session.scalars(select(QuizMark).where(QuizMark.attempt_id == attempt_id).order_by(QuizMark.id)))


def answers(attempt_id: int) -> dict[int, QuizAnswer]:
    """By question, what was answered."""
    rows = db.session.scalars(select(QuizAnswer).where(QuizAnswer.attempt_id == attempt_id))
    return {row.question_id: row for row in rows}


def answers_of_attempts(attempt_ids: Iterable[int]) -> dict[tuple[int, int], Answer]:
    """By attempt and question, what was answered."""
    rows = db.session.execute(
        select(QuizAnswer.attempt_id, QuizAnswer.question_id, QuizAnswer.value).where(
            QuizAnswer.attempt_id.in_(list(attempt_ids))
        )
    )
    return {(attempt, question): tuple(value) for attempt, question, value in rows}


def past_of(attempts: Iterable[QuizAttempt], standing: dict[int, QuizMark]) -> list[Past]:
    """Finished attempts as rules know them."""
    return [
        Past(
            attempt.number,
            attempt.started_at,
            attempt.submitted_at,
            standing[attempt.id].percent if attempt.id in standing else None,
        )
        for attempt in attempts
        if attempt.submitted_at is not None
    ]


def allowances_of(quiz_ids: Iterable[int], person_id: int, cohort_id: int | None) -> dict[int, Allowance]:
    """By quiz, what this person was granted in a cohort."""
    rows = db.session.scalars(
        select(QuizException)
        .where(
            QuizException.quiz_id.in_(list(quiz_ids)),
            QuizException.person_id == person_id,
            QuizException.cohort_id == cohort_id,
        )
        .order_by(QuizException.id)
    )
    return {row.quiz_id: Allowance(row.extra_minutes, row.extra_attempts, row.closes_at) for row in rows}


def attempts_by_quiz(quiz_ids: Iterable[int], person_id: int, cohort_id: int | None) -> dict[int, list[QuizAttempt]]:
    """By quiz, a person's attempts in a cohort (None: trials), oldest first."""
    found: dict[int, list[QuizAttempt]] = {}
    statement = select(QuizAttempt).where(QuizAttempt.quiz_id.in_(list(quiz_ids)), QuizAttempt.person_id == person_id)
    statement = statement.where(
        QuizAttempt.cohort_id.is_(None) if cohort_id is None else QuizAttempt.cohort_id == cohort_id
    )
    for row in db.session.scalars(statement.order_by(QuizAttempt.number)):
        found.setdefault(row.quiz_id, []).append(row)
    return found


def own_attempts(person_id: int) -> list[dict[str, object]]:
    """A person's attempts as plain values, for that person."""
    rows = db.session.execute(
        select(QuizAttempt, Quiz.title)
        .join(Quiz, Quiz.id == QuizAttempt.quiz_id)
        .where(QuizAttempt.person_id == person_id)
        .order_by(QuizAttempt.id)
    ).all()
    standing = marks(attempt.id for attempt, _title in rows)
    return [
        {
            "quiz": title,
            "attempt": attempt.number,
            "started_at": attempt.started_at.isoformat(),
            "handed_in_at": attempt.submitted_at.isoformat() if attempt.submitted_at else None,
            "percent": standing[attempt.id].percent if attempt.id in standing else None,
        }
        for attempt, title in rows
    ]
