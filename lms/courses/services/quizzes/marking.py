"""Marking a finished attempt and appending its mark."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lms.core.actor import Actor
from lms.core.db import db
from lms.courses.models import QuizAttempt, QuizMark, QuizQuestionVersion
from lms.courses.quizzes.marking import mark
from lms.courses.quizzes.types import Answer
from lms.courses.quizzes.written import read_question

Detail = list[Any]
"""[question, version, points, of, verdict]"""


def details_of(asked: list[tuple[int, QuizQuestionVersion]], answers: Mapping[int, Answer]) -> list[Detail]:
    """Mark every question that was asked against a version of it."""
    found = []
    for question_id, version in asked:
        question = read_question(version.body)
        marked = mark(question, answers.get(question_id, ()))
        found.append([question_id, version.id, marked.points, question.points, str(marked.verdict)])
    return found


def append_mark(
    actor: Actor,
    attempt: QuizAttempt,
    details: list[Detail],
    *,
    reason: str,
    now: datetime,
    supersedes_id: int | None = None,
) -> QuizMark:
    """Append a mark; the caller holds the transaction."""
    points = round(sum(detail[2] for detail in details), 2)
    possible = round(sum(detail[3] for detail in details), 2)
    row = QuizMark(
        attempt_id=attempt.id,
        points=points,
        possible=possible,
        percent=round(points * 100 / possible, 2) if possible else 0.0,
        details=details,
        at=now,
        actor_id=actor.user_id,
        reason=reason,
        supersedes_id=supersedes_id,
    )
    db.session.add(row)
    db.session.flush()
    return row
