"""Taking in a course that was read: the course itself if it is new, and its next revision, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from lms.core.actor import Actor
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.courses import queries
from lms.courses.digest import digest_of
from lms.courses.models import CourseRevision
from lms.courses.quizzes.made import read_made
from lms.courses.services.founding import found_course
from lms.courses.services.quizzes.returning import known_quizzes, take_back
from lms.courses.services.rendering import ConvertedTexts, Progress, convert_texts, silent
from lms.courses.services.revising import store_revision
from lms.courses.types import CourseDraft, WhyNot


@dataclass(frozen=True, slots=True)
class Taken:
    """Which course, and the number and id of its new revision; None where the content was there already."""

    course_id: int
    number: int | None = None
    revision_id: int | None = None


def take_in(
    actor: Actor,
    *,
    centre_id: int,
    code: str,
    titles: Mapping[str, str],
    draft: CourseDraft,
    now: datetime,
    progress: Progress = silent,
    converted: ConvertedTexts | None = None,
) -> Taken:
    """Store the draft under a code of the centre. The same content again changes nothing."""
    if converted is None and not _is_there(centre_id, code, draft):
        converted = convert_texts(draft, progress)
    made = read_made(draft.made)
    with transaction():
        course_id = queries.course_by_code(centre_id, code)
        if course_id is None:
            course_id = found_course(actor, centre_id=centre_id, code=code, title=titles).id
        elif not draft.modules and draft.quizzes:
            draft, converted = _with_quizzes(course_id, draft), None
        known = known_quizzes(course_id)
        revision = _revision(actor, course_id, draft, now, converted)
        if made.quizzes or made.questions:
            take_back(actor, course_id=course_id, made=made, known=known, now=now)
        return Taken(course_id, revision.number, revision.id) if revision else Taken(course_id)


def _is_there(centre_id: int, code: str, draft: CourseDraft) -> bool:
    """Whether this content is the newest already, so that nothing needs to be converted."""
    course_id = queries.course_by_code(centre_id, code)
    newest = queries.newest_revision(course_id) if course_id is not None else None
    return newest is not None and newest.digest == digest_of(draft)


def _revision(
    actor: Actor, course_id: int, draft: CourseDraft, now: datetime, converted: ConvertedTexts | None
) -> CourseRevision | None:
    """The new revision; None where the content was there already (which is found out before anything is written)."""
    try:
        return store_revision(actor, course_id=course_id, draft=draft, now=now, converted=converted)
    except Refused as refusal:
        if refusal.reason is not WhyNot.NOTHING_NEW:
            raise
        return None


def _with_quizzes(course_id: int, draft: CourseDraft) -> CourseDraft:
    """A file that holds questions only adds them to what the course has; quizzes of the same key are replaced."""
    newest = queries.newest_revision(course_id)
    if newest is None:
        return draft
    kept = queries.draft_of_revision(newest.id)
    fresh = {quiz["key"]: quiz for quiz in draft.quizzes}
    known = [fresh.pop(quiz["key"], quiz) for quiz in kept.quizzes]
    return replace(kept, quizzes=(*known, *fresh.values()), source=draft.source, report=draft.report)
