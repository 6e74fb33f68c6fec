"""Reads of a course's quizzes as its zip carries them."""

from __future__ import annotations

from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.made import Made, MadeQuestion, MadeQuiz, MadeSlot
from lms.courses.quizzes.types import Slot
from lms.courses.quizzes.written import read_question, read_settings, read_slots


def made_quizzes(course_id: int) -> Made:
    """Every quiz and every question of a course as they are today: four statements."""
    bank = {row.id: row for row in reads.bank(course_id)}
    versions = reads.versions(bank, None)
    quizzes = reads.quizzes_of_course(course_id, with_drafts=True)
    editions = reads.editions([quiz.id for quiz in quizzes], None)
    keys = {ident: row.key for ident, row in bank.items()}
    return Made(
        tuple(
            MadeQuiz(
                quiz.key,
                quiz.title,
                quiz.lesson_key,
                read_settings(quiz.settings),
                quiz.is_published,
                tuple(
                    _slot(slot, keys) for slot in (read_slots(editions[quiz.id].slots) if quiz.id in editions else ())
                ),
            )
            for quiz in quizzes
        ),
        tuple(
            MadeQuestion(row.key, tuple(row.tags), read_question(versions[ident].body))
            for ident, row in sorted(bank.items(), key=lambda each: each[1].key)
            if ident in versions
        ),
    )


def _slot(slot: Slot, keys: dict[int, str]) -> MadeSlot:
    return MadeSlot(keys.get(slot.question_id or 0, ""), slot.tag, slot.count)
