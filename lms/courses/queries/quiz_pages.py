"""What the pages of quizzes show, each in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.core.db import db
from lms.courses.access.quizzes import CourseSeat, QuizSeat
from lms.courses.models import QuizAttempt, QuizMark, QuizQuestionVersion
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes import timing
from lms.courses.quizzes.shown import QuizLine, ShownQuestion, shown_question
from lms.courses.quizzes.types import (
    Allowance,
    Kind,
    Past,
    QuizWhyNot,
    Settings,
    Showing,
    Window,
)
from lms.courses.quizzes.written import read_drawn, read_settings, read_slots


@dataclass(frozen=True, slots=True)
class QuizPage:
    """A quiz before and between attempts. ``counted`` is the attempt that counts, ``closed`` why none can begin."""

    settings: Settings
    window: Window
    allowance: Allowance
    questions: int
    attempts: tuple[tuple[QuizAttempt, QuizMark | None], ...]
    going_on: QuizAttempt | None
    counted: Past | None
    left: int | None
    next_start: datetime | None
    closes_at: datetime | None
    closed: QuizWhyNot | None


@dataclass(frozen=True, slots=True)
class AttemptPage:
    """An attempt while it goes on, or afterwards with its mark. ``seconds`` are those left by the server's clock."""

    attempt: QuizAttempt
    settings: Settings
    questions: tuple[ShownQuestion, ...]
    mark: QuizMark | None
    earlier_marks: tuple[QuizMark, ...]
    is_over: bool
    shows_answers: bool
    seconds: int | None
    answered: int


def count_of(slots: Sequence[dict[str, object]]) -> int:
    """How many questions places ask."""
    return sum(1 if slot.question_id is not None else slot.count for slot in read_slots(slots))


def quiz_lines(seat: CourseSeat, *, person_id: int, closed_lessons: Collection[str], now: datetime) -> list[QuizLine]:
    """The quizzes of a course with one's own standing: six statements."""
    quizzes = reads.quizzes_of_course(seat.course.id, with_drafts=seat.makes)
    ids = [quiz.id for quiz in quizzes]
    editions = reads.editions(ids, seat.course.revision_id)
    cohort_id = seat.cohort.id if seat.cohort else None
    windows = reads.windows(ids, [cohort_id] if cohort_id else [])
    allowances = reads.allowances_of(ids, person_id, cohort_id)
    attempts = reads.attempts_by_quiz(ids, person_id, cohort_id)
    marks = reads.marks(attempt.id for rows in attempts.values() for attempt in rows)
    lines = []
    for quiz in quizzes:
        settings, own = read_settings(quiz.settings), attempts.get(quiz.id, [])
        window, allowance = windows.get((quiz.id, cohort_id or 0), Window()), allowances.get(quiz.id, Allowance())
        past = reads.past_of(own, marks)
        counted = timing.counted(settings, past)
        edition = editions.get(quiz.id)
        if edition is None and not seat.makes:
            continue
        lines.append(
            QuizLine(
                quiz.id,
                quiz.title,
                quiz.lesson_key,
                count_of(edition.slots) if edition else 0,
                settings,
                window,
                quiz.is_published,
                len(past),
                counted.percent if counted else None,
                len(past) < len(own),
                QuizWhyNot.LESSON_CLOSED
                if quiz.lesson_key in closed_lessons
                else timing.why_not_start(settings, window, allowance, past, now=now),
            )
        )
    return lines


def quiz_page(found: QuizSeat, *, person_id: int, closed_lessons: Collection[str], now: datetime) -> QuizPage:
    """A quiz with one's own attempts: five statements."""
    quiz, cohort_id = found.quiz, found.cohort_id
    settings = read_settings(quiz.settings)
    window, allowance = reads.window_of(quiz.id, cohort_id), reads.allowance_of(quiz.id, person_id, cohort_id)
    attempts = reads.attempts_of(quiz.id, person_id, cohort_id)
    marks = reads.marks(attempt.id for attempt in attempts)
    past = reads.past_of(attempts, marks)
    edition = reads.editions([quiz.id], found.revision_id).get(quiz.id)
    questions = count_of(edition.slots) if edition else 0
    closed = timing.why_not_start(settings, window, allowance, past, now=now)
    if quiz.lesson_key in closed_lessons:
        closed = QuizWhyNot.LESSON_CLOSED
    if found.seat.makes:
        closed = None
    open_ones = (a for a in attempts if a.submitted_at is None and timing.takes_answers(a.due_at, now=now))
    return QuizPage(
        settings,
        window,
        allowance,
        questions,
        tuple((attempt, marks.get(attempt.id)) for attempt in attempts if attempt.submitted_at is not None),
        next(open_ones, None),
        timing.counted(settings, past),
        timing.attempts_left(settings, allowance, len(past)),
        timing.next_start(settings, past),
        timing.closes_at(window, allowance),
        closed or (QuizWhyNot.NO_QUESTIONS if not questions else None),
    )


def attempt_page(attempt: QuizAttempt, found: QuizSeat, *, language: str, now: datetime) -> AttemptPage:
    """An attempt with its questions: five statements. An attempt whose time is up is over, marked or not."""
    settings = read_settings(found.quiz.settings)
    window = reads.window_of(found.quiz.id, attempt.cohort_id)
    allowance = reads.allowance_of(found.quiz.id, attempt.person_id, attempt.cohort_id)
    is_over = attempt.submitted_at is not None or not timing.takes_answers(attempt.due_at, now=now)
    history = reads.mark_history(attempt.id)
    shows = found.seat.makes or timing.shows_answers(settings, window, allowance, is_over=is_over, now=now)
    answers = reads.answers(attempt.id)
    drawn = read_drawn(attempt.drawn)
    versions = _versions_shown(attempt, history, is_over)
    questions = []
    for place in drawn:
        row, version = answers.get(place.question_id), versions[place.question_id]
        is_checked = row is not None and row.checked_at is not None
        questions.append(
            shown_question(
                place,
                version.body,
                version.html,
                tuple(row.value) if row else (),
                language=language,
                is_checked=is_checked,
                is_open_book=(is_over and shows) or (is_checked and settings.showing is Showing.AT_ONCE),
            )
        )
    seconds = None if is_over or attempt.due_at is None else max(0, int((attempt.due_at - now).total_seconds()))
    return AttemptPage(
        attempt,
        settings,
        tuple(questions),
        history[-1] if history else None,
        tuple(history[:-1]),
        is_over,
        is_over and shows,
        seconds,
        sum(bool(row.value and any(row.value)) for row in answers.values()),
    )


def _versions_shown(attempt: QuizAttempt, history: Sequence[QuizMark], is_over: bool) -> dict[int, QuizQuestionVersion]:
    """By question, the version that was asked; after a regrade, the one whose key was used."""
    ids = {place.question_id: place.version_id for place in read_drawn(attempt.drawn)}
    if is_over and history:
        ids |= {detail[0]: detail[1] for detail in history[-1].details}
    rows = reads.versions_by_id(ids.values())
    return {question: rows[version] for question, version in ids.items()}


def kinds_of(attempt: QuizAttempt) -> dict[int, Kind]:
    """The kinds of the questions asked."""
    ids = {place.version_id: place.question_id for place in read_drawn(attempt.drawn)}
    rows = db.session.execute(
        select(QuizQuestionVersion.id, QuizQuestionVersion.body).where(QuizQuestionVersion.id.in_(list(ids)))
    )
    return {ids[version]: Kind(body["kind"]) for version, body in rows}
