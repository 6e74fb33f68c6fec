"""One's own account: sign-ins, consents, data."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lms.accounts import queries, services
from lms.accounts.consents import PURPOSES
from lms.accounts.forms import ConsentForm
from lms.accounts.views.blueprint import bp
from lms.core import clock
from lms.core.errors import NotFound
from lms.core.web import guard
from lms.core.web.identity import actor


@bp.get("/me")
@guard.signed_in
def show_account() -> ResponseReturnValue:
    """One's own account: sign-ins, consents, second factor, data."""
    me = actor().user_id or 0
    standing = {entry.purpose: entry for entry in queries.consents_of(me)}
    return render_template(
        "accounts/me.html",
        person=queries.card(me),
        sign_ins=queries.live_sign_ins(me, now=clock.now()),
        this_one=current_user.sign_in_id,
        has_totp=current_user.has_totp,
        codes_left=queries.codes_left(me) if current_user.has_totp else 0,
        purposes=PURPOSES,
        standing=standing,
    )


@bp.post("/me/sign-ins/<int:sign_in_id>/end")
@guard.signed_in
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    """Sign out another browser of one's own."""
    services.end_sign_in(actor(), sign_in_id=sign_in_id, now=clock.now())
    flash(_("That browser is signed out."), "good")
    return redirect(url_for(".show_account"))


@bp.post("/me/consents/<purpose>")
@guard.signed_in
def decide_consent(purpose: str) -> ResponseReturnValue:
    """Give or take back a consent."""
    known = next((each for each in PURPOSES if each.key == purpose), None)
    form = ConsentForm()
    if known is None:
        raise NotFound
    if form.validate_on_submit():
        given = bool(form.given.data)
        services.decide_consent(actor(), purpose=purpose, version=known.version, given=given, now=clock.now())
        flash(_("Your decision is stored."), "good")
    return redirect(url_for(".show_account"))
