"""Tables of quizzes: questions and their versions, editions of a quiz, attempts, answers and marks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.audit.models import BigId
from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class Quiz(Model):
    """A quiz of a course, at a lesson or by itself; what it asks lies in editions, how it is taken in ``settings``."""

    __tablename__ = "quiz"
    __table_args__ = (UniqueConstraint("course_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    key: Mapped[str] = mapped_column(String(300))
    title: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    lesson_key: Mapped[str] = mapped_column(String(300), default="")
    settings: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    is_published: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime] = mapped_column()


class QuizQuestion(Model):
    """A question of a course's bank; its content lies in versions."""

    __tablename__ = "quiz_question"
    __table_args__ = (UniqueConstraint("course_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    key: Mapped[str] = mapped_column(String(300))
    tags: Mapped[list[Any]] = mapped_column(JsonValue)


class QuizQuestionVersion(Model):
    """A question as it was at one time: text, key and safe HTML. With a revision: imported with it."""

    __tablename__ = "quiz_question_version"
    __table_args__ = (UniqueConstraint("question_id", "number"), {"info": {"ledger": True}})

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("quiz_question.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column()
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("course_revision.id", ondelete="RESTRICT"))
    body: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    html: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    at: Mapped[datetime] = mapped_column()
    actor_id: Mapped[int | None] = mapped_column()
    reason: Mapped[str] = mapped_column(String(1000), default="")


class QuizEdition(Model):
    """What a quiz asked at one time: its places in order. With a revision: imported with it."""

    __tablename__ = "quiz_edition"
    __table_args__ = (UniqueConstraint("quiz_id", "number"), {"info": {"ledger": True}})

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column()
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("course_revision.id", ondelete="RESTRICT"))
    slots: Mapped[list[Any]] = mapped_column(JsonValue)
    at: Mapped[datetime] = mapped_column()
    actor_id: Mapped[int | None] = mapped_column()


class QuizWindow(Model):
    """When a quiz is open for a cohort; without a row it is open as long as the course is."""

    __tablename__ = "quiz_window"
    __table_args__ = (UniqueConstraint("quiz_id", "cohort_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="RESTRICT"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    opens_at: Mapped[datetime | None] = mapped_column()
    closes_at: Mapped[datetime | None] = mapped_column()


class QuizException(LedgerRow, Model):
    """A personal exception with its reason; the newest row of a person counts."""

    __tablename__ = "quiz_exception"
    __table_args__ = (Index("ix_quiz_exception_person", "quiz_id", "person_id"), {"info": {"ledger": True}})

    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="RESTRICT"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    extra_minutes: Mapped[int] = mapped_column(default=0)
    extra_attempts: Mapped[int] = mapped_column(default=0)
    closes_at: Mapped[datetime | None] = mapped_column()


class QuizAttempt(Model):
    """One try of a person. ``drawn`` is what was asked in which order; a trial (staff) counts for nothing."""

    __tablename__ = "quiz_attempt"
    __table_args__ = (
        UniqueConstraint("quiz_id", "person_id", "cohort_id", "number"),
        Index("ix_quiz_attempt_due", "submitted_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="RESTRICT"))
    edition_id: Mapped[int] = mapped_column(BigId, ForeignKey("quiz_edition.id", ondelete="RESTRICT"))
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column()
    seed: Mapped[str] = mapped_column(String(32))
    drawn: Mapped[list[Any]] = mapped_column(JsonValue)
    started_at: Mapped[datetime] = mapped_column()
    due_at: Mapped[datetime | None] = mapped_column()
    submitted_at: Mapped[datetime | None] = mapped_column()
    ran_out: Mapped[bool] = mapped_column(default=False)
    is_trial: Mapped[bool] = mapped_column(default=False)


class QuizAnswer(Model):
    """What was answered last in an attempt; ``checked_at`` closes an answer whose feedback was shown."""

    __tablename__ = "quiz_answer"
    __table_args__ = (UniqueConstraint("attempt_id", "question_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    attempt_id: Mapped[int] = mapped_column(BigId, ForeignKey("quiz_attempt.id", ondelete="RESTRICT"))
    question_id: Mapped[int] = mapped_column(ForeignKey("quiz_question.id", ondelete="RESTRICT"))
    value: Mapped[list[Any]] = mapped_column(JsonValue)
    saved_at: Mapped[datetime] = mapped_column()
    checked_at: Mapped[datetime | None] = mapped_column()


class QuizMark(LedgerRow, Model):
    """The mark of an attempt. ``details`` are [question, version, points, of, verdict] in the order asked."""

    __tablename__ = "quiz_mark"
    __table_args__ = (Index("ix_quiz_mark_attempt", "attempt_id"), {"info": {"ledger": True}})

    attempt_id: Mapped[int] = mapped_column(BigId, ForeignKey("quiz_attempt.id", ondelete="RESTRICT"))
    points: Mapped[float] = mapped_column()
    possible: Mapped[float] = mapped_column()
    percent: Mapped[float] = mapped_column()
    details: Mapped[list[Any]] = mapped_column(JsonValue)


class QuizPractice(Model):
    """Where a person stands with a question that was missed; it decides about nothing but when it comes again."""

    __tablename__ = "quiz_practice"
    __table_args__ = (UniqueConstraint("person_id", "question_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    question_id: Mapped[int] = mapped_column(ForeignKey("quiz_question.id", ondelete="RESTRICT"))
    streak: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None] = mapped_column()
    practised_at: Mapped[datetime] = mapped_column()
