"""What courses hold about a person."""

from __future__ import annotations

from sqlalchemy import select

from lms.core.holdings import Holding, Holdings, register, rows
from lms.courses.models import (
    DeliveryException,
    LessonNote,
    LessonPlace,
    LessonProgress,
    LessonReport,
    QuizAnswer,
    QuizAttempt,
    QuizException,
    QuizPractice,
)
from lms.courses.queries.quizzes import own_attempts

_WORK = "work on courses belongs to the centre; who did it is listed among deeds"
HOLDINGS = Holdings(
    "courses",
    (
        rows(LessonNote, lambda person: LessonNote.person_id == person, erased=True),
        rows(LessonPlace, lambda person: LessonPlace.person_id == person, erased=True),
        rows(LessonProgress, lambda person: LessonProgress.person_id == person),
        rows(LessonReport, lambda person: LessonReport.person_id == person),
        rows(DeliveryException, lambda person: DeliveryException.person_id == person),
        Holding("quiz_attempts", frozenset({"quiz_attempt", "quiz_mark"}), own_attempts),
        rows(
            QuizAnswer,
            lambda person: QuizAnswer.attempt_id.in_(select(QuizAttempt.id).where(QuizAttempt.person_id == person)),
        ),
        rows(QuizException, lambda person: QuizException.person_id == person),
        rows(QuizPractice, lambda person: QuizPractice.person_id == person, erased=True),
    ),
    passed_over={
        "course": _WORK,
        "course_draft": _WORK,
        "course_import": _WORK,
        "course_revision": _WORK,
        "delivery_plan": _WORK,
        "draft_asset": _WORK,
        "draft_text": _WORK,
        "import_progress": _WORK,
        "quiz_edition": _WORK,
        "quiz_question_version": _WORK,
    },
)
register(HOLDINGS)
