"""Turning on the second factor, and holding back staff who had to and did not."""

from __future__ import annotations

import io
from datetime import datetime

import segno
from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lms.accounts import queries, secrets, services
from lms.accounts.forms import TotpForm
from lms.accounts.views.blueprint import bp
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor

FACTOR_BY = "second_factor_by"
_STILL_OPEN = frozenset({"accounts.second_factor", "accounts.sign_out", "web.static", "web.set_language"})


@bp.before_app_request
def _hold_back() -> ResponseReturnValue | None:
    """Past the days of grace only the page that turns it on is open. Programs bring no cookie and are not held."""
    until = session.get(FACTOR_BY)
    if not until or request.endpoint in _STILL_OPEN or not actor().signed_in or current_user.has_totp:
        return None
    if clock.now() < datetime.fromisoformat(until):
        return None
    flash(_("Staff need a second factor here. Turn it on to go on."), "warn")
    return redirect(url_for("accounts.second_factor"))


@bp.route("/me/second-factor", methods=["GET", "POST"])
@guard.signed_in
def second_factor() -> ResponseReturnValue:
    """Turn on the second factor with an authenticator app."""
    form = TotpForm()
    error = ""
    if form.validate_on_submit():
        try:
            services.start_totp(actor(), secret=form.secret.data or "", code=form.code.data or "", now=clock.now())
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("The second factor is on. From now on you sign in with a code, too."), "good")
            return redirect(url_for(".show_account"))
    secret = form.secret.data or secrets.new_totp_secret()
    form.secret.data = secret
    card = queries.card(actor().user_id or 0)
    picture = io.BytesIO()
    segno.make(secrets.totp_address(secret, card.email if card else "")).save(
        picture, kind="svg", scale=5, xmldecl=False, svgns=True, omitsize=False
    )
    page = render_template(
        "accounts/second_factor.html", form=form, picture=picture.getvalue().decode(), secret=secret, error=error
    )
    return page, 422 if form.is_submitted() else 200
