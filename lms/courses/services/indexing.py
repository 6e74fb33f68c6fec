"""Writing the search index of a revision, along with it; and of revisions that have none."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, select, union

from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.transaction import transaction
from lms.courses.models import CohortCourse, CourseRevision, Lesson, LessonText, Module, SearchGram, SearchText
from lms.courses.search.folding import plain
from lms.courses.search.grams import build
from lms.courses.search.snippets import text_of
from lms.courses.search.types import Bitmaps, Fields

AT_ONCE = 5_000


def index_revision(revision_id: int) -> int:
    """Write the index of a revision that has none; how many texts. Indexes that nobody reads any more go."""
    with transaction():
        course_id = db.session.scalar(select(CourseRevision.course_id).where(CourseRevision.id == revision_id))
        _forget_others(course_id or 0, revision_id)
        rows = db.session.execute(
            select(
                LessonText.id, Lesson.id, LessonText.language, LessonText.title, LessonText.headings, LessonText.html
            )
            .join(Lesson, Lesson.id == LessonText.lesson_id)
            .join(Module, Module.id == Lesson.module_id)
            .where(Lesson.revision_id == revision_id)
            .order_by(Module.position, Lesson.position, LessonText.language)
        ).all()
        fields = [
            Fields(plain(title)[:500], plain(" · ".join(heading[1] for heading in headings)), text_of(html))
            for *_ids, title, headings, html in rows
        ]
        texts = [
            {
                "revision_id": revision_id,
                "ordinal": ordinal,
                "lesson_id": lesson_id,
                "text_id": text_id,
                "language": language,
                "title": text.title,
                "headings": text.headings,
                "body": text.body,
            }
            for ordinal, ((text_id, lesson_id, language, *_rest), text) in enumerate(zip(rows, fields, strict=True))
        ]
        if texts:
            db.session.execute(insert(SearchText), texts)
        grams = [_row(revision_id, gram, bits) for gram, bits in build(fields).items()]
        for start in range(0, len(grams), AT_ONCE):
            db.session.execute(insert(SearchGram), grams[start : start + AT_ONCE])
        audit.record(SYSTEM, "course.indexed", ("course_revision", revision_id), after={"texts": len(texts)})
    return len(texts)


def _row(revision_id: int, gram: str, bits: Bitmaps) -> dict[str, object]:
    return {
        "revision_id": revision_id,
        "gram": gram,
        "titles": _bytes(bits.title),
        "headings": _bytes(bits.headings),
        "bodies": _bytes(bits.body),
    }


def _bytes(bits: int) -> bytes:
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def _forget_others(course_id: int, revision_id: int) -> None:
    """Only the newest revision and pinned ones are searched."""
    pinned = select(CohortCourse.revision_id).where(CohortCourse.course_id == course_id)
    stale = select(CourseRevision.id).where(
        CourseRevision.course_id == course_id, CourseRevision.id < revision_id, CourseRevision.id.not_in(pinned)
    )
    for table in (SearchGram, SearchText):
        db.session.execute(delete(table).where(table.revision_id.in_(stale)))


def index_missing(_slot: datetime) -> int:
    """Index newest and pinned revisions that have no index (stored before there was one, or pinned again)."""
    newest = select(func.max(CourseRevision.id)).group_by(CourseRevision.course_id)
    wanted = union(newest, select(CohortCourse.revision_id)).subquery()
    indexed = select(SearchText.revision_id).distinct()
    has_lessons = select(Lesson.revision_id).distinct()
    missing = list(
        db.session.scalars(
            select(CourseRevision.id)
            .where(
                CourseRevision.id.in_(select(wanted.c[0])),
                CourseRevision.id.not_in(indexed),
                CourseRevision.id.in_(has_lessons),
            )
            .order_by(CourseRevision.id)
        )
    )
    for revision_id in missing:
        _index_alone(revision_id)
    return len(missing)


def _index_alone(revision_id: int) -> None:
    with transaction():
        taken = db.session.scalar(select(CourseRevision.id).where(CourseRevision.id == revision_id).with_for_update())
        known = db.session.scalar(select(SearchText.id).where(SearchText.revision_id == revision_id).limit(1))
        if taken is not None and known is None:
            index_revision(revision_id)
