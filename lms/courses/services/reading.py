"""What readers do with lessons: finish, take back, confirm after a change, leave a bookmark."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.courses import access
from lms.courses.delivery.types import WhyNot
from lms.courses.models import Lesson, LessonPlace, LessonProgress
from lms.courses.types import LessonPage

BOOKMARK_REST = timedelta(minutes=1)


def _insert(model: type[LessonPlace] | type[LessonProgress]) -> Any:
    is_postgres = db.session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(model) if is_postgres else sqlite.insert(model)


def finish_lesson(actor: Actor, *, lesson_id: int, language: str, now: datetime) -> None:
    """Note that this person finished the lesson; twice is once."""
    page = access.lesson_for_reading(actor, lesson_id, language=language, now=now)
    with transaction():
        db.session.execute(
            _insert(LessonProgress)
            .values(
                person_id=actor.user_id,
                course_id=page.course_id,
                key=page.key,
                revision_id=page.revision_id,
                done_at=now,
            )
            .on_conflict_do_nothing(index_elements=["person_id", "course_id", "key"])
        )
        audit.record(actor, "lesson.finished", ("lesson", lesson_id))


def reopen_lesson(actor: Actor, *, lesson_id: int, language: str, now: datetime) -> None:
    """Take the note back: the lesson is to be read again."""
    page = access.lesson_for_reading(actor, lesson_id, language=language, now=now)
    with transaction():
        db.session.execute(delete(LessonProgress).where(*_progress(actor, page)))
        audit.record(actor, "lesson.reopened", db.session.get_one(Lesson, lesson_id))


def confirm_lesson(actor: Actor, *, lesson_id: int, language: str, now: datetime) -> None:
    """Say that the lesson still counts as finished after its text was changed."""
    page = access.lesson_for_reading(actor, lesson_id, language=language, now=now)
    if not page.is_done:
        raise Refused(WhyNot.NOT_FINISHED)
    with transaction():
        db.session.execute(
            update(LessonProgress).where(*_progress(actor, page)).values(revision_id=page.revision_id, done_at=now)
        )
        audit.record(
            actor,
            "lesson.confirmed",
            ("lesson", lesson_id),
            before={"revision": page.line.read_revision_id},
            after={"revision": page.revision_id},
        )


def _progress(actor: Actor, page: LessonPage) -> tuple[Any, ...]:
    return (
        LessonProgress.person_id == actor.user_id,
        LessonProgress.course_id == page.course_id,
        LessonProgress.key == page.key,
    )


def keep_place(
    actor: Actor, *, lesson_id: int, language: str, anchor: str, permille: int, is_leaving: bool, now: datetime
) -> bool:
    """Remember where a reader is; while reading once a minute at most. False when it was too early."""
    page = access.lesson_for_reading(actor, lesson_id, language=language, now=now)
    seen = page.line.seen_at
    if seen is not None and not is_leaving and now - seen < BOOKMARK_REST:
        return False
    known = {heading[2] for heading in page.headings}
    where = {
        "anchor": anchor if anchor in known else "",
        "permille": min(1000, max(0, permille)),
        "seen_at": now,
    }
    with transaction():
        db.session.execute(
            _insert(LessonPlace)
            .values(person_id=actor.user_id, course_id=page.course_id, key=page.key, **where)
            .on_conflict_do_update(index_elements=["person_id", "course_id", "key"], set_=where)
        )
    return True
