"""Importing a timetable: upload, look over, store."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from lms.cohorts import access, services
from lms.cohorts.timetable.reading import HEADINGS
from lms.cohorts.timetable.types import Problem
from lms.cohorts.views.blueprint import bp
from lms.core import clock
from lms.core.errors import Refused
from lms.core.files import path_of
from lms.core.sheet_reading import NotATable
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor

PROBLEMS = {
    Problem.NO_HEADINGS: _l("The headings were not found. A column for the day and one for the start are needed."),
    Problem.NO_ROWS: _l("There are no sessions below the headings."),
    Problem.DAY_UNREADABLE: _l("The day cannot be read. Write it as 2026-03-02."),
    Problem.TIME_UNREADABLE: _l("The time cannot be read. Write it as 09:00."),
    Problem.TIMES_REVERSED: _l("It ends before it starts."),
    Problem.OUTSIDE_COHORT: _l("This day lies outside the cohort."),
    Problem.NO_CLASS_DAY: _l("The calendar has no class on this day. Decide the day first."),
    Problem.ROOM_TAKEN: _l("Two sessions start at the same time in the same room."),
    Problem.TOO_LONG: _l("This text is too long."),
}


def _upload_page(cohort_id: int, *, error: str = "", status: int = 200) -> ResponseReturnValue:
    cohort = access.cohort_for_managing(actor(), cohort_id)
    page = render_template("cohorts/timetable_upload.html", cohort=cohort, headings=HEADINGS, error=error)
    return page, status


@bp.get("/<int:cohort_id>/timetable")
@guard.signed_in
def upload_timetable(cohort_id: int) -> ResponseReturnValue:
    """Choose a file."""
    return _upload_page(cohort_id)


@bp.post("/<int:cohort_id>/timetable")
@guard.signed_in
def keep_timetable(cohort_id: int) -> ResponseReturnValue:
    """Take the file in and show what it would change."""
    access.cohort_for_managing(actor(), cohort_id)
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _upload_page(cohort_id, error=_("Choose a file first."), status=422)
    try:
        file_id = services.keep_timetable(
            actor(), cohort_id=cohort_id, data=upload.read(), name=upload.filename, now=clock.now()
        )
    except Refused as refusal:
        return _upload_page(cohort_id, error=why(refusal.reason), status=409)
    return redirect(url_for(".look_over_timetable", cohort_id=cohort_id, file_id=file_id))


@bp.get("/<int:cohort_id>/timetable/<int:file_id>")
@guard.signed_in
def look_over_timetable(cohort_id: int, file_id: int) -> ResponseReturnValue:
    """What the file would change, and every problem with its row."""
    file = services.kept_timetable(actor(), cohort_id=cohort_id, file_id=file_id)
    try:
        plan = services.look_over(actor(), cohort_id=cohort_id, data=path_of(file.digest).read_bytes())
    except NotATable:
        error = _("This file cannot be read as a table. Save it as XLSX or CSV.")
        return _upload_page(cohort_id, error=error, status=422)
    cohort = access.cohort_for_managing(actor(), cohort_id)
    return render_template("cohorts/timetable_plan.html", cohort=cohort, file=file, plan=plan, problem_words=PROBLEMS)


@bp.post("/<int:cohort_id>/timetable/<int:file_id>")
@guard.signed_in
def import_timetable(cohort_id: int, file_id: int) -> ResponseReturnValue:
    """Store the sessions, all or none."""
    plan = services.import_kept(actor(), cohort_id=cohort_id, file_id=file_id, now=clock.now())
    count = len(plan.days)
    flash(
        ngettext("The timetable of %(num)s day is stored.", "The timetable of %(num)s days is stored.", count), "good"
    )
    month = f"{plan.days[0]:%Y-%m}" if plan.days else None
    return redirect(url_for(".show_calendar", cohort_id=cohort_id, month=month))
