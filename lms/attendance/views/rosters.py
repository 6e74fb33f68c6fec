"""Rosters of the official terminal: upload, compare side by side, take over, take back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from lms.attendance import access, queries, services
from lms.attendance.roster_import.reading import HEADINGS
from lms.attendance.roster_import.types import Problem
from lms.attendance.views.blueprint import bp
from lms.core import clock
from lms.core.errors import Refused
from lms.core.files import path_of
from lms.core.sheet_reading import NotATable
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor

PROBLEMS = {
    Problem.NO_HEADINGS: _l("The headings were not found. Columns for the name, the day and the times are needed."),
    Problem.NO_ROWS: _l("There are no rows below the headings."),
    Problem.DAY_UNREADABLE: _l("The day cannot be read. Write it as 2026-03-02."),
    Problem.TIME_UNREADABLE: _l("The time cannot be read. Write it as 09:00."),
    Problem.NOBODY_FOUND: _l("Nobody in this cohort has this name with this birth date or telephone number."),
    Problem.SEVERAL_FOUND: _l("Several people fit. Add the birth date or the telephone number."),
    Problem.NO_CLASS_DAY: _l("There is no class on this day."),
    Problem.IN_THE_FUTURE: _l("This day has not come yet."),
    Problem.UNIT_CLOSED: _l("The unit period of this day is closed."),
    Problem.TWICE: _l("This person's day stands in the file twice."),
}


def _rosters_page(cohort_id: int, *, error: str = "", status: int = 200) -> ResponseReturnValue:
    cohort = access.cohort_for_marking(actor(), cohort_id)
    page = render_template(
        "attendance/roster_list.html",
        cohort=cohort,
        imports=queries.roster_imports(cohort.id),
        headings=HEADINGS,
        error=error,
    )
    return page, status


@bp.get("/<int:cohort_id>/rosters")
@guard.signed_in
def list_rosters(cohort_id: int) -> ResponseReturnValue:
    """Upload a roster; what was taken over so far."""
    return _rosters_page(cohort_id)


@bp.post("/<int:cohort_id>/rosters")
@guard.signed_in
def keep_roster(cohort_id: int) -> ResponseReturnValue:
    """Take the file in and show it beside our events."""
    access.cohort_for_marking(actor(), cohort_id)
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _rosters_page(cohort_id, error=_("Choose a file first."), status=422)
    try:
        file_id = services.keep_roster(
            actor(), cohort_id=cohort_id, data=upload.read(), name=upload.filename, now=clock.now()
        )
    except Refused as refusal:
        return _rosters_page(cohort_id, error=why(refusal.reason), status=409)
    return redirect(url_for(".look_over_roster", cohort_id=cohort_id, file_id=file_id))


@bp.get("/<int:cohort_id>/rosters/<int:file_id>")
@guard.signed_in
def look_over_roster(cohort_id: int, file_id: int) -> ResponseReturnValue:
    """The roster beside our events."""
    return _comparison(cohort_id, file_id)


def _comparison(cohort_id: int, file_id: int, *, error: str = "", status: int = 200) -> ResponseReturnValue:
    file = services.kept_roster(actor(), cohort_id=cohort_id, file_id=file_id)
    cohort = access.cohort_for_marking(actor(), cohort_id)
    data = path_of(file.digest).read_bytes()
    try:
        found = services.look_over_roster(actor(), cohort_id=cohort_id, data=data, now=clock.now())
    except NotATable:
        text = _("This file cannot be read as a table. Save it as XLSX or CSV.")
        return _rosters_page(cohort_id, error=text, status=422)
    page = render_template(
        "attendance/roster_compare.html",
        cohort=cohort,
        file=file,
        found=found,
        problem_words=PROBLEMS,
        error=error,
    )
    return page, status


@bp.post("/<int:cohort_id>/rosters/<int:file_id>")
@guard.signed_in
def take_over_roster(cohort_id: int, file_id: int) -> ResponseReturnValue:
    """Take over what was chosen."""
    try:
        count = services.take_over_roster(
            actor(),
            cohort_id=cohort_id,
            file_id=file_id,
            chosen=request.form.getlist("which"),
            now=clock.now(),
        )
    except Refused as refusal:
        return _comparison(cohort_id, file_id, error=why(refusal.reason), status=409)
    flash(ngettext("%(num)s event taken over.", "%(num)s events taken over.", count), "good")
    return redirect(url_for(".list_rosters", cohort_id=cohort_id))


@bp.post("/<int:cohort_id>/rosters/imports/<int:roster_import_id>/undo")
@guard.signed_in
def undo_roster(cohort_id: int, roster_import_id: int) -> ResponseReturnValue:
    """Take an import back as a whole."""
    count = services.undo_roster(actor(), cohort_id=cohort_id, import_id=roster_import_id, now=clock.now())
    flash(ngettext("%(num)s event taken back.", "%(num)s events taken back.", count), "good")
    return redirect(url_for(".list_rosters", cohort_id=cohort_id))
