"""Practising missed questions: every answer is told at once and moves the day on which the question comes again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.courses.access import quizzes as access
from lms.courses.models import QuizPractice, QuizQuestion
from lms.courses.queries import quizzes as reads
from lms.courses.queries.quiz_practice import missed_of
from lms.courses.quizzes.marking import Verdict, mark
from lms.courses.quizzes.practising import Practice, after
from lms.courses.quizzes.types import Answer, QuizWhyNot
from lms.courses.quizzes.written import read_question


def practise(actor: Actor, *, course_id: int, answers: Mapping[int, Answer], now: datetime) -> dict[int, Verdict]:
    """Mark the answers to questions that are due, and say how each turned out. Others are left alone."""
    seat = access.course_for_quizzes(actor, course_id)
    person_id = actor.user_id or 0
    with transaction():
        due = set(missed_of(seat, person_id, now=now).due)
        asked = sorted(due & set(answers))
        if not asked:
            raise Refused(QuizWhyNot.NOTHING_TO_PRACTISE)
        list(db.session.scalars(select(QuizQuestion.id).where(QuizQuestion.id.in_(asked)).with_for_update()))
        rows = {
            row.question_id: row
            for row in db.session.scalars(
                select(QuizPractice).where(QuizPractice.person_id == person_id, QuizPractice.question_id.in_(asked))
            )
        }
        versions = reads.versions(asked, seat.course.revision_id)
        verdicts = {}
        for ident in asked:
            verdicts[ident] = mark(read_question(versions[ident].body), answers[ident]).verdict
            row = rows.get(ident) or QuizPractice(person_id=person_id, question_id=ident, streak=0)
            moved = after(Practice(row.streak, row.due_at), is_right=verdicts[ident] is Verdict.RIGHT, now=now)
            row.streak, row.due_at, row.practised_at = moved.streak, moved.due_at, now
            db.session.add(row)
        db.session.flush()
        audit.record(actor, "quiz.practised", ("course", course_id), after={"questions": len(asked)})
    return verdicts
