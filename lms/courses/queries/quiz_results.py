"""What instructors see of a quiz: results of a cohort, figures of items, the bank; in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lms.cohorts import queries as cohorts
from lms.courses.models import Quiz, QuizAttempt, QuizMark, QuizQuestion, QuizQuestionVersion
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes import timing
from lms.courses.quizzes.shown import ResultLine, text_in
from lms.courses.quizzes.statistics import ItemFigures, item_figures, reliability, responses
from lms.courses.quizzes.types import Answer, Question, Settings, Slot
from lms.courses.quizzes.written import read_question, read_settings, read_slots


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A place of a quiz: its question, or a pool with how many questions there are to draw from."""

    slot: Slot
    question: Question | None
    html: str
    tags: tuple[str, ...]
    pool_size: int


@dataclass(frozen=True, slots=True)
class BankLine:
    """A question of the bank."""

    id: int
    question: Question
    html: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A question with its figures; ``option_html`` by option."""

    id: int
    question: Question
    html: str
    option_html: Mapping[str, str]
    figures: ItemFigures


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Item statistics of a cohort's first attempts."""

    people: int
    mean: float | None
    reliability: float | None
    items: tuple[ItemLine, ...]


def slot_lines(quiz: Quiz, *, language: str) -> list[SlotLine]:
    """What the quiz asks today: three statements."""
    edition = reads.editions([quiz.id], None).get(quiz.id)
    slots = read_slots(edition.slots) if edition else ()
    bank = {row.id: row for row in reads.bank(quiz.course_id)}
    versions = reads.versions([slot.question_id for slot in slots if slot.question_id is not None], None)
    lines = []
    for slot in slots:
        version, row = versions.get(slot.question_id or 0), bank.get(slot.question_id or 0)
        lines.append(
            SlotLine(
                slot,
                read_question(version.body) if version else None,
                text_in(version.html["prompt"], language) if version else "",
                tuple(row.tags) if row else (),
                sum(slot.tag in question.tags for question in bank.values()) if slot.tag else 0,
            )
        )
    return lines


def bank_lines(course_id: int, *, tag: str, words: str, language: str) -> tuple[list[BankLine], dict[str, int]]:
    """Questions of the bank with a tag and containing words, and how many there are by tag: two statements."""
    rows = reads.bank(course_id)
    counts: dict[str, int] = {}
    for row in rows:
        for each in row.tags:
            counts[each] = counts.get(each, 0) + 1
    wanted = [row for row in rows if not tag or tag in row.tags]
    versions = reads.versions([row.id for row in wanted], None)
    lines = [_bank_line(row, versions[row.id], language) for row in wanted if row.id in versions]
    if words:
        folded = words.casefold()
        lines = [line for line in lines if any(folded in text.casefold() for text in line.question.prompt.values())]
    return lines, counts


def _bank_line(row: QuizQuestion, version: QuizQuestionVersion, language: str) -> BankLine:
    return BankLine(row.id, read_question(version.body), text_in(version.html["prompt"], language), tuple(row.tags))


def result_lines(quiz: Quiz, cohort_id: int, *, on: date, now: datetime) -> list[ResultLine]:
    """Every trainee of a cohort with the attempt that counts: four statements."""
    settings = read_settings(quiz.settings)
    attempts: dict[int, list[QuizAttempt]] = {}
    for attempt in reads.attempts_of_cohort(quiz.id, cohort_id):
        attempts.setdefault(attempt.person_id, []).append(attempt)
    marks = reads.marks(attempt.id for rows in attempts.values() for attempt in rows)
    excepted = reads.exceptions(quiz.id, cohort_id)
    lines = []
    for trainee in cohorts.trainees(cohort_id, on=on):
        own = attempts.get(trainee.person_id, [])
        counted = _counted(settings, own, marks)
        mark = marks.get(counted.id) if counted else None
        lines.append(
            ResultLine(
                trainee.person_id,
                trainee.name,
                sum(attempt.submitted_at is not None for attempt in own),
                mark.percent if mark else None,
                mark.points if mark else None,
                mark.possible if mark else None,
                counted.id if counted else None,
                counted.submitted_at if counted else None,
                any(a.submitted_at is None and timing.takes_answers(a.due_at, now=now) for a in own),
                trainee.person_id in excepted,
            )
        )
    return lines


def _counted(settings: Settings, own: list[QuizAttempt], marks: dict[int, QuizMark]) -> QuizAttempt | None:
    counted = timing.counted(settings, reads.past_of(own, marks))
    return next((attempt for attempt in own if counted and attempt.number == counted.number), None)


def item_page(quiz: Quiz, cohort_ids: list[int], *, language: str) -> ItemPage:
    """Figures of every question asked, from everybody's first finished attempt: four statements a cohort at most."""
    first: dict[tuple[int, int], QuizAttempt] = {}
    for cohort_id in cohort_ids:
        for attempt in reads.attempts_of_cohort(quiz.id, cohort_id):
            if attempt.submitted_at is not None:
                first.setdefault((cohort_id, attempt.person_id), attempt)
    marks = reads.marks(attempt.id for attempt in first.values())
    answers = reads.answers_of_attempts(marks)
    table: dict[int, dict[int, tuple[float, float, Answer]]] = {
        attempt_id: {
            detail[0]: (detail[2], detail[3], answers.get((attempt_id, detail[0]), ())) for detail in mark.details
        }
        for attempt_id, mark in marks.items()
    }
    given = responses(table)
    versions = reads.versions(given, None)
    items = tuple(
        _item_line(ident, version, item_figures(read_question(version.body), given[ident]), language)
        for ident, version in sorted(versions.items())
    )
    mean = sum(mark.percent for mark in marks.values()) / len(marks) if marks else None
    return ItemPage(len(table), mean, reliability(table), items)


def _item_line(ident: int, version: QuizQuestionVersion, figures: ItemFigures, language: str) -> ItemLine:
    html: dict[str, Any] = version.html
    options = {option: text_in(texts, language) for option, texts in html["options"].items()}
    return ItemLine(ident, read_question(version.body), text_in(html["prompt"], language), options, figures)
