"""What readers do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction
from lms.courses import access
from lms.courses.models import Lesson, LessonProgress


def finish_lesson(actor: Actor, *, lesson_id: int, language: str, now: datetime) -> None:
    """Note that this person finished the lesson; twice is once."""
    page = access.lesson_for_reading(actor, lesson_id, language=language)
    with transaction():
        lesson = db.session.get_one(Lesson, lesson_id)
        insert: Any = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
        db.session.execute(
            insert(LessonProgress)
            .values(
                person_id=actor.user_id,
                course_id=page.course_id,
                key=lesson.key,
                revision_id=lesson.revision_id,
                done_at=now,
            )
            .on_conflict_do_nothing(index_elements=["person_id", "course_id", "key"])
        )
        audit.record(actor, "lesson.finished", lesson)


def reopen_lesson(actor: Actor, *, lesson_id: int, language: str) -> None:
    """Take the note back."""
    page = access.lesson_for_reading(actor, lesson_id, language=language)
    with transaction():
        lesson = db.session.get_one(Lesson, lesson_id)
        db.session.execute(
            delete(LessonProgress).where(
                LessonProgress.person_id == actor.user_id,
                LessonProgress.course_id == page.course_id,
                LessonProgress.key == lesson.key,
            )
        )
        audit.record(actor, "lesson.reopened", lesson)
