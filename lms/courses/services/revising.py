"""Storing revisions of courses, and pinning cohorts to them."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import posixpath
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select

from lms.accounts.types import Place
from lms.cohorts import access as cohorts
from lms.core import audit, files
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.markdown import render
from lms.core.transaction import transaction
from lms.courses import access, policies, queries
from lms.courses.addresses import asset_address, lesson_address
from lms.courses.models import CohortCourse, Course, CourseAsset, CourseRevision, Lesson, LessonText, Module
from lms.courses.types import CourseDraft, LessonDraft, TextDraft, WhyNot


def found_course(actor: Actor, *, centre_id: int, code: str, title: Mapping[str, str]) -> Course:
    """A new, empty course of a centre."""
    if not policies.may_edit_course(actor, Place(centre_id)):
        raise NotFound
    with transaction():
        taken = db.session.scalar(select(Course.id).where(Course.centre_id == centre_id, Course.code == code))
        if taken is not None:
            raise Refused(WhyNot.CODE_TAKEN)
        course = Course(centre_id=centre_id, code=code, title=dict(title))
        db.session.add(course)
        db.session.flush()
        audit.record(actor, "course.founded", course)
    return course


def digest_of(draft: CourseDraft) -> str:
    """What two drafts with the same content share."""
    content = {
        "modules": [
            [
                dict(module.titles),
                [[part.key, part.minutes, part.is_for_staff, _texts(part)] for part in module.lessons],
            ]
            for module in draft.modules
        ],
        "assets": {path: hashlib.sha256(data).hexdigest() for path, data in sorted(draft.assets.items())},
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _texts(lesson: LessonDraft) -> list[list[str]]:
    return sorted([text.language, text.title, text.body] for text in lesson.texts)


def store_revision(actor: Actor, *, course_id: int, draft: CourseDraft, now: datetime) -> CourseRevision:
    """Store the whole content as the next revision, or nothing at all. Raises Refused when nothing is new."""
    access.course_for_editing(actor, course_id)
    digest = digest_of(draft)
    with transaction():
        course = db.session.get_one(Course, course_id, with_for_update=True)
        newest = queries.newest_revision(course_id)
        if newest is not None and newest.digest == digest:
            raise Refused(WhyNot.NOTHING_NEW)
        revision = CourseRevision(
            course_id=course.id,
            number=newest.number + 1 if newest else 1,
            digest=digest,
            source=draft.source,
            report=dict(draft.report),
            at=now,
            actor_id=actor.user_id,
        )
        db.session.add(revision)
        db.session.flush()
        _store_assets(revision, draft)
        _store_modules(revision, draft)
        audit.record(actor, "course.revised", revision, after={"number": revision.number, "digest": digest})
    return revision


def _store_assets(revision: CourseRevision, draft: CourseDraft) -> None:
    rows = [
        {
            "revision_id": revision.id,
            "path": path,
            "digest": files.store(data),
            "media_type": mimetypes.guess_type(path)[0] or "application/octet-stream",
        }
        for path, data in draft.assets.items()
    ]
    if rows:
        db.session.execute(insert(CourseAsset), rows)


def _store_modules(revision: CourseRevision, draft: CourseDraft) -> None:
    lessons: list[tuple[Lesson, LessonDraft]] = []
    for position, module_draft in enumerate(draft.modules, 1):
        module = Module(revision_id=revision.id, position=position, titles=dict(module_draft.titles))
        db.session.add(module)
        db.session.flush()
        for place, part in enumerate(module_draft.lessons, 1):
            lesson = Lesson(
                revision_id=revision.id,
                module_id=module.id,
                position=place,
                key=part.key,
                minutes=part.minutes,
                is_for_staff=part.is_for_staff,
                is_listed=part.is_listed,
            )
            lessons.append((lesson, part))
    db.session.add_all([lesson for lesson, _part in lessons])
    db.session.flush()
    ids = {lesson.key: lesson.id for lesson, _part in lessons}
    rows = [_text_row(lesson, text, revision.id, ids, draft.assets) for lesson, part in lessons for text in part.texts]
    if rows:
        db.session.execute(insert(LessonText), rows)


def _text_row(
    lesson: Lesson, text: TextDraft, revision_id: int, ids: Mapping[str, int], assets: Mapping[str, bytes]
) -> dict[str, object]:
    folder = posixpath.dirname(lesson.key)

    def resolve_link(target: str) -> str | None:
        key, _hash, fragment = text.links.get(target, "").partition("#")
        if key in ids:
            return lesson_address(ids[key]) + (f"#{fragment}" if fragment else "")
        if key in assets:
            return asset_address(revision_id, key)
        path, _hash, anchor = target.partition("#")
        if not path:
            return target
        for candidate in _candidates(folder, path):
            if candidate in ids:
                return lesson_address(ids[candidate]) + (f"#{anchor}" if anchor else "")
        return None

    def resolve_image(target: str) -> str | None:
        for candidate in (text.images.get(target, ""), *_candidates(folder, target)):
            if candidate in assets:
                return asset_address(revision_id, candidate)
        return None

    rendered = render(
        text.body,
        resolve_link=resolve_link,
        resolve_image=resolve_image,
        language="en" if text.language == "en" else "ko",
        hidden_boxes=frozenset({"instructor"}),
        without_title=True,
    )
    return {
        "lesson_id": lesson.id,
        "language": text.language,
        "title": text.title,
        "body": text.body,
        "html": rendered.html,
        "headings": [[heading.level, heading.text, heading.anchor] for heading in rendered.headings],
    }


def _candidates(folder: str, path: str) -> list[str]:
    """Where a relative address may lead: beside the lesson, beside its translations, a folder's README."""
    base = posixpath.normpath(posixpath.join(folder, path))
    above = posixpath.normpath(posixpath.join(folder, "translations", path))
    places = [base, above]
    return places + [posixpath.join(place, "README.md") for place in places]


def pin_cohort(actor: Actor, *, cohort_id: int, course_id: int, revision_id: int) -> None:
    """Have a cohort follow a course in this revision, until someone moves it."""
    cohorts.cohort_for_managing(actor, cohort_id)
    with transaction():
        revision = db.session.get(CourseRevision, revision_id)
        if revision is None or revision.course_id != course_id:
            raise NotFound
        pin = db.session.scalar(
            select(CohortCourse).where(CohortCourse.cohort_id == cohort_id, CohortCourse.course_id == course_id)
        )
        before = {"revision": pin.revision_id} if pin else None
        if pin is None:
            pin = CohortCourse(cohort_id=cohort_id, course_id=course_id)
            db.session.add(pin)
        pin.revision_id = revision_id
        db.session.flush()
        audit.record(actor, "course.pinned", pin, before=before, after={"revision": revision_id})
