"""Signing in and out, and passwords by mailed links."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from lms.accounts import identity, queries, secrets, services
from lms.accounts.forms import PasswordForm, ResetForm, SignInForm
from lms.accounts.types import WhyNot
from lms.accounts.views.blueprint import bp
from lms.accounts.views.second_factor import FACTOR_BY
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor
from lms.core.web.pages import day
from lms.core.web.views import safe_path

MARK_LIFE = timedelta(days=400)
"""The longest that browsers keep a cookie."""


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
    mark = request.cookies.get(_mark_name(), "") or secrets.new_token()
    try:
        token = services.sign_in(
            email=form.email.data or "",
            password=form.password.data or "",
            code=form.code.data or "",
            address=request.remote_addr or "",
            device=request.user_agent.string,
            mark=mark,
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
        _demand_factor(person.actor.user_id or 0)
    answer = redirect(safe_path(request.args.get("next")) or url_for("home.start"))
    answer.set_cookie(
        _mark_name(),
        mark,
        max_age=MARK_LIFE,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer


def _mark_name() -> str:
    """The cookie by which a browser is known again; it outlives the sign-in."""
    return f"{current_app.config['SESSION_COOKIE_NAME']}-browser"


def _demand_factor(person_id: int) -> None:
    """Keep in the signed cookie until when staff must have turned on a second factor, and say so."""
    now = clock.now()
    until = queries.demanded_factor(person_id, on=clock.local_date(now))
    if until is None:
        return
    session[FACTOR_BY] = until.isoformat()
    if now < until:
        flash(_("Please turn on the second factor until %(day)s.", day=day(clock.local_date(until))), "warn")


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
