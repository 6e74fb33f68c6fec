"""Requests for erasure: the queue, one of them, refusing it, and carrying it out after a second look."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts import queries as accounts
from lms.accounts import services as account_services
from lms.accounts.types import Role
from lms.admin import access
from lms.admin.forms.people import CarryOutForm, ReasonForm
from lms.admin.queries import erasures
from lms.admin.views.blueprint import bp
from lms.core import clock, holdings
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor
from lms.core.web.pages import day


@bp.get("/erasures")
@guard.needs(Role.ADMINISTRATOR)
def list_erasures() -> ResponseReturnValue:
    """What waits first, then what was decided."""
    return render_template("admin/erasure_list.html", rows=erasures.erasures(access.centre_ids(actor())))


@bp.get("/erasures/<int:erasure_id>")
@guard.needs(Role.ADMINISTRATOR)
def show_erasure(erasure_id: int) -> ResponseReturnValue:
    """One request: what would go, what must be kept, and the two decisions."""
    return _page(_row(erasure_id))


def _row(erasure_id: int) -> erasures.ErasureRow:
    row = erasures.erasure(erasure_id)
    if row is None:
        raise NotFound
    access.person_for_managing(actor(), row.person_id)
    return row


def _page(
    row: erasures.ErasureRow, *, form: ReasonForm | None = None, error: str = "", status: int = 200
) -> ResponseReturnValue:
    found = access.person_for_managing(actor(), row.person_id)
    page = render_template(
        "admin/erasure_show.html",
        row=row,
        kept=accounts.kept_records(row.person_id, on=clock.local_date(clock.now())),
        form=form or ReasonForm(formdata=None),
        is_whole=found.is_whole,
        is_oneself=row.person_id == actor().user_id,
        error=error,
    )
    return page, status


@bp.post("/erasures/<int:erasure_id>/refuse")
@guard.needs(Role.ADMINISTRATOR)
def refuse_erasure(erasure_id: int) -> ResponseReturnValue:
    """Refuse it, with a reason that the person reads."""
    row = _row(erasure_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(row, form=form, status=422)
    try:
        found = access.person_for_changing(actor(), row.person_id)
        account_services.refuse_erasure(
            actor(), request_id=erasure_id, place=found.place, reason=form.reason.data or "", now=clock.now()
        )
    except Refused as refusal:
        return _page(row, form=form, error=why(refusal.reason), status=409)
    flash(_("The request is refused. The person gets a mail with the reason."), "good")
    return redirect(url_for(".list_erasures"))


@bp.route("/erasures/<int:erasure_id>/carry-out", methods=["GET", "POST"])
@guard.needs(Role.ADMINISTRATOR)
def carry_out_erasure(erasure_id: int) -> ResponseReturnValue:
    """A second look with the figures, and then for good."""
    row = _row(erasure_id)
    form = CarryOutForm()
    error = ""
    if form.validate_on_submit():
        try:
            found = access.person_for_changing(actor(), row.person_id)
            until = account_services.carry_out_erasure(
                actor(), request_id=erasure_id, place=found.place, reason=form.reason.data or "", now=clock.now()
            )
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("The data is erased. What must be kept goes by itself after %(day)s.", day=day(until)), "good")
            return redirect(url_for(".list_erasures"))
    page = render_template(
        "admin/erasure_carry_out.html",
        row=row,
        form=form,
        count=holdings.erasable_rows(row.person_id),
        kept=accounts.kept_records(row.person_id, on=clock.local_date(clock.now())),
        error=error,
    )
    return page, 200 if not form.is_submitted() else 409 if error else 422
