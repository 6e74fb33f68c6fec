"""How far a class has read."""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import clock
from lms.core.sheets import CSV_TYPE, Cell, csv_file
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.courses import access, policies, queries, services
from lms.courses.queries import ClassProgress
from lms.courses.views.blueprint import bp

SORTS = ("name", "least", "most", "quiet")


@bp.get("/<int:course_id>/cohorts/<int:cohort_id>/progress")
@guard.signed_in
def show_progress(course_id: int, cohort_id: int) -> ResponseReturnValue:
    """The heat map of a class, and who is stuck."""
    pin = access.pinned_cohort_for_staff(actor(), course_id, cohort_id)
    table = queries.class_progress(pin, now=clock.now())
    wanted, sort = request.args.get("q", "").strip(), request.args.get("sort", "name")
    lines = [line for line in table.lines if wanted.lower() in line.name.lower()]
    if sort in ("least", "most"):
        lines.sort(key=lambda line: line.done, reverse=sort == "most")
    elif sort == "quiet":
        lines.sort(key=lambda line: line.last_at.timestamp() if line.last_at else 0)
    return render_template(
        "courses/class_progress.html",
        pin=pin,
        table=table,
        lines=lines,
        wanted=wanted,
        sort=sort if sort in SORTS else "name",
        today=clock.local_date(clock.now()),
        may_decide=policies.may_decide_delivery(actor(), pin.cohort.place),
    )


@bp.post("/<int:course_id>/cohorts/<int:cohort_id>/progress.csv")
@guard.signed_in
def export_progress(course_id: int, cohort_id: int) -> ResponseReturnValue:
    """The same table as a file; the export is on record with its reason."""
    pin = access.pinned_cohort_for_staff(actor(), course_id, cohort_id)
    services.note_export(actor(), course_id=course_id, cohort_id=cohort_id, reason=request.form.get("reason", ""))
    data = _csv(queries.class_progress(pin, now=clock.now()))
    name = f"progress-{pin.course.code}-{cohort_id}.csv"
    return Response(data, content_type=CSV_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _csv(table: ClassProgress) -> bytes:
    headings = [_("Name"), _("Class"), *(shape.title for shape in table.shapes), _("Finished"), _("Of"), _("Last read")]
    rows: list[list[Cell]] = []
    for line in table.lines:
        last = clock.local_date(line.last_at).isoformat() if line.last_at else ""
        rows.append([line.name, line.section, *(cell.done for cell in line.cells), line.done, table.total, last])
    return csv_file(headings, rows)
