"""Presence of a class day: read, and stored all or none."""

from __future__ import annotations

from datetime import date

from flask import Response, request
from flask_babel import gettext as _

from lms.api import schemas
from lms.api.blueprint import bp
from lms.api.operations import answered, operation
from lms.attendance import access, queries, services
from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.errors import NotFound
from lms.core.web import guard, problems
from lms.core.web.identity import actor


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound from None


def _sheet(cohort_id: int, day: date) -> schemas.DaySheet:
    marks = queries.standing_marks_of_day(cohort_id, day)
    rows = [
        schemas.Mark(
            enrolment_id=trainee.enrolment_id,
            name=trainee.name,
            status=marks[trainee.enrolment_id].status if trainee.enrolment_id in marks else None,
        )
        for trainee in cohorts.trainees(cohort_id, on=day)
    ]
    return schemas.DaySheet(cohort_id=cohort_id, day=day, marks=rows)


@bp.get("/cohorts/<int:cohort_id>/attendance/<day>")
@guard.signed_in
@operation("attendance", answers=schemas.DaySheet, tag="attendance")
def show_day(cohort_id: int, day: str) -> Response:
    """The marks of a day (YYYY-MM-DD) by trainee; for those who mark presence."""
    access.cohort_for_marking(actor(), cohort_id)
    return answered(_sheet(cohort_id, _day(day)))


@bp.put("/cohorts/<int:cohort_id>/attendance/<day>")
@guard.signed_in
@operation("mark_attendance", answers=schemas.Changed, tag="attendance")
def save_day(cohort_id: int, day: str, json: schemas.NewMarks) -> Response:
    """Store marks, all or none. With If-Match (the ETag of the day as it was read) a change by others answers 412."""
    access.cohort_for_marking(actor(), cohort_id)
    when = _day(day)
    if request.if_match and not _is_unchanged(cohort_id, when):
        return problems.answer(412, title=_("Someone else changed this day meanwhile"), code="changed_meanwhile")
    changed = services.mark_attendance(
        actor(),
        cohort_id=cohort_id,
        day=when,
        statuses={mark.enrolment_id: mark.status for mark in json.marks},
        reason=json.reason,
        now=clock.now(),
    )
    return answered(schemas.Changed(changed=changed))


def _is_unchanged(cohort_id: int, day: date) -> bool:
    shown = answered(_sheet(cohort_id, day))
    shown.add_etag()
    return request.if_match.contains(shown.get_etag()[0] or "")
