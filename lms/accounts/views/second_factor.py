"""Turning on the second factor."""

from __future__ import annotations

import io

import segno
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts import queries, secrets, services
from lms.accounts.forms import TotpForm
from lms.accounts.views.blueprint import bp
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


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
