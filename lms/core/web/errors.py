"""What a person sees when the house says no, or when something broke."""

from __future__ import annotations

import logging
from enum import Enum

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from lms.core.errors import Conflict, NotAllowed, NotFound, Refused
from lms.core.web import problems

log = logging.getLogger(__name__)
_explanations: dict[type[Enum], dict[Enum, object]] = {}


def explain(kind: type[Enum], sentences: dict[Enum, object]) -> None:
    """Register the sentence of every reason of a package's WhyNot (lazily translated)."""
    missing = [reason.name for reason in kind if reason not in sentences]
    if missing:
        raise LookupError(f"{kind.__name__} lacks sentences for {', '.join(missing)}")
    _explanations[kind] = sentences


def why(reason: Enum | None) -> str:
    """The sentence of a reason in the reader's language; empty for None."""
    if reason is None:
        return ""
    sentence = _explanations[type(reason)][reason]
    return str(sentence)


def init_errors(app: Flask) -> None:
    """Answer the house's refusals and every fault."""
    app.jinja_env.globals["why"] = why
    app.register_error_handler(NotFound, lambda _error: _page(404))
    app.register_error_handler(NotAllowed, lambda _error: _page(403))
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def _refused(error: Refused) -> ResponseReturnValue:
    return _page(409, detail=why(error.reason), code=str(error.reason.value))


def _conflict(error: Conflict) -> ResponseReturnValue:
    detail = _("Someone else changed this while you were working. Look at both versions before you go on.")
    return _page(409, detail=detail, code="conflict", theirs=error.theirs, ours=error.ours)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    return _page(error.code)


def _fault(error: Exception) -> ResponseReturnValue:
    log.exception("fault", exc_info=error)
    return _page(500)


def _page(status: int, *, detail: str = "", code: str = "", **facts: object) -> ResponseReturnValue:
    title = _title(status)
    if request.path.startswith("/api/"):
        return problems.answer(status, title=title, detail=detail, code=code)
    reference = getattr(g, "request_id", "")
    page = render_template("layout/error.html", status=status, title=title, detail=detail, reference=reference, **facts)
    return page, status


def _title(status: int) -> str:
    titles = {
        400: _("This request could not be understood"),
        401: _("Please sign in first"),
        403: _("This is not yours to open"),
        404: _("There is nothing here"),
        405: _("That is not possible here"),
        409: _("That is not possible now"),
        413: _("This file is too large"),
        415: _("This kind of content is not accepted"),
        422: _("Some fields need another look"),
        429: _("Too many tries; please wait a little"),
        503: _("The service is resting; please try again shortly"),
    }
    title: str = titles.get(status) or _("Something broke on our side")
    return title
