"""Reads of what readers see: contents, a lesson's page, progress."""

from __future__ import annotations

from sqlalchemy import and_, func, select

from lms.core.db import db
from lms.courses.models import CourseRevision, Lesson, LessonProgress, LessonText, Module
from lms.courses.types import LessonLine, LessonPage, ModuleLines


def contents(
    revision_id: int, *, course_id: int, person_id: int, language: str, with_staff_lessons: bool
) -> list[ModuleLines]:
    """The table of contents in the reader's language (or what there is), with what they finished: two statements."""
    modules = db.session.execute(
        select(Module.id, Module.titles).where(Module.revision_id == revision_id).order_by(Module.position)
    ).all()
    rows = db.session.execute(
        select(
            Lesson.module_id,
            Lesson.id,
            Lesson.key,
            Lesson.minutes,
            Lesson.is_for_staff,
            LessonText.language,
            LessonText.title,
            LessonProgress.id,
        )
        .join(LessonText, LessonText.lesson_id == Lesson.id)
        .outerjoin(
            LessonProgress,
            and_(
                LessonProgress.key == Lesson.key,
                LessonProgress.person_id == person_id,
                LessonProgress.course_id == course_id,
            ),
        )
        .where(Lesson.revision_id == revision_id, Lesson.is_listed.is_(True))
        .order_by(Lesson.module_id, Lesson.position, LessonText.language)
    )
    lines: dict[int, dict[int, LessonLine]] = {}
    for module_id, lesson_id, key, minutes, is_for_staff, text_language, title, done in rows:
        if is_for_staff and not with_staff_lessons:
            continue
        known = lines.setdefault(module_id, {})
        if lesson_id not in known or text_language == language:
            known[lesson_id] = LessonLine(lesson_id, key, title, minutes, done is not None, is_for_staff)
    return [
        ModuleLines(module_id, _in(titles, language), tuple(lines.get(module_id, {}).values()))
        for module_id, titles in modules
    ]


def _in(titles: dict[str, str], language: str) -> str:
    return titles.get(language) or next(iter(titles.values()), "")


def lesson_page(
    lesson_id: int, *, person_id: int, language: str, with_staff_lessons: bool
) -> tuple[int, LessonPage] | None:
    """A lesson as its page shows it, with the revision it belongs to: three statements."""
    texts = db.session.execute(
        select(
            LessonText.language,
            LessonText.title,
            LessonText.html,
            LessonText.headings,
            Lesson.revision_id,
            Lesson.minutes,
            Lesson.is_for_staff,
            Module.titles,
            CourseRevision.course_id,
            LessonProgress.id,
        )
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .join(CourseRevision, CourseRevision.id == Lesson.revision_id)
        .outerjoin(
            LessonProgress,
            and_(
                LessonProgress.key == Lesson.key,
                LessonProgress.person_id == person_id,
                LessonProgress.course_id == CourseRevision.course_id,
            ),
        )
        .where(Lesson.id == lesson_id)
        .order_by(LessonText.language)
    ).all()
    if not texts:
        return None
    row = next((text for text in texts if text[0] == language), texts[0])
    if row[6] and not with_staff_lessons:
        return None
    before, after = _neighbours(row[4], lesson_id, with_staff_lessons=with_staff_lessons)
    return row[4], LessonPage(
        lesson_id=lesson_id,
        course_id=row[8],
        module_title=_in(row[7], language),
        title=row[1],
        html=row[2],
        headings=tuple((level, text, anchor) for level, text, anchor in row[3]),
        minutes=row[5],
        language=row[0],
        languages=tuple(text[0] for text in texts),
        previous_id=before,
        next_id=after,
        is_done=row[9] is not None,
    )


def _neighbours(revision_id: int, lesson_id: int, *, with_staff_lessons: bool) -> tuple[int | None, int | None]:
    statement = (
        select(Lesson.id)
        .join(Module, Module.id == Lesson.module_id)
        .where(Lesson.revision_id == revision_id, Lesson.is_listed.is_(True))
        .order_by(Module.position, Lesson.position)
    )
    if not with_staff_lessons:
        statement = statement.where(Lesson.is_for_staff.is_(False))
    ids = list(db.session.scalars(statement))
    if lesson_id not in ids:
        return None, None
    place = ids.index(lesson_id)
    return (ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None)


def progress_of(person_id: int, revision_id: int, course_id: int) -> tuple[int, int]:
    """How many lessons of a revision a person finished, of how many."""
    total = select(func.count()).where(
        Lesson.revision_id == revision_id, Lesson.is_for_staff.is_(False), Lesson.is_listed.is_(True)
    )
    done = select(func.count()).where(
        Lesson.revision_id == revision_id,
        Lesson.is_for_staff.is_(False),
        Lesson.is_listed.is_(True),
        LessonProgress.key == Lesson.key,
        LessonProgress.person_id == person_id,
        LessonProgress.course_id == course_id,
    )
    row = db.session.execute(select(done.scalar_subquery(), total.scalar_subquery())).one()
    return int(row[0]), int(row[1])
