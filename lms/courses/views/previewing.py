"""Looking at a course as a trainee on a day. The choice is kept in the session and ends with a button."""

from __future__ import annotations

from datetime import date

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.courses import services
from lms.courses.delivery.types import WhyNot
from lms.courses.types import LessonPage, Preview
from lms.courses.views.blueprint import bp

KEY = "course_preview"


def preview(course_id: int | None = None) -> Preview | None:
    """As whom this person looks, if at all; for one course if asked."""
    kept = session.get(KEY)
    if not isinstance(kept, dict) or course_id not in (None, kept.get("course")):
        return None
    return Preview(kept["cohort"], kept["person"], kept["name"], date.fromisoformat(kept["day"]))


def refuse_in_preview(page: LessonPage) -> None:
    """A preview reads only."""
    if page.reader.preview is not None:
        raise Refused(WhyNot.PREVIEW_READS_ONLY)


@bp.post("/<int:course_id>/cohorts/<int:cohort_id>/preview")
@guard.signed_in
def start_preview(course_id: int, cohort_id: int) -> ResponseReturnValue:
    """Begin to look as a trainee."""
    person_id = request.form.get("person", 0, type=int)
    day = request.form.get("day", clock.local_date(clock.now()), type=date.fromisoformat)
    name = services.start_preview(actor(), course_id=course_id, cohort_id=cohort_id, person_id=person_id, day=day)
    session[KEY] = {
        "course": course_id,
        "cohort": cohort_id,
        "person": person_id,
        "name": name,
        "day": day.isoformat(),
    }
    return redirect(url_for(".show_course", course_id=course_id))


@bp.post("/preview/end")
@guard.signed_in
def end_preview() -> ResponseReturnValue:
    """Look with one's own eyes again."""
    kept = session.pop(KEY, None)
    if isinstance(kept, dict):
        return redirect(url_for(".show_progress", course_id=kept["course"], cohort_id=kept["cohort"]))
    return redirect(url_for(".list_courses"))
