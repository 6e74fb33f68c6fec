"""Tokens with which programs act for oneself."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts import queries, services
from lms.accounts.forms import TokenForm
from lms.accounts.views.blueprint import bp
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.route("/me/tokens", methods=["GET", "POST"])
@guard.signed_in
def list_tokens() -> ResponseReturnValue:
    """One's tokens, and making one. The new one is shown on the answer to the form and never again."""
    form = TokenForm()
    error = token = ""
    if form.validate_on_submit():
        try:
            token = services.make_token(
                actor(),
                name=(form.name.data or "").strip(),
                may_write=form.scope.data == "write",
                days=int(form.days.data),
                now=clock.now(),
            )
        except Refused as refusal:
            error = why(refusal.reason)
    status = 409 if error else 422 if form.is_submitted() and not token else 200
    page = render_template(
        "accounts/tokens.html",
        form=TokenForm(formdata=None) if token else form,
        rows=queries.tokens_of(actor().user_id or 0),
        new=token,
        error=error,
        now=clock.now(),
    )
    return page, status


@bp.post("/me/tokens/<int:token_id>/end")
@guard.signed_in
def end_token(token_id: int) -> ResponseReturnValue:
    """End a token; its program is out with the next request."""
    services.end_token(actor(), token_id=token_id, now=clock.now())
    flash(_("The token is ended."), "good")
    return redirect(url_for(".list_tokens"))
