"""Taking in a course that was read: the course itself if it is new, and its next revision, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from lms.core.actor import Actor
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.courses import queries
from lms.courses.services.founding import found_course
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
    converted = convert_texts(draft, progress) if converted is None else converted
    course_id: int | None = None
    try:
        with transaction():
            course_id = queries.course_by_code(centre_id, code)
            if course_id is None:
                course_id = found_course(actor, centre_id=centre_id, code=code, title=titles).id
            elif not draft.modules and draft.quizzes:
                draft, converted = _with_quizzes(course_id, draft), None
            revision = store_revision(actor, course_id=course_id, draft=draft, now=now, converted=converted)
            return Taken(course_id, revision.number, revision.id)
    except Refused as refusal:
        if refusal.reason is not WhyNot.NOTHING_NEW or course_id is None:
            raise
        return Taken(course_id)


def _with_quizzes(course_id: int, draft: CourseDraft) -> CourseDraft:
    """A file that holds questions only adds them to what the course has; quizzes of the same key are replaced."""
    newest = queries.newest_revision(course_id)
    if newest is None:
        return draft
    kept = queries.draft_of_revision(newest.id)
    fresh = {quiz["key"]: quiz for quiz in draft.quizzes}
    known = [fresh.pop(quiz["key"], quiz) for quiz in kept.quizzes]
    return replace(kept, quizzes=(*known, *fresh.values()), source=draft.source, report=draft.report)
