"""Making quizzes: title, place, rules, dates, personal exceptions."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from lms.cohorts import queries as cohorts
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction
from lms.courses.access import quizzes as access
from lms.courses.models import Quiz, QuizException, QuizWindow
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.timing import why_not_settings
from lms.courses.quizzes.types import Allowance, QuizWhyNot, Settings, Showing, Slot, Window
from lms.courses.quizzes.written import read_settings, write_settings
from lms.courses.services.quizzes.writing import add_edition, lock_quiz


def make_quiz(
    actor: Actor,
    *,
    course_id: int,
    title: Mapping[str, str],
    lesson_key: str = "",
    settings: Settings | None = None,
    now: datetime,
) -> Quiz:
    """A new quiz without questions; nobody sees it before it is published."""
    access.course_for_making_quizzes(actor, course_id)
    with transaction():
        quiz = Quiz(
            course_id=course_id,
            key=f"made/{now:%Y%m%d%H%M%S}-{secrets.token_hex(4)}",
            title=dict(title),
            lesson_key=lesson_key,
            settings=write_settings(settings or Settings()),
            changed_at=now,
        )
        db.session.add(quiz)
        db.session.flush()
        audit.record(actor, "quiz.made", quiz)
    return quiz


def change_quiz(
    actor: Actor,
    *,
    quiz_id: int,
    title: Mapping[str, str],
    lesson_key: str,
    settings: Settings,
    is_published: bool,
    now: datetime,
) -> None:
    """Change how a quiz is taken. Raises Refused when it would be published without questions."""
    found = access.quiz_for_making(actor, quiz_id)
    with transaction():
        lock_quiz(quiz_id)
        quiz = found.quiz
        edition = reads.editions([quiz_id], None).get(quiz_id)
        if is_published and (edition is None or not edition.slots):
            raise Refused(QuizWhyNot.NO_QUESTIONS)
        if settings.showing is Showing.AFTER_CLOSE:
            for window in reads.windows([quiz_id], [card.id for card in found.seat.teaches]).values():
                if reason := why_not_settings(settings, window):
                    raise Refused(reason)
        before = {"settings": quiz.settings, "title": quiz.title, "is_published": quiz.is_published}
        quiz.title = dict(title)
        quiz.lesson_key = lesson_key
        quiz.settings = write_settings(settings)
        quiz.is_published = is_published
        quiz.changed_at = now
        after = {"settings": quiz.settings, "title": quiz.title, "is_published": is_published}
        audit.record(actor, "quiz.changed", quiz, before=before, after=after)


def arrange_quiz(actor: Actor, *, quiz_id: int, slots: Sequence[Slot], now: datetime) -> None:
    """Say what the quiz asks, in this order: questions of the same course, and random ones by tag."""
    quiz = access.quiz_for_making(actor, quiz_id).quiz
    with transaction():
        lock_quiz(quiz_id)
        known = {question.id for question in reads.bank(quiz.course_id)}
        pools = reads.pools(quiz.course_id)
        for slot in slots:
            if slot.question_id is not None and slot.question_id not in known:
                raise NotFound
            if slot.question_id is None and len(pools.get(slot.tag, ())) < slot.count:
                raise Refused(QuizWhyNot.POOL_TOO_SMALL)
        edition = add_edition(actor, quiz_id, slots, revision_id=None, now=now)
        quiz.changed_at = now
        audit.record(actor, "quiz.arranged", quiz, after={"edition": edition.number})


def set_window(actor: Actor, *, quiz_id: int, cohort_id: int, window: Window, now: datetime) -> None:
    """Say when a cohort may take the quiz."""
    found, cohort = access.quiz_for_results(actor, quiz_id, cohort_id)
    if cohort is None:
        raise NotFound
    if reason := why_not_settings(read_settings(found.quiz.settings), window):
        raise Refused(reason)
    with transaction():
        lock_quiz(quiz_id)
        row = db.session.scalar(
            select(QuizWindow).where(QuizWindow.quiz_id == quiz_id, QuizWindow.cohort_id == cohort_id).with_for_update()
        )
        before = {"opens_at": str(row.opens_at), "closes_at": str(row.closes_at)} if row else None
        if row is None:
            row = QuizWindow(quiz_id=quiz_id, cohort_id=cohort_id)
            db.session.add(row)
        row.opens_at, row.closes_at = window.opens_at, window.closes_at
        found.quiz.changed_at = now
        after = {"opens_at": str(window.opens_at), "closes_at": str(window.closes_at)}
        audit.record(actor, "quiz.window_set", found.quiz, before=before, after=after)


def allow(
    actor: Actor,
    *,
    quiz_id: int,
    cohort_id: int,
    person_id: int,
    allowance: Allowance,
    reason: str,
    now: datetime,
) -> None:
    """Grant one trainee more time, more attempts or a later end, with a reason; it replaces what was granted before."""
    found, cohort = access.quiz_for_results(actor, quiz_id, cohort_id)
    if cohort is None or cohorts.enrolment_of(person_id, cohort_id) is None:
        raise NotFound
    if not reason.strip():
        raise Refused(QuizWhyNot.NO_REASON)
    with transaction():
        lock_quiz(quiz_id)
        earlier = reads.exceptions(quiz_id, cohort_id).get(person_id)
        row = QuizException(
            quiz_id=quiz_id,
            cohort_id=cohort_id,
            person_id=person_id,
            extra_minutes=allowance.extra_minutes,
            extra_attempts=allowance.extra_attempts,
            closes_at=allowance.closes_at,
            at=now,
            actor_id=actor.user_id,
            reason=reason.strip(),
            supersedes_id=earlier.id if earlier else None,
        )
        db.session.add(row)
        db.session.flush()
        audit.record(actor, "quiz.exception_granted", found.quiz, after={"person": person_id}, reason=reason)


def note_export(actor: Actor, *, quiz_id: int, cohort_id: int, reason: str, rows: int) -> None:
    """Write down who took a list of results, and why."""
    found, _cohort = access.quiz_for_results(actor, quiz_id, cohort_id)
    with transaction():
        audit.record(actor, "quiz.exported", found.quiz, after={"cohort": cohort_id, "rows": rows}, reason=reason)
