"""A copy of everything about oneself: asking for it, and fetching it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts import queries, services
from lms.accounts.types import CopyState
from lms.accounts.views.blueprint import bp
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.downloads import send_stored
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.get("/me/data")
@guard.signed_in
def show_own_data() -> ResponseReturnValue:
    """What a copy holds, and the copies that were asked for."""
    copies = queries.copies_of(actor().user_id or 0)
    return render_template(
        "accounts/own_data.html",
        copies=copies,
        waits=any(row.state == CopyState.ASKED for row in copies),
        life=services.COPY_LIFE,
    )


@bp.post("/me/data")
@guard.signed_in
def ask_for_copy() -> ResponseReturnValue:
    """Ask for a copy; it is made in the background."""
    try:
        services.ask_for_copy(actor(), now=clock.now())
    except Refused as refusal:
        flash(why(refusal.reason), "warn")
    else:
        flash(_("Your copy is being made. You can leave this page; a notice tells you when it is ready."), "good")
    return redirect(url_for(".show_own_data"))


@bp.get("/me/data/<int:copy_id>")
@guard.signed_in
def fetch_copy(copy_id: int) -> ResponseReturnValue:
    """The archive."""
    return send_stored(services.fetch_copy(actor(), copy_id=copy_id))
