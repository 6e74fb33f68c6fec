"""Reads of quizzes that modules wait for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from lms.core.db import db
from lms.core.languages import current_language
from lms.courses.delivery.types import QuizGate
from lms.courses.models import Quiz, QuizAttempt, QuizEdition, QuizMark
from lms.courses.quizzes.shown import text_in


def gates_of(course_id: int) -> dict[str, QuizGate]:
    """By key, every quiz of a course that a rule may name, drafts too."""
    rows = db.session.execute(
        select(Quiz.key, Quiz.id, Quiz.title, Quiz.settings, Quiz.lesson_key, Quiz.is_published)
        .where(Quiz.course_id == course_id)
        .order_by(Quiz.key)
    )
    return {row[0]: _gate(row[1], row[2], row[3], row[4], is_published=row[5]) for row in rows}


def passed_gates(
    keys: Collection[str],
    *,
    course_id: int,
    revision_id: int | None,
    cohort_id: int,
    person_ids: Collection[int],
    now: datetime,
) -> tuple[dict[str, QuizGate], frozenset[tuple[str, int]]]:
    """The quizzes of these keys that the cohort can take, and who passed which (key, person), by any attempt handed in
    until ``now``; a quiz without a pass line is passed by handing it in. One statement."""
    later = aliased(QuizMark)
    edition = select(QuizEdition.id).where(QuizEdition.quiz_id == Quiz.id)
    if revision_id is not None:
        edition = edition.where(or_(QuizEdition.revision_id.is_(None), QuizEdition.revision_id <= revision_id))
    rows = db.session.execute(
        select(Quiz.key, Quiz.id, Quiz.title, Quiz.settings, Quiz.lesson_key, QuizAttempt.person_id, QuizMark.percent)
        .outerjoin(
            QuizAttempt,
            and_(
                QuizAttempt.quiz_id == Quiz.id,
                QuizAttempt.cohort_id == cohort_id,
                QuizAttempt.person_id.in_(list(person_ids)),
                QuizAttempt.is_trial.is_(False),
                QuizAttempt.submitted_at <= now,
            ),
        )
        .outerjoin(
            QuizMark,
            and_(
                QuizMark.attempt_id == QuizAttempt.id,
                ~select(later.id).where(later.supersedes_id == QuizMark.id).exists(),
            ),
        )
        .where(Quiz.course_id == course_id, Quiz.key.in_(list(keys)), Quiz.is_published.is_(True), edition.exists())
    )
    gates: dict[str, QuizGate] = {}
    passed = set()
    for key, ident, title, settings, lesson, person, percent in rows:
        gate = gates.setdefault(key, _gate(ident, title, settings, lesson, is_published=True))
        if person is not None and percent is not None and percent >= gate.percent:
            passed.add((key, person))
    return gates, frozenset(passed)


def _gate(ident: int, title: dict[str, str], settings: dict[str, Any], lesson: str, *, is_published: bool) -> QuizGate:
    percent = int(settings.get("pass_percent") or 0)
    return QuizGate(ident, text_in(title, current_language()), percent, lesson, is_published)
