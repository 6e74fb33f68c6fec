"""Loading the files of lessons for a person, or raising."""

from __future__ import annotations

from datetime import datetime

from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound
from lms.courses import queries
from lms.courses.access.courses import may_read_revision
from lms.courses.access.reading import is_open_to, modules_of, reader_of
from lms.courses.models import CourseAsset, CourseRevision


def asset_for_reading(actor: Actor, revision_id: int, path: str, *, now: datetime) -> CourseAsset:
    """An image or file of a revision that this person may read. A file that only lessons show which are closed to the
    person (or are for staff) is closed with them: NotFound."""
    revision = db.session.get(CourseRevision, revision_id)
    if revision is None:
        raise NotFound
    course_id = revision.course_id
    sees_all = may_read_revision(actor, revision_id, course_id)
    found = queries.asset(revision_id, path)
    if found is None or (not sees_all and not _is_open(actor, course_id, revision_id, path, now)):
        raise NotFound
    return found


def _is_open(actor: Actor, course_id: int, revision_id: int, path: str, now: datetime) -> bool:
    reader = reader_of(actor, course_id, now=now, revision_id=revision_id)
    lines = [line for module in modules_of(reader, revision_id, "ko") for line in module.lessons]
    is_open = {line.lesson_id: is_open_to(reader, line) for line in lines}
    if all(is_open.values()):
        return True
    showing = queries.lessons_showing(revision_id, path)
    return not showing or any(is_open.get(lesson_id, False) for lesson_id in showing)
