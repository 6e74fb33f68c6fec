"""Pages of sign-in and of one's own account."""

from __future__ import annotations

import io
import json

import segno
from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from lms.accounts import identity, own_data, queries, secrets, services
from lms.accounts.consents import PURPOSES
from lms.accounts.forms import ConsentForm, PasswordForm, ResetForm, SignInForm, TotpForm
from lms.accounts.types import WhyNot
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor
from lms.core.web.views import safe_path

bp = Blueprint("accounts", __name__, url_prefix="/accounts", template_folder="templates")
BLUEPRINTS = (bp,)


@bp.get("/sign-in")
@guard.public
def sign_in() -> ResponseReturnValue:
    """The sign-in page; in the demo centre with its accounts."""
    if actor().signed_in:
        return redirect(url_for("home.start"))
    return render_template("accounts/sign_in.html", form=SignInForm(), demo=_demo_people())


@bp.post("/sign-in")
@guard.public
def check_sign_in() -> ResponseReturnValue:
    """Check the credentials."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form, demo=_demo_people()), 422
    try:
        token = services.sign_in(
            email=form.email.data or "",
            password=form.password.data or "",
            code=form.code.data or "",
            address=request.remote_addr or "",
            device=request.user_agent.string,
            now=clock.now(),
        )
    except Refused as refusal:
        status = 429 if refusal.reason is WhyNot.TOO_MANY_TRIES else 422
        return render_template(
            "accounts/sign_in.html", form=form, demo=_demo_people(), error=why(refusal.reason)
        ), status
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    session.permanent = True
    person = identity.person_of_cookie(token)
    if person is not None:
        login_user(person)
    return redirect(safe_path(request.args.get("next")) or url_for("home.start"))


def _demo_people() -> list[dict[str, str]]:
    if not current_app.config["LMS_SETTINGS"].demo:
        return []
    return list(current_app.config.get("LMS_DEMO_ACCOUNTS", []))


@bp.post("/sign-out")
@guard.signed_in
def sign_out() -> ResponseReturnValue:
    """End this sign-in."""
    services.end_sign_in(actor(), sign_in_id=current_user.sign_in_id, now=clock.now())
    logout_user()
    session.clear()
    return redirect(url_for(".sign_in"))


@bp.route("/reset", methods=["GET", "POST"])
@guard.public
def reset() -> ResponseReturnValue:
    """Ask for a link to choose a new password. The answer is the same whether the address is known or not."""
    form = ResetForm()
    if form.validate_on_submit():
        services.ask_for_reset(email=form.email.data or "", address=request.remote_addr or "", now=clock.now())
        flash(_("If this address is known here, a link is on its way to it."), "good")
        return redirect(url_for(".sign_in"))
    return render_template("accounts/reset.html", form=form), 422 if form.is_submitted() else 200


@bp.route("/links/<token>", methods=["GET", "POST"])
@guard.public
def use_link(token: str) -> ResponseReturnValue:
    """Choose a password by a mailed link."""
    person = services.link_target(token, now=clock.now())
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            services.choose_password(token=token, password=form.password.data or "", now=clock.now())
        except Refused as refusal:
            error = why(refusal.reason)
            return render_template("accounts/password.html", form=form, name=person.name, error=error), 422
        flash(_("Your password is set. Sign in with it."), "good")
        return redirect(url_for(".sign_in"))
    status = 422 if form.is_submitted() else 200
    return render_template("accounts/password.html", form=form, name=person.name), status


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


@bp.get("/me/data.json")
@guard.signed_in
def export_own_data() -> ResponseReturnValue:
    """Everything about oneself, as JSON."""
    data = own_data.export_own_data(actor())
    text = json.dumps(data, ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": "attachment; filename=my-data.json"}
    return Response(text, mimetype="application/json", headers=headers)


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
