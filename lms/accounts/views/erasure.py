"""Asking that one's data goes, and withdrawing it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts import queries, services
from lms.accounts.forms import ErasureForm
from lms.accounts.types import ErasureState
from lms.accounts.views.blueprint import bp
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.route("/me/erasure", methods=["GET", "POST"])
@guard.signed_in
def ask_for_erasure() -> ResponseReturnValue:
    """What would go, what must be kept and until when; and asking for it."""
    form = ErasureForm()
    error = ""
    if form.validate_on_submit():
        try:
            services.ask_for_erasure(actor(), text=form.text.data or "", now=clock.now())
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("Your request is sent. Until it is decided you can withdraw it here."), "good")
            return redirect(url_for(".ask_for_erasure"))
    me = actor().user_id or 0
    asked = queries.erasures_of(me)
    page = render_template(
        "accounts/erasure.html",
        form=form,
        asked=asked,
        decisions=queries.erasure_decisions(row.id for row in asked),
        waiting=next((row for row in asked if row.state == ErasureState.ASKED), None),
        kept=queries.kept_records(me, on=clock.local_date(clock.now())),
        error=error,
    )
    return page, 200 if not form.is_submitted() else 409 if error else 422


@bp.post("/me/erasure/<int:erasure_id>/withdraw")
@guard.signed_in
def withdraw_erasure(erasure_id: int) -> ResponseReturnValue:
    """Take the request back."""
    try:
        services.withdraw_erasure(actor(), request_id=erasure_id)
    except Refused as refusal:
        flash(why(refusal.reason), "warn")
    else:
        flash(_("Your request is withdrawn. Everything stays as it is."), "good")
    return redirect(url_for(".ask_for_erasure"))
