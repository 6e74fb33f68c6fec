"""Old revisions as the newest, copies of courses, their titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.courses import access, queries
from lms.courses.models import Course, CourseRevision
from lms.courses.quizzes.made import write_made
from lms.courses.services.rendering import convert_texts
from lms.courses.services.revising import store_revision
from lms.courses.services.taking_in import Taken, take_in
from lms.courses.types import CODE_LETTERS, WhyNot


def restore_revision(actor: Actor, *, revision_id: int, summary: str, now: datetime) -> CourseRevision:
    """Store the content of an old revision as the newest; nothing is taken away."""
    course, revision = access.revision_for_writing(actor, revision_id)
    draft = replace(queries.draft_of_revision(revision.id), summary=summary[:300])
    return store_revision(actor, course_id=course.id, draft=draft, now=now)


def copy_course(
    actor: Actor, *, course_id: int, centre_id: int, code: str, titles: Mapping[str, str], now: datetime
) -> Taken:
    """A new course of a centre with the newest content of this one; files are shared, not copied."""
    access.course_for_writing(actor, course_id)
    access.centre_for_writing(actor, centre_id)
    newest = queries.newest_revision(course_id)
    if newest is None:
        raise Refused(WhyNot.NO_REVISION)
    if not 1 <= len(code) <= CODE_LETTERS:
        raise Refused(WhyNot.CODE_MISSING)
    draft = replace(queries.draft_of_revision(newest.id), made=write_made(queries.made_quizzes(course_id)))
    converted = convert_texts(draft)
    with transaction():
        if queries.course_by_code(centre_id, code) is not None:
            raise Refused(WhyNot.CODE_TAKEN)
        taken = take_in(actor, centre_id=centre_id, code=code, titles=titles, draft=draft, now=now, converted=converted)
        audit.record(actor, "course.copied", ("course", taken.course_id), after={"from": course_id})
    return taken


def rename_course(actor: Actor, *, course_id: int, titles: Mapping[str, str]) -> None:
    """Other titles for a course; at least one."""
    access.course_for_writing(actor, course_id)
    told = {code: title.strip()[:200] for code, title in titles.items() if title.strip()}
    if not told:
        raise Refused(WhyNot.NO_TITLE)
    with transaction():
        course = db.session.get_one(Course, course_id, with_for_update=True, populate_existing=True)
        before = dict(course.title)
        course.title = told
        audit.record(actor, "course.renamed", course, before=before, after=told)
