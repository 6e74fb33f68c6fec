"""Quizzes that come back with a course's zip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction
from lms.courses.models import Quiz, QuizQuestion
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.made import Made, MadeQuestion, MadeQuiz
from lms.courses.quizzes.types import Slot
from lms.courses.quizzes.written import write_question, write_settings, write_slots
from lms.courses.services.quizzes.writing import add_edition, add_version, clean_tags, newest_slots


@dataclass(frozen=True, slots=True)
class Known:
    """Keys of the quizzes and questions that a course had before."""

    quizzes: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()


def known_quizzes(course_id: int) -> Known:
    """What a course has now."""
    return Known(
        frozenset(db.session.scalars(select(Quiz.key).where(Quiz.course_id == course_id))),
        frozenset(db.session.scalars(select(QuizQuestion.key).where(QuizQuestion.course_id == course_id))),
    )


def take_back(actor: Actor, *, course_id: int, made: Made, known: Known, now: datetime) -> int:
    """Make the quizzes and questions that the course did not have; what it had stays as instructors left it. The caller
    may store the course. How many quizzes came back."""
    fresh = [quiz for quiz in made.quizzes if quiz.key not in known.quizzes]
    with transaction():
        rows = {
            row.key: row for row in db.session.scalars(select(QuizQuestion).where(QuizQuestion.course_id == course_id))
        }
        for question in made.questions:
            if question.key not in known.questions:
                rows[question.key] = _question(actor, course_id, rows.get(question.key), question, now)
        ids = {key: row.id for key, row in rows.items()}
        for quiz in fresh:
            _quiz(actor, course_id, quiz, ids, now)
    return len(fresh)


def _question(
    actor: Actor, course_id: int, row: QuizQuestion | None, made: MadeQuestion, now: datetime
) -> QuizQuestion:
    if row is None:
        row = QuizQuestion(course_id=course_id, key=made.key, tags=[])
        db.session.add(row)
    row.tags = clean_tags(made.tags)
    db.session.flush()
    newest = reads.versions([row.id], None).get(row.id)
    if newest is None or newest.body != write_question(made.question):
        add_version(actor, row, made.question, revision_id=None, reason="", now=now)
    audit.record(actor, "quiz.question_added", row)
    return row


def _quiz(actor: Actor, course_id: int, made: MadeQuiz, ids: dict[str, int], now: datetime) -> None:
    row = db.session.scalar(select(Quiz).where(Quiz.course_id == course_id, Quiz.key == made.key))
    if row is None:
        row = Quiz(course_id=course_id, key=made.key)
        db.session.add(row)
    row.title, row.lesson_key, row.settings = dict(made.title), made.lesson, write_settings(made.settings)
    slots = [
        Slot(ids[slot.question]) if slot.question else Slot(tag=slot.tag, count=slot.count)
        for slot in made.slots
        if slot.question in ids or (slot.tag and not slot.question)
    ]
    row.is_published, row.changed_at = made.is_published and bool(slots), now
    db.session.flush()
    if newest_slots(row.id) != write_slots(slots):
        add_edition(actor, row.id, slots, revision_id=None, now=now)
    audit.record(actor, "quiz.made", row)
