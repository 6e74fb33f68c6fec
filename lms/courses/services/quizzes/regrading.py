"""Marking attempts again after a key was changed: first who changes from what to what, then the new marks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lms.core import audit
from lms.core.actor import Actor
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction
from lms.courses.access import quizzes as access
from lms.courses.models import QuizAttempt, QuizMark
from lms.courses.queries import quizzes as reads
from lms.courses.queries.revisions import courses_of_cohorts
from lms.courses.quizzes.types import QuizWhyNot
from lms.courses.services.quizzes.marking import Detail, append_mark, details_of
from lms.courses.services.quizzes.writing import lock_quiz


@dataclass(frozen=True, slots=True)
class Change:
    """One attempt that would be marked otherwise; ``questions`` are (question, points before, points after)."""

    attempt_id: int
    person_id: int
    number: int
    before: float
    after: float
    questions: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True)
class Regrade:
    """Everything that a regrade of a cohort would change; ``fingerprint`` names exactly these changes."""

    changes: tuple[Change, ...]
    fingerprint: str


def regrade_of(actor: Actor, *, quiz_id: int, cohort_id: int) -> Regrade:
    """What would change if every attempt were marked by the newest keys. Nothing is stored."""
    return _compare(actor, quiz_id, cohort_id)[0]


def apply_regrade(actor: Actor, *, quiz_id: int, cohort_id: int, fingerprint: str, reason: str, now: datetime) -> int:
    """Append the new marks, if they are still those that were shown; how many attempts changed."""
    if not reason.strip():
        raise Refused(QuizWhyNot.NO_REASON)
    with transaction():
        lock_quiz(quiz_id)
        regrade, news = _compare(actor, quiz_id, cohort_id)
        if not regrade.changes:
            raise Refused(QuizWhyNot.NOTHING_TO_REGRADE)
        if regrade.fingerprint != fingerprint:
            raise Refused(QuizWhyNot.REGRADE_CHANGED)
        for change, (attempt, mark, details) in zip(regrade.changes, news, strict=True):
            append_mark(actor, attempt, details, reason=reason.strip(), now=now, supersedes_id=mark.id)
            audit.record(
                actor,
                "quiz.regraded",
                attempt,
                before={"percent": change.before},
                after={"percent": change.after},
                reason=reason.strip(),
            )
    return len(regrade.changes)


New = tuple[QuizAttempt, QuizMark, list[Detail]]


def _compare(actor: Actor, quiz_id: int, cohort_id: int) -> tuple[Regrade, list[New]]:
    _found, cohort = access.quiz_for_results(actor, quiz_id, cohort_id)
    if cohort is None:
        raise NotFound
    quiz = _found.quiz
    pin = next((card.revision_id for _id, card in courses_of_cohorts([cohort_id]) if card.id == quiz.course_id), None)
    attempts = reads.attempts_of_cohort(quiz_id, cohort_id)
    marks = reads.marks(attempt.id for attempt in attempts)
    asked = {detail[0] for mark in marks.values() for detail in mark.details}
    versions = reads.versions(asked, pin)
    answers = reads.answers_of_attempts(marks)
    changes, news = [], []
    for attempt in attempts:
        mark = marks.get(attempt.id)
        if mark is None:
            continue
        own = {question: answers.get((attempt.id, question), ()) for question, *_rest in mark.details}
        details = details_of([(question, versions[question]) for question in own], own)
        moved = _moved(mark.details, details)
        if moved:
            changes.append(
                Change(attempt.id, attempt.person_id, attempt.number, mark.percent, _percent(details), moved)
            )
            news.append((attempt, mark, details))
    written = json.dumps([[c.attempt_id, c.before, c.after, c.questions] for c in changes])
    return Regrade(tuple(changes), hashlib.sha256(written.encode()).hexdigest()[:32]), news


def _moved(old: Iterable[Detail], new: Iterable[Detail]) -> tuple[tuple[int, float, float], ...]:
    return tuple(
        (before[0], before[2], after[2])
        for before, after in zip(old, new, strict=True)
        if (before[2], before[3]) != (after[2], after[3])
    )


def _percent(details: list[Detail]) -> float:
    possible = sum(detail[3] for detail in details)
    return round(sum(detail[2] for detail in details) * 100 / possible, 2) if possible else 0.0
