"""Questions that a person missed in quizzes whose answers are shown, and where they stand with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.core.db import db
from lms.courses.access.quizzes import CourseSeat
from lms.courses.models import QuizAttempt, QuizPractice, QuizQuestionVersion
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes import timing
from lms.courses.quizzes.drawing import option_order
from lms.courses.quizzes.practising import Practice, is_due
from lms.courses.quizzes.types import Allowance, Drawn, Window
from lms.courses.quizzes.written import read_question, read_settings


@dataclass(frozen=True, slots=True)
class Missed:
    """Missed questions: those due now in the order they come, and how many rest or are known."""

    due: tuple[int, ...]
    resting: int
    known: int


def missed_of(seat: CourseSeat, person_id: int, *, now: datetime) -> Missed:
    """What a learner missed in the last try of each question: six statements."""
    if seat.cohort is None:
        return Missed((), 0, 0)
    quizzes = reads.quizzes_of_course(seat.course.id, with_drafts=False)
    ids, cohort_id = [quiz.id for quiz in quizzes], seat.cohort.id
    windows = reads.windows(ids, [cohort_id])
    allowances = reads.allowances_of(ids, person_id, cohort_id)
    attempts: list[QuizAttempt] = []
    by_quiz = reads.attempts_by_quiz(ids, person_id, cohort_id)
    for quiz in quizzes:
        window, allowance = windows.get((quiz.id, cohort_id), Window()), allowances.get(quiz.id, Allowance())
        settings = read_settings(quiz.settings)
        if timing.shows_answers(settings, window, allowance, is_over=True, now=now):
            attempts += by_quiz.get(quiz.id, [])
    marks = reads.marks(attempt.id for attempt in attempts)
    last: dict[int, bool] = {}
    for _attempt, mark in sorted(marks.items()):
        last.update({detail[0]: detail[4] == "right" for detail in mark.details})
    practised = practices(person_id, list(last))
    wrong = [ident for ident, is_right in last.items() if not is_right or ident in practised]
    due = [ident for ident in wrong if is_due(practised.get(ident), now=now)]
    known = sum(ident in practised and practised[ident].is_known for ident in wrong)
    return Missed(tuple(due), len(wrong) - len(due) - known, known)


def practices(person_id: int, question_ids: Sequence[int]) -> dict[int, Practice]:
    """By question, where the person stands."""
    rows = db.session.scalars(
        select(QuizPractice).where(QuizPractice.person_id == person_id, QuizPractice.question_id.in_(question_ids))
    )
    return {row.question_id: Practice(row.streak, row.due_at) for row in rows}


def drawn_for(
    question_ids: Sequence[int], revision_id: int | None, *, seed: str
) -> list[tuple[Drawn, QuizQuestionVersion]]:
    """The questions to show, options shuffled."""
    versions = reads.versions(question_ids, revision_id)
    return [
        (Drawn(ident, row.id, option_order(read_question(row.body), seed=f"{seed}:{ident}", shuffles=True)), row)
        for ident in question_ids
        if (row := versions.get(ident)) is not None
    ]
