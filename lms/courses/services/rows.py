"""The rows of a revision."""

from __future__ import annotations

import mimetypes

from sqlalchemy import insert

from lms.core import files
from lms.core.db import db
from lms.courses.models import CourseAsset, CourseRevision, Lesson, LessonText, Module
from lms.courses.reading_time import reading_minutes
from lms.courses.services.rendering import Renderings
from lms.courses.types import CourseDraft, KeptBytes, LessonDraft, TextDraft


def store_assets(revision: CourseRevision, draft: CourseDraft) -> None:
    """Keep the bytes of assets, and their paths."""
    rows = [
        {
            "revision_id": revision.id,
            "path": path,
            "digest": data.digest if isinstance(data, KeptBytes) else files.store(data),
            "media_type": mimetypes.guess_type(path)[0] or "application/octet-stream",
        }
        for path, data in draft.assets.items()
    ]
    if rows:
        db.session.execute(insert(CourseAsset), rows)


def store_modules(revision: CourseRevision, draft: CourseDraft, renderings: Renderings) -> None:
    """Modules, lessons and texts in three steps, however many there are."""
    modules = [
        Module(revision_id=revision.id, position=position, key=module.key, titles=dict(module.titles))
        for position, module in enumerate(draft.modules, 1)
    ]
    db.session.add_all(modules)
    db.session.flush()
    lessons = [
        (_lesson(revision.id, module.id, place, part), part)
        for module, module_draft in zip(modules, draft.modules, strict=True)
        for place, part in enumerate(module_draft.lessons, 1)
    ]
    db.session.add_all([lesson for lesson, _part in lessons])
    db.session.flush()
    renderings.ids.update({lesson.key: lesson.id for lesson, _part in lessons})
    rows = [_text(lesson, text, renderings) for lesson, part in lessons for text in part.texts]
    if rows:
        db.session.execute(insert(LessonText), rows)


def _lesson(revision_id: int, module_id: int, position: int, part: LessonDraft) -> Lesson:
    return Lesson(
        revision_id=revision_id,
        module_id=module_id,
        position=position,
        key=part.key,
        minutes=part.minutes,
        is_for_staff=part.is_for_staff,
        is_listed=part.is_listed,
        kind=part.kind,
        beside=part.beside,
    )


def _text(lesson: Lesson, text: TextDraft, renderings: Renderings) -> dict[str, object]:
    rendered = renderings.of(lesson.key, text)
    return {
        "lesson_id": lesson.id,
        "language": text.language,
        "title": text.title,
        "body": text.body,
        "html": rendered.html,
        "headings": [[heading.level, heading.text, heading.anchor] for heading in rendered.headings],
        "source": text.source,
        "minutes": text.minutes,
        "objectives": list(text.objectives),
        "resources": [[resource.title, resource.address] for resource in text.resources],
        "addresses": {"links": dict(text.links), "images": dict(text.images)},
        "extra": dict(text.extra),
        "reading_minutes": reading_minutes(text.body),
    }
