"""Importing people from a file: choose, look over, carry out, undo."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import ImportState, Role
from lms.admin import services, words
from lms.admin.forms.imports import ImportForm
from lms.admin.forms.people import ReasonForm
from lms.admin.importing.planning import Step
from lms.admin.queries import imports
from lms.admin.services.importing import import_for_managing, plan_of
from lms.admin.types import ImportOptions, WhyNot
from lms.admin.views.blueprint import bp
from lms.admin.views.places import number, own_cohorts
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor

LARGEST = 10 * 1024 * 1024
SHOWN = 100


@bp.route("/imports", methods=["GET", "POST"])
@guard.needs(Role.ADMINISTRATOR)
def list_imports() -> ResponseReturnValue:
    """Choose a file, and what was imported before."""
    today = clock.local_date(clock.now())
    own = own_cohorts(actor())
    form = ImportForm()
    form.offer([(card.id, card.name) for card in own if card.ends_on >= today])
    if not form.is_submitted():
        form.cohort.data = request.args.get("cohort") or form.cohort.data
    error = ""
    if form.validate_on_submit():
        try:
            import_id = _look_over(form)
        except Refused as refusal:
            row = refusal.facts.get("row")
            place = _("Row %(n)s: ", n=row) if row else ""
            error = place + why(refusal.reason)
        else:
            return redirect(url_for(".show_import", import_id=import_id))
    status = 409 if error else 422 if form.is_submitted() else 200
    earlier = imports.imports_into([card.id for card in own])
    names = {card.id: card.name for card in own}
    page = render_template("admin/import_list.html", form=form, error=error, earlier=earlier, names=names)
    return page, status


def _look_over(form: ImportForm) -> int:
    file = form.file.data
    return services.look_over(
        actor(),
        data=file.read(LARGEST),
        file_name=file.filename or "",
        cohort_id=number(form.cohort.data) or 0,
        options=ImportOptions(bool(form.invites.data), bool(form.opens_sections.data)),
        now=clock.now(),
    ).id


@bp.get("/imports/<int:import_id>")
@guard.needs(Role.ADMINISTRATOR)
def show_import(import_id: int) -> ResponseReturnValue:
    """What the import would do, row by row; afterwards, what it did."""
    return _page(import_id)


def _page(import_id: int, *, error: str = "", status: int = 200) -> ResponseReturnValue:
    row, card = import_for_managing(actor(), import_id)
    is_open = row.state == ImportState.LOOKED_OVER
    found = plan_of(actor(), row, today=clock.local_date(clock.now())) if is_open else None
    page = render_template(
        "admin/import_show.html",
        row=row,
        cohort=card,
        plan=found,
        shown=SHOWN,
        counts={str(step): found.count(step) for step in Step} if found else {},
        closed=why(WhyNot.IMPORT_HAS_PROBLEMS) if found and found.problems else "",
        column_labels={str(key): str(label) for key, label in words.COLUMNS.items()},
        problem_labels={str(key): str(label) for key, label in words.PROBLEMS.items()},
        step_labels={str(key): str(label) for key, label in words.IMPORT_STEPS.items()},
        error=error,
    )
    return page, status


@bp.post("/imports/<int:import_id>/carry-out")
@guard.needs(Role.ADMINISTRATOR)
def carry_out_import(import_id: int) -> ResponseReturnValue:
    """Do all of it, or nothing."""
    try:
        counts = services.carry_out(actor(), import_id=import_id, now=clock.now())
    except Refused as refusal:
        return _page(import_id, error=why(refusal.reason), status=409)
    flash(
        _("%(n)s people were written down, %(e)s enrolled.", n=counts["new"], e=counts["new"] + counts["enrolled"]),
        "good",
    )
    return redirect(url_for(".show_import", import_id=import_id))


@bp.post("/imports/<int:import_id>/undo")
@guard.needs(Role.ADMINISTRATOR)
def undo_import(import_id: int) -> ResponseReturnValue:
    """Take it back, as far as nobody has used it."""
    import_for_managing(actor(), import_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(import_id, error=form.first_error(), status=422)
    try:
        cancelled, left = services.undo_import(
            actor(), import_id=import_id, reason=form.reason.data or "", now=clock.now()
        )
    except Refused as refusal:
        return _page(import_id, error=why(refusal.reason), status=409)
    flash(_("%(n)s enrolments were cancelled; %(left)s are in use and stay.", n=cancelled, left=left), "good")
    return redirect(url_for(".show_import", import_id=import_id))


@bp.post("/imports/<int:import_id>/drop")
@guard.needs(Role.ADMINISTRATOR)
def drop_import(import_id: int) -> ResponseReturnValue:
    """Forget the file."""
    try:
        services.drop_import(actor(), import_id=import_id, now=clock.now())
    except Refused as refusal:
        return _page(import_id, error=why(refusal.reason), status=409)
    flash(_("The file is forgotten; nothing was changed."), "good")
    return redirect(url_for(".list_imports"))
