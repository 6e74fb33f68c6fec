"""Taking a quiz: begin, save as one goes, hand in once; the server's clock decides."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lms.core import audit
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction
from lms.courses.access import quizzes as access
from lms.courses.models import QuizAnswer, QuizAttempt, QuizEdition
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes import drawing, timing
from lms.courses.quizzes.folding import LONGEST
from lms.courses.quizzes.types import Answer, Drawn, QuizWhyNot, Settings, Showing
from lms.courses.quizzes.written import read_drawn, read_question, read_settings, read_slots, write_drawn
from lms.courses.services.quizzes.marking import append_mark, details_of

Answers = Mapping[int, Answer]
MOST_PARTS = 60


def start_attempt(actor: Actor, *, quiz_id: int, now: datetime) -> QuizAttempt:
    """Begin an attempt, or go on with the open one (two tabs, two clicks)."""
    found = access.quiz_for_reading(actor, quiz_id)
    settings = read_settings(found.quiz.settings)
    try:
        with transaction():
            return _start(actor, found, settings, now)
    except IntegrityError:
        earlier = _open_attempt(reads.attempts_of(quiz_id, actor.user_id or 0, found.cohort_id), now)
        if earlier is None:
            raise
        return earlier


def _open_attempt(attempts: list[QuizAttempt], now: datetime) -> QuizAttempt | None:
    return next((a for a in attempts if a.submitted_at is None and timing.takes_answers(a.due_at, now=now)), None)


def _start(actor: Actor, found: access.QuizSeat, settings: Settings, now: datetime) -> QuizAttempt:
    quiz, person_id, is_trial = found.quiz, actor.user_id or 0, found.seat.makes
    attempts = reads.attempts_of(quiz.id, person_id, found.cohort_id)
    if (earlier := _open_attempt(attempts, now)) is not None:
        return earlier
    for overdue in (attempt for attempt in attempts if attempt.submitted_at is None):
        _close(SYSTEM, overdue, ran_out=True, now=now)
    window, allowance = (
        reads.window_of(quiz.id, found.cohort_id),
        reads.allowance_of(quiz.id, person_id, found.cohort_id),
    )
    past = reads.past_of(attempts, reads.marks(attempt.id for attempt in attempts))
    reason = timing.why_not_start(settings, window, allowance, past, now=now)
    if quiz.lesson_key and quiz.lesson_key in access.closed_lessons(actor, found.seat, now=now):
        reason = QuizWhyNot.LESSON_CLOSED
    if reason and not is_trial:
        raise Refused(reason)
    edition = reads.editions([quiz.id], found.revision_id).get(quiz.id)
    if edition is None or not edition.slots:
        raise Refused(QuizWhyNot.NO_QUESTIONS)
    attempt = QuizAttempt(
        quiz_id=quiz.id,
        edition_id=edition.id,
        cohort_id=found.cohort_id,
        person_id=person_id,
        number=len(attempts) + 1,
        seed=secrets.token_hex(8),
        drawn=[],
        started_at=now,
        due_at=timing.due_at(settings, window, allowance, started_at=now),
        is_trial=is_trial,
    )
    attempt.drawn = write_drawn(draw(quiz.course_id, edition, settings, attempt.seed, found.revision_id))
    db.session.add(attempt)
    db.session.flush()
    audit.record(actor, "quiz.started", attempt, after={"quiz": quiz.id, "number": attempt.number})
    return attempt


def draw(course_id: int, edition: QuizEdition, settings: Settings, seed: str, revision_id: int | None) -> list[Drawn]:
    """What an attempt asks: the same again for the same seed and edition."""
    slots = read_slots(edition.slots)
    pools = reads.pools(course_id) if any(slot.question_id is None for slot in slots) else {}
    ids = drawing.pick(slots, pools, seed=seed, shuffles=settings.shuffles_questions)
    versions = reads.versions(ids, revision_id)
    drawn = []
    for ident in ids:
        if ident in versions:
            question = read_question(versions[ident].body)
            order = drawing.option_order(question, seed=f"{seed}:{ident}", shuffles=settings.shuffles_options)
            drawn.append(Drawn(ident, versions[ident].id, order))
    return drawn


def save_answers(actor: Actor, *, attempt_id: int, answers: Answers, now: datetime) -> int:
    """Keep what was answered so far; how many answers changed. Raises Refused once the attempt is over."""
    attempt, _found = access.attempt_for_taking(actor, attempt_id)
    with transaction():
        attempt = _locked(attempt_id)
        if reason := _why_not_answer(attempt, now):
            raise Refused(reason)
        changed = _keep(attempt, answers, now)
        if changed:
            audit.record(actor, "quiz.answers_saved", attempt, after={"answers": changed})
    return changed


def check_answer(actor: Actor, *, attempt_id: int, question_id: int, answers: Answers, now: datetime) -> None:
    """Close one answer and let its feedback be seen, where the quiz shows it at once."""
    attempt, found = access.attempt_for_taking(actor, attempt_id)
    if read_settings(found.quiz.settings).showing is not Showing.AT_ONCE:
        raise Refused(QuizWhyNot.NOT_SHOWN_YET)
    if question_id not in {place.question_id for place in read_drawn(attempt.drawn)}:
        raise NotFound
    with transaction():
        attempt = _locked(attempt_id)
        if reason := _why_not_answer(attempt, now):
            raise Refused(reason)
        _keep(attempt, answers, now)
        closed = db.session.execute(
            update(QuizAnswer)
            .where(
                QuizAnswer.attempt_id == attempt_id,
                QuizAnswer.question_id == question_id,
                QuizAnswer.checked_at.is_(None),
            )
            .values(checked_at=now)
        )
        if closed.rowcount:  # type: ignore[attr-defined]
            audit.record(actor, "quiz.answer_checked", attempt, after={"question": question_id})


def submit_attempt(actor: Actor, *, attempt_id: int, answers: Answers, now: datetime) -> QuizAttempt:
    """Hand in. Sent twice it is handed in once; sent too late, what had been saved in time counts."""
    attempt, _found = access.attempt_for_taking(actor, attempt_id)
    with transaction():
        attempt = _locked(attempt_id)
        if attempt.submitted_at is not None:
            return attempt
        in_time = timing.takes_answers(attempt.due_at, now=now)
        if in_time:
            _keep(attempt, answers, now)
        _close(actor, attempt, ran_out=not in_time, now=now)
    return attempt


def close_overdue(now: datetime) -> int:
    """Hand in what people left open until the time was up; how many attempts."""
    rows = select(QuizAttempt.id).where(QuizAttempt.submitted_at.is_(None), QuizAttempt.due_at < now).limit(500)
    count = 0
    for attempt_id in list(db.session.scalars(rows)):
        with transaction():
            attempt = _locked(attempt_id)
            if attempt.submitted_at is None and not timing.takes_answers(attempt.due_at, now=now):
                _close(SYSTEM, attempt, ran_out=True, now=now)
                count += 1
    return count


def _locked(attempt_id: int) -> QuizAttempt:
    """The attempt as it is now, held until the end of the transaction (whatever was read of it before)."""
    return db.session.get_one(QuizAttempt, attempt_id, with_for_update=True, populate_existing=True)


def _why_not_answer(attempt: QuizAttempt, now: datetime) -> QuizWhyNot | None:
    if attempt.submitted_at is not None:
        return QuizWhyNot.ALREADY_SUBMITTED
    return None if timing.takes_answers(attempt.due_at, now=now) else QuizWhyNot.TIME_IS_UP


def _keep(attempt: QuizAttempt, answers: Answers, now: datetime) -> int:
    """Store changed answers of what was asked; a checked answer stays."""
    known = reads.answers(attempt.id)
    changed = 0
    for place in read_drawn(attempt.drawn):
        if place.question_id not in answers:
            continue
        value = [part.replace("\x00", "")[:LONGEST] for part in answers[place.question_id][:MOST_PARTS]]
        row = known.get(place.question_id)
        if row is not None and (row.checked_at is not None or row.value == value):
            continue
        if row is None:
            row = QuizAnswer(attempt_id=attempt.id, question_id=place.question_id)
            db.session.add(row)
        row.value, row.saved_at = value, now
        changed += 1
    db.session.flush()
    return changed


def _close(actor: Actor, attempt: QuizAttempt, *, ran_out: bool, now: datetime) -> None:
    attempt.submitted_at = min(now, attempt.due_at) if ran_out and attempt.due_at else now
    attempt.ran_out = ran_out
    db.session.flush()
    drawn = read_drawn(attempt.drawn)
    versions = reads.versions_by_id(place.version_id for place in drawn)
    answers = {ident: tuple(row.value) for ident, row in reads.answers(attempt.id).items()}
    asked = [(place.question_id, versions[place.version_id]) for place in drawn]
    mark = append_mark(actor, attempt, details_of(asked, answers), reason="", now=now)
    audit.record(actor, "quiz.submitted", attempt, after={"percent": mark.percent, "ran_out": ran_out})
