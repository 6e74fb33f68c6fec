"""Storing revisions of courses: whole, or not at all."""

from __future__ import annotations

from datetime import datetime

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.courses import access, queries
from lms.courses.digest import digest_of
from lms.courses.models import Course, CourseRevision
from lms.courses.reading.exported import quiz_from
from lms.courses.services.indexing import index_revision
from lms.courses.services.quizzes.importing import take_quizzes
from lms.courses.services.rendering import ConvertedTexts, Progress, Renderings, convert_texts, silent
from lms.courses.services.rows import store_assets, store_modules
from lms.courses.types import CourseDraft, WhyNot


def store_revision(
    actor: Actor,
    *,
    course_id: int,
    draft: CourseDraft,
    now: datetime,
    progress: Progress = silent,
    converted: ConvertedTexts | None = None,
) -> CourseRevision:
    """Store the whole content as the next revision, or nothing at all. Raises Refused when nothing is new.

    Texts are converted before the transaction, so that nobody waits for them (unless they were ``converted``
    already); ``progress`` is told the texts that are converted and all texts, and may raise to stop.
    """
    access.course_for_writing(actor, course_id)
    digest = digest_of(draft)
    _refuse_old(course_id, digest)
    converted = convert_texts(draft, progress) if converted is None else converted
    with transaction():
        course = db.session.get_one(Course, course_id, with_for_update=True, populate_existing=True)
        newest = _refuse_old(course_id, digest)
        revision = CourseRevision(
            course_id=course.id,
            number=newest.number + 1 if newest else 1,
            digest=digest,
            source=draft.source[:300],
            report=dict(draft.report),
            language=draft.language,
            summary=draft.summary,
            extra=dict(draft.extra),
            quizzes=[dict(quiz) for quiz in draft.quizzes],
            at=now,
            actor_id=actor.user_id,
        )
        db.session.add(revision)
        db.session.flush()
        store_assets(revision, draft)
        store_modules(revision, draft, Renderings(converted, draft.assets, revision.id))
        index_revision(revision.id)
        take_quizzes(
            actor,
            course_id=course.id,
            revision_id=revision.id,
            quizzes=[quiz_from(quiz) for quiz in draft.quizzes],
            now=now,
        )
        audit.record(actor, "course.revised", revision, after={"number": revision.number, "digest": digest})
    return revision


def _refuse_old(course_id: int, digest: str) -> CourseRevision | None:
    newest = queries.newest_revision(course_id)
    if newest is not None and newest.digest == digest:
        raise Refused(WhyNot.NOTHING_NEW)
    return newest
