"""Questions of a course's bank and their versions."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.courses.access import quizzes as access
from lms.courses.models import Quiz, QuizEdition, QuizQuestion, QuizQuestionVersion
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.types import Question, QuizWhyNot, Slot
from lms.courses.quizzes.written import read_slots, write_question, write_slots
from lms.courses.services.quizzes.rendering import html_of

__all__ = ["add_questions", "revise_question", "tag_question"]


def add_questions(
    actor: Actor, *, quiz_id: int, questions: Sequence[Question], tags: Sequence[str], now: datetime
) -> list[int]:
    """Put new questions into the bank and at the end of the quiz; their ids."""
    quiz = access.quiz_for_making(actor, quiz_id).quiz
    with transaction():
        lock_quiz(quiz_id)
        ids = []
        for question in questions:
            row = QuizQuestion(course_id=quiz.course_id, key=f"made/{secrets.token_hex(8)}", tags=clean_tags(tags))
            db.session.add(row)
            db.session.flush()
            add_version(actor, row, question, revision_id=None, reason="", now=now)
            audit.record(actor, "quiz.question_added", row)
            ids.append(row.id)
        slots = read_slots(newest_slots(quiz_id)) + tuple(Slot(ident) for ident in ids)
        add_edition(actor, quiz_id, slots, revision_id=None, now=now)
        quiz.changed_at = now
        audit.record(actor, "quiz.arranged", quiz, after={"added": ids})
    return ids


def revise_question(
    actor: Actor, *, question_id: int, question: Question, tags: Sequence[str], reason: str, now: datetime
) -> QuizQuestionVersion | None:
    """The next version of a question; None when nothing changed. Old attempts keep theirs until a regrade."""
    row, _seat = access.question_for_making(actor, question_id)
    with transaction():
        db.session.refresh(row, with_for_update=True)
        newest = reads.versions([question_id], None)[question_id]
        if newest.body["kind"] != question.kind:
            raise Refused(QuizWhyNot.KIND_IS_FIXED)
        if row.tags != clean_tags(tags):
            _tag(actor, row, tags)
        if newest.body == write_question(question):
            return None
        version = add_version(actor, row, question, revision_id=None, reason=reason, now=now)
        audit.record(actor, "quiz.question_revised", row, after={"version": version.number}, reason=reason)
    return version


def tag_question(actor: Actor, *, question_id: int, tags: Sequence[str]) -> None:
    """Say what a question is about."""
    row, _seat = access.question_for_making(actor, question_id)
    with transaction():
        _tag(actor, row, tags)


def _tag(actor: Actor, row: QuizQuestion, tags: Sequence[str]) -> None:
    before, row.tags = row.tags, clean_tags(tags)
    audit.record(actor, "quiz.question_tagged", row, before={"tags": before}, after={"tags": row.tags})


def clean_tags(tags: Sequence[str]) -> list[str]:
    """Tags without doubles, spaces and excess."""
    return sorted({" ".join(tag.split())[:40].casefold() for tag in tags if tag.strip()})[:12]


def add_version(
    actor: Actor, row: QuizQuestion, question: Question, *, revision_id: int | None, reason: str, now: datetime
) -> QuizQuestionVersion:
    """Append a version; the caller holds the transaction."""
    last = db.session.scalar(
        select(func.max(QuizQuestionVersion.number)).where(QuizQuestionVersion.question_id == row.id)
    )
    version = QuizQuestionVersion(
        question_id=row.id,
        number=(last or 0) + 1,
        revision_id=revision_id,
        body=write_question(question),
        html=html_of(question),
        at=now,
        actor_id=actor.user_id,
        reason=reason,
    )
    db.session.add(version)
    db.session.flush()
    return version


def lock_quiz(quiz_id: int) -> None:
    """Let changes of one quiz wait for each other; the caller holds the transaction."""
    db.session.get_one(Quiz, quiz_id, with_for_update=True, populate_existing=True)


def add_edition(
    actor: Actor, quiz_id: int, slots: Sequence[Slot], *, revision_id: int | None, now: datetime
) -> QuizEdition:
    """Append an edition; the caller holds the transaction."""
    last = db.session.scalar(select(func.max(QuizEdition.number)).where(QuizEdition.quiz_id == quiz_id))
    edition = QuizEdition(
        quiz_id=quiz_id,
        number=(last or 0) + 1,
        revision_id=revision_id,
        slots=write_slots(slots),
        at=now,
        actor_id=actor.user_id,
    )
    db.session.add(edition)
    db.session.flush()
    return edition


def newest_slots(quiz_id: int) -> list[dict[str, object]]:
    """The places of the newest edition."""
    edition = reads.editions([quiz_id], None).get(quiz_id)
    return list(edition.slots) if edition else []
