"""Reads of what readers see: the outline of a revision, a lesson's page, progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, case, func, select
from sqlalchemy.orm import aliased

from lms.core.db import db
from lms.courses.addresses import resource_address
from lms.courses.models import (
    CourseRevision,
    Lesson,
    LessonNote,
    LessonPlace,
    LessonProgress,
    LessonText,
    Module,
)
from lms.courses.types import LessonLine, ModuleLines


@dataclass(frozen=True, slots=True)
class LessonBody:
    """A lesson in one language, with the reader's own note."""

    course_id: int
    revision_id: int
    module_id: int
    key: str
    is_for_staff: bool
    language: str
    title: str
    html: str
    headings: tuple[tuple[int, str, str], ...]
    objectives: tuple[str, ...]
    resources: tuple[tuple[str, str], ...]
    """Title, and where it leads: another site or a file of the course."""
    note: str
    note_html: str


def outline(
    revision_id: int, *, course_id: int, person_id: int, language: str, at: datetime | None = None
) -> list[ModuleLines]:
    """Modules with all their lessons, unlisted ones too, in the reader's language (or what there is), with what the
    reader finished until ``at`` and where they left off: one statement."""
    finished = [
        LessonProgress.key == Lesson.key,
        LessonProgress.person_id == person_id,
        LessonProgress.course_id == course_id,
    ]
    if at is not None:
        finished.append(LessonProgress.done_at <= at)
    rows = db.session.execute(
        select(
            Module.id,
            Module.titles,
            Lesson.id,
            Lesson.key,
            func.coalesce(LessonText.minutes, func.nullif(Lesson.minutes, 0)),
            Lesson.is_for_staff,
            Lesson.is_listed,
            LessonText.language,
            LessonText.title,
            LessonText.reading_minutes,
            LessonProgress.revision_id,
            LessonPlace.permille,
            LessonPlace.anchor,
            LessonPlace.seen_at,
        )
        .outerjoin(Lesson, Lesson.module_id == Module.id)
        .outerjoin(LessonText, LessonText.lesson_id == Lesson.id)
        .outerjoin(LessonProgress, and_(*finished))
        .outerjoin(
            LessonPlace,
            and_(
                LessonPlace.key == Lesson.key,
                LessonPlace.person_id == person_id,
                LessonPlace.course_id == course_id,
            ),
        )
        .where(Module.revision_id == revision_id)
        .order_by(Module.position, Lesson.position, LessonText.language)
    ).all()
    return _modules(rows, language)


def _modules(rows: Sequence[Row[*tuple[Any, ...]]], language: str) -> list[ModuleLines]:
    titles: dict[int, dict[str, str]] = {}
    lessons: dict[int, dict[int, list[Row[*tuple[Any, ...]]]]] = {}
    for row in rows:
        titles[row[0]] = row[1]
        versions = lessons.setdefault(row[0], {})
        if row[2] is not None and row[7] is not None:
            versions.setdefault(row[2], []).append(row)
    return [
        ModuleLines(
            module_id, _in(titles[module_id], language), tuple(_line(rows, language) for rows in by_id.values())
        )
        for module_id, by_id in lessons.items()
    ]


def _line(versions: list[Row[*tuple[Any, ...]]], language: str) -> LessonLine:
    row = next((version for version in versions if version[7] == language), versions[0])
    return LessonLine(
        lesson_id=row[2],
        key=row[3],
        title=row[8],
        minutes=row[4] or row[9],
        is_done=row[10] is not None,
        is_for_staff=row[5],
        is_listed=row[6],
        languages=tuple(version[7] for version in versions),
        read_revision_id=row[10],
        permille=row[11] or 0,
        anchor=row[12] or "",
        seen_at=row[13],
    )


def _in(titles: dict[str, str], language: str) -> str:
    return titles.get(language) or next(iter(titles.values()), "")


def changed_keys(revision_id: int, *, course_id: int, person_id: int) -> frozenset[str]:
    """The finished lessons whose text in this revision is not the one that was finished."""
    old, new = aliased(LessonText), aliased(LessonText)
    then, today = aliased(Lesson), aliased(Lesson)
    return frozenset(
        db.session.scalars(
            select(LessonProgress.key)
            .join(today, and_(today.revision_id == revision_id, today.key == LessonProgress.key))
            .join(then, and_(then.revision_id == LessonProgress.revision_id, then.key == LessonProgress.key))
            .join(new, new.lesson_id == today.id)
            .join(old, and_(old.lesson_id == then.id, old.language == new.language))
            .where(
                LessonProgress.person_id == person_id,
                LessonProgress.course_id == course_id,
                LessonProgress.revision_id != revision_id,
                old.body != new.body,
            )
        )
    )


def lesson_body(lesson_id: int, *, person_id: int, language: str) -> LessonBody | None:
    """A lesson in the language asked for, or in one that there is."""
    row = db.session.execute(
        select(
            CourseRevision.course_id,
            Lesson.revision_id,
            Lesson.module_id,
            Lesson.key,
            Lesson.is_for_staff,
            LessonText.language,
            LessonText.title,
            LessonText.html,
            LessonText.headings,
            func.coalesce(LessonNote.body, ""),
            func.coalesce(LessonNote.html, ""),
            LessonText.objectives,
            LessonText.resources,
        )
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .join(CourseRevision, CourseRevision.id == Lesson.revision_id)
        .outerjoin(
            LessonNote,
            and_(
                LessonNote.key == Lesson.key,
                LessonNote.person_id == person_id,
                LessonNote.course_id == CourseRevision.course_id,
            ),
        )
        .where(Lesson.id == lesson_id)
        .order_by(case((LessonText.language == language, 0), else_=1), LessonText.language)
        .limit(1)
    ).first()
    if row is None:
        return None
    headings = tuple((level, text, anchor) for level, text, anchor in row[8])
    return LessonBody(
        course_id=row[0],
        revision_id=row[1],
        module_id=row[2],
        key=row[3],
        is_for_staff=row[4],
        language=row[5],
        title=row[6],
        html=row[7],
        headings=headings,
        objectives=tuple(row[11] or ()),
        resources=tuple((title, resource_address(row[1], address)) for title, address in row[12] or ()),
        note=row[9],
        note_html=row[10],
    )


def texts_by_key(revision_id: int, key: str) -> dict[str, str]:
    """The Markdown of a lesson in a revision, by language."""
    rows = db.session.execute(
        select(LessonText.language, LessonText.body)
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .where(Lesson.revision_id == revision_id, Lesson.key == key)
    )
    return dict(row.tuple() for row in rows)


def progress_of(person_id: int, revision_id: int, course_id: int) -> tuple[int, int]:
    """How many lessons of a revision a person finished, of how many."""
    of_revision = (
        Lesson.revision_id == revision_id,
        Lesson.is_for_staff.is_(False),
        Lesson.is_listed.is_(True),
    )
    done = select(func.count()).where(
        *of_revision,
        LessonProgress.key == Lesson.key,
        LessonProgress.person_id == person_id,
        LessonProgress.course_id == course_id,
    )
    total = select(func.count()).where(*of_revision)
    row = db.session.execute(select(done.scalar_subquery(), total.scalar_subquery())).one()
    return int(row[0]), int(row[1])
