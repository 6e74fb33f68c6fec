"""Files of the gradebook: out as CSV or XLSX, and back in with a preview."""

from __future__ import annotations

import json

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.assessments import access, queries, rules, services
from lms.assessments.forms import GradesExportForm, GradesImportForm
from lms.assessments.types.gradebook import WhyNotImport
from lms.assessments.views.blueprint import bp
from lms.core import clock
from lms.core.errors import Conflict, Refused
from lms.core.languages import pick
from lms.core.sheet_reading import MOST_COLUMNS, MOST_ROWS, NotATable, read_table
from lms.core.sheets import CSV_TYPE, XLSX_TYPE, csv_file, xlsx_file
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.post("/gradebook/<int:cohort_id>/export")
@guard.signed_in
def export_gradebook(cohort_id: int) -> ResponseReturnValue:
    """The gradebook as a file."""
    access.cohort_to_grade(actor(), cohort_id)
    form = GradesExportForm()
    if not form.validate_on_submit():
        flash(form.first_error(), "bad")
        return redirect(url_for(".show_gradebook", cohort_id=cohort_id))
    book = services.export_grades(actor(), cohort_id=cohort_id, reason=form.reason.data or "", now=clock.now())
    head = rules.gradebook_headings(book.columns, [pick(column.title) for column in book.columns])
    rows = [rules.gradebook_row(line) for line in book.lines]
    is_csv = form.format.data == "csv"
    data = csv_file(head, rows) if is_csv else xlsx_file(head, rows, sheet="gradebook")
    answer = Response(data, mimetype=None, content_type=CSV_TYPE if is_csv else XLSX_TYPE)
    name = f"gradebook-{cohort_id}.{'csv' if is_csv else 'xlsx'}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.get("/gradebook/<int:cohort_id>/import")
@guard.signed_in
def show_import(cohort_id: int) -> ResponseReturnValue:
    """Where a changed file is brought back."""
    return _page(cohort_id, GradesImportForm(formdata=None))


def _page(
    cohort_id: int,
    form: GradesImportForm,
    status: int = 200,
    *,
    rows: list[list[str]] | None = None,
    error: str = "",
) -> ResponseReturnValue:
    cohort = access.cohort_to_grade(actor(), cohort_id)
    now = clock.now()
    book = rules.as_blind(queries.gradebook_of(cohort_id, on=clock.local_date(now), now=now))
    changes, faults = rules.read_changes(book, rows) if rows is not None else ([], [])
    page = render_template(
        "assessments/gradebook_import.html",
        cohort=cohort,
        form=form,
        shown=rows is not None,
        kept=json.dumps(rows, ensure_ascii=False) if rows is not None and not faults else "",
        changes=changes,
        faults=faults,
        error=error,
        tab="import",
    )
    return page, status


@bp.post("/gradebook/<int:cohort_id>/import")
@guard.signed_in
def import_gradebook(cohort_id: int) -> ResponseReturnValue:
    """First show what a file would change, then (with a reason) change it."""
    access.cohort_to_grade(actor(), cohort_id)
    form = GradesImportForm()
    if not form.validate_on_submit():
        return _page(cohort_id, form, 422)
    rows = _kept(form.rows.data or "")
    if rows is None:
        try:
            rows = read_table(form.file.data.read() if form.file.data else b"")
        except NotATable:
            return _page(cohort_id, form, 422, error=why(WhyNotImport.NOT_A_TABLE))
        return _page(cohort_id, form, rows=rows)
    try:
        changes = services.import_grades(
            actor(), cohort_id=cohort_id, rows=rows, reason=form.reason.data or "", now=clock.now()
        )
    except Refused as refusal:
        return _page(cohort_id, form, 409, rows=rows, error=why(refusal.reason))
    except Conflict:
        return _page(cohort_id, form, 409, rows=rows, error=_("Nothing was taken over. Look at the lines below."))
    flash(_("%(n)s grades were taken over.", n=len(changes)), "good")
    return redirect(url_for(".show_gradebook", cohort_id=cohort_id))


def _kept(text: str) -> list[list[str]] | None:
    """The rows of a preview that come back for good, or None."""
    try:
        rows = json.loads(text)
    except ValueError:
        return None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return None
    return [[str(cell) for cell in row[:MOST_COLUMNS]] for row in rows[:MOST_ROWS]]
