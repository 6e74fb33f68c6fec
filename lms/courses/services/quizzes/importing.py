"""Quizzes of imported courses and files: the same source again changes nothing, changes become new versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction
from lms.courses.models import Quiz, QuizEdition, QuizQuestion, QuizQuestionVersion
from lms.courses.quizzes.importing import questions_from, titles_from
from lms.courses.quizzes.types import Question, Settings, Slot
from lms.courses.quizzes.written import write_question, write_settings, write_slots
from lms.courses.reading.questions import Quiz as ReadQuiz
from lms.courses.services.quizzes.writing import add_edition, add_version

LONGEST_KEY = 280


@dataclass(frozen=True, slots=True)
class _Source:
    """The revision that quizzes come with."""

    course_id: int
    revision_id: int
    now: datetime


def take_quizzes(actor: Actor, *, course_id: int, revision_id: int, quizzes: Sequence[ReadQuiz], now: datetime) -> None:
    """Make the quizzes of a revision that is being stored; the caller may store it.

    Each becomes an open exercise (any number of attempts) at the lesson it lay beside; instructors make more of it.
    """
    if not quizzes:
        return
    source = _Source(course_id, revision_id, now)
    with transaction():
        known = {quiz.key: quiz for quiz in db.session.scalars(select(Quiz).where(Quiz.course_id == course_id))}
        for read in quizzes:
            if not read.questions:
                continue
            key = read.key[:LONGEST_KEY]
            quiz = known.get(key)
            if quiz is None:
                quiz = Quiz(course_id=course_id, key=key, settings=write_settings(Settings()), is_published=True)
                db.session.add(quiz)
                known[key] = quiz
            quiz.title, quiz.lesson_key, quiz.changed_at = titles_from(read), read.lesson, now
            db.session.flush()
            slots = [
                Slot(_take(actor, source, f"{key}#{number}", question))
                for number, question in enumerate(questions_from(read), 1)
            ]
            if _last_slots(quiz.id) != write_slots(slots):
                add_edition(actor, quiz.id, slots, revision_id=revision_id, now=now)
                audit.record(actor, "quiz.imported", quiz, after={"questions": len(slots)})
        audit.record(actor, "quiz.taken_over", ("course_revision", revision_id), after={"quizzes": len(quizzes)})


def _take(actor: Actor, source: _Source, key: str, question: Question) -> int:
    course_id = source.course_id
    row = db.session.scalar(select(QuizQuestion).where(QuizQuestion.course_id == course_id, QuizQuestion.key == key))
    if row is None:
        row = QuizQuestion(course_id=course_id, key=key, tags=[])
        db.session.add(row)
        db.session.flush()
    last = db.session.scalar(
        select(QuizQuestionVersion.body)
        .where(QuizQuestionVersion.question_id == row.id, QuizQuestionVersion.revision_id.is_not(None))
        .order_by(QuizQuestionVersion.id.desc())
        .limit(1)
    )
    if last != write_question(question):
        add_version(actor, row, question, revision_id=source.revision_id, reason="", now=source.now)
    return row.id


def _last_slots(quiz_id: int) -> list[dict[str, object]]:
    """The places of the newest imported edition."""
    found = db.session.scalar(
        select(QuizEdition.slots)
        .where(QuizEdition.quiz_id == quiz_id, QuizEdition.revision_id.is_not(None))
        .order_by(QuizEdition.id.desc())
        .limit(1)
    )
    return list(found or [])
