"""Reads of what readers see: the outline of a revision, a lesson's page, progress."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, String, Text, and_, bindparam, case, cast, func, or_, select
from sqlalchemy.orm import aliased

from lms.core.db import UtcDateTime, db
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

FAR = datetime(9999, 1, 1, tzinfo=UTC)


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
    languages: tuple[str, ...]
    """The languages that the lesson has."""


@cache
def _outline_statement() -> Select[*tuple[Any, ...]]:
    """Made once: putting it together costs more than running it."""
    preferred, other = aliased(LessonText), aliased(LessonText)
    wanted = bindparam("language", type_=String)
    has_wanted = select(other.id).where(other.lesson_id == Lesson.id, other.language == wanted).exists()
    first = select(func.min(other.language)).where(other.lesson_id == Lesson.id).scalar_subquery()
    return (
        select(
            Module.id,
            cast(Module.titles, Text),
            Lesson.id,
            Lesson.key,
            func.coalesce(preferred.minutes, func.nullif(Lesson.minutes, 0), preferred.reading_minutes),
            Lesson.is_for_staff,
            Lesson.is_listed,
            preferred.title,
            LessonProgress.revision_id,
            LessonPlace.permille,
            LessonPlace.anchor,
            LessonPlace.seen_at,
        )
        .outerjoin(Lesson, Lesson.module_id == Module.id)
        .outerjoin(
            preferred,
            and_(
                preferred.lesson_id == Lesson.id,
                or_(preferred.language == wanted, and_(~has_wanted, preferred.language == first)),
            ),
        )
        .outerjoin(
            LessonProgress,
            and_(
                LessonProgress.key == Lesson.key,
                LessonProgress.person_id == bindparam("person"),
                LessonProgress.course_id == bindparam("course"),
                LessonProgress.done_at <= bindparam("at", type_=UtcDateTime()),
            ),
        )
        .outerjoin(
            LessonPlace,
            and_(
                LessonPlace.key == Lesson.key,
                LessonPlace.person_id == bindparam("person"),
                LessonPlace.course_id == bindparam("course"),
            ),
        )
        .where(Module.revision_id == bindparam("revision"))
        .order_by(Module.position, Lesson.position)
    )


def outline(
    revision_id: int, *, course_id: int, person_id: int, language: str, at: datetime = FAR
) -> list[ModuleLines]:
    """Modules with all their lessons, unlisted ones too, in the reader's language (or what there is), with what the
    reader finished until ``at`` and where they left off: one statement."""
    values = {"revision": revision_id, "course": course_id, "person": person_id, "language": language, "at": at}
    titles: dict[int, str] = {}
    lessons: dict[int, list[LessonLine]] = {}
    for row in db.session.execute(_outline_statement(), values):
        module_id, stored, lesson_id, key, minutes, is_for_staff, is_listed, title, read, permille, anchor, seen = row
        titles[module_id] = stored
        lines = lessons.setdefault(module_id, [])
        if title is not None:
            done = read is not None
            lines.append(
                LessonLine(
                    lesson_id,
                    key,
                    title,
                    minutes,
                    done,
                    is_for_staff,
                    is_listed,
                    read,
                    permille or 0,
                    anchor or "",
                    seen,
                )
            )
    return [
        ModuleLines(module_id, _in(json.loads(titles[module_id]), language), tuple(lines))
        for module_id, lines in lessons.items()
    ]


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


@cache
def _body_statement() -> Select[*tuple[Any, ...]]:
    """Made once: putting it together costs more than running it."""
    every = aliased(LessonText)
    languages = (
        select(func.aggregate_strings(every.language, ",")).where(every.lesson_id == Lesson.id).scalar_subquery()
    )
    return (
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
            languages,
        )
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .join(CourseRevision, CourseRevision.id == Lesson.revision_id)
        .outerjoin(
            LessonNote,
            and_(
                LessonNote.key == Lesson.key,
                LessonNote.person_id == bindparam("person"),
                LessonNote.course_id == CourseRevision.course_id,
            ),
        )
        .where(Lesson.id == bindparam("lesson"))
        .order_by(case((LessonText.language == bindparam("language", type_=String), 0), else_=1), LessonText.language)
        .limit(1)
    )


def lesson_body(lesson_id: int, *, person_id: int, language: str) -> LessonBody | None:
    """A lesson in the language asked for, or in one that there is."""
    values = {"lesson": lesson_id, "person": person_id, "language": language}
    row = db.session.execute(_body_statement(), values).first()
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
        languages=tuple(sorted(row[13].split(","))),
    )


def texts_by_key(revision_id: int, key: str) -> dict[str, str]:
    """The Markdown of a lesson in a revision, by language."""
    rows = db.session.execute(
        select(LessonText.language, LessonText.body)
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .where(Lesson.revision_id == revision_id, Lesson.key == key)
    )
    return {row[0]: row[1] for row in rows}


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
