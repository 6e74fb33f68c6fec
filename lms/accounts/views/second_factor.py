"""Turning on the second factor, and holding back staff who had to and did not."""

from __future__ import annotations

import io
from datetime import datetime

import segno
from flask import Response, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lms.accounts import queries, secrets, services
from lms.accounts.forms import ProofForm, TotpForm
from lms.accounts.views.blueprint import bp
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor

FACTOR_BY = "second_factor_by"
_STILL_OPEN = frozenset(
    {"accounts.second_factor", "accounts.start_second_factor", "accounts.sign_out", "web.static", "web.set_language"}
)


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


@bp.get("/me/second-factor")
@guard.signed_in
def second_factor() -> ResponseReturnValue:
    """Whether it is on, how many recovery codes are left, and turning it on (``again``: with another app)."""
    if current_user.has_totp and "again" not in request.args:
        return _standing()
    return _setting_up(TotpForm())


@bp.post("/me/second-factor")
@guard.signed_in
def start_second_factor() -> ResponseReturnValue:
    """Turn it on. The answer shows the recovery codes, this once."""
    form = TotpForm()
    if not form.validate_on_submit():
        return _setting_up(form), 422
    try:
        codes = services.start_totp(
            actor(),
            secret=form.secret.data or "",
            code=form.code.data or "",
            proof=form.proof.data or "",
            now=clock.now(),
        )
    except Refused as refusal:
        return _setting_up(form, error=why(refusal.reason)), 422
    return _codes(codes)


@bp.post("/me/second-factor/codes")
@guard.signed_in
def renew_codes() -> ResponseReturnValue:
    """New recovery codes, shown this once."""
    form = ProofForm()
    if not form.validate_on_submit():
        return _standing(form), 422
    try:
        codes = services.renew_codes(actor(), proof=form.proof.data or "", now=clock.now())
    except Refused as refusal:
        return _standing(form, error=why(refusal.reason)), 422
    return _codes(codes)


def _standing(form: ProofForm | None = None, *, error: str = "") -> str:
    return render_template(
        "accounts/second_factor_on.html",
        form=form or ProofForm(formdata=None),
        left=queries.codes_left(actor().user_id or 0),
        error=error,
    )


def _codes(codes: list[str]) -> Response:
    """The page with the codes; no cache keeps it."""
    answer = make_response(render_template("accounts/recovery_codes.html", codes=codes))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _setting_up(form: TotpForm, *, error: str = "") -> str:
    secret = form.secret.data or secrets.new_totp_secret()
    form.secret.data = secret
    card = queries.card(actor().user_id or 0)
    picture = io.BytesIO()
    segno.make(secrets.totp_address(secret, card.email if card else "")).save(
        picture, kind="svg", scale=5, xmldecl=False, svgns=True, omitsize=False
    )
    return render_template(
        "accounts/second_factor.html",
        form=form,
        picture=picture.getvalue().decode(),
        secret=secret,
        is_on=current_user.has_totp,
        error=error,
    )
