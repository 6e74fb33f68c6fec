"""A stored revision read back as the draft that would store it again."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from lms.core.db import db
from lms.courses.models import CourseAsset, CourseRevision, Lesson, LessonText, Module
from lms.courses.types import CourseDraft, KeptBytes, LessonDraft, ModuleDraft, Resource, TextDraft


def draft_of_revision(revision_id: int) -> CourseDraft:
    """Everything a revision holds, in five statements; assets by the digest of their bytes."""
    revision = db.session.get_one(CourseRevision, revision_id)
    texts = _texts(revision_id)
    lessons: dict[int, list[LessonDraft]] = defaultdict(list)
    rows = select(Lesson).where(Lesson.revision_id == revision_id).order_by(Lesson.module_id, Lesson.position)
    for row in db.session.scalars(rows):
        lessons[row.module_id].append(
            LessonDraft(
                key=row.key,
                texts=tuple(texts[row.id]),
                minutes=row.minutes,
                is_for_staff=row.is_for_staff,
                is_listed=row.is_listed,
                kind=row.kind,
                beside=row.beside,
            )
        )
    modules = select(Module).where(Module.revision_id == revision_id).order_by(Module.position)
    return CourseDraft(
        modules=tuple(
            ModuleDraft(dict(row.titles), tuple(lessons[row.id]), row.key) for row in db.session.scalars(modules)
        ),
        assets=assets_of(revision_id),
        source=revision.source,
        report=dict(revision.report),
        language=revision.language,
        summary=revision.summary,
        extra=dict(revision.extra),
        quizzes=tuple(dict(quiz) for quiz in revision.quizzes),
    )


def assets_of(revision_id: int) -> dict[str, bytes | KeptBytes]:
    """The assets of a revision by path."""
    rows = db.session.execute(
        select(CourseAsset.path, CourseAsset.digest).where(CourseAsset.revision_id == revision_id)
    )
    return {path: KeptBytes(digest) for path, digest in rows}


def _texts(revision_id: int) -> dict[int, list[TextDraft]]:
    rows = db.session.execute(
        select(
            LessonText.lesson_id,
            LessonText.language,
            LessonText.title,
            LessonText.body,
            LessonText.addresses,
            LessonText.source,
            LessonText.minutes,
            LessonText.objectives,
            LessonText.resources,
            LessonText.extra,
        )
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .where(Lesson.revision_id == revision_id)
        .order_by(LessonText.language)
    )
    texts: dict[int, list[TextDraft]] = defaultdict(list)
    for lesson_id, language, title, body, addresses, source, minutes, objectives, resources, extra in rows:
        texts[lesson_id].append(
            TextDraft(
                language=language,
                title=title,
                body=body,
                links=addresses.get("links", {}),
                images=addresses.get("images", {}),
                source=source,
                minutes=minutes,
                objectives=tuple(objectives),
                resources=tuple(Resource(*pair) for pair in resources),
                extra=extra,
            )
        )
    return texts
