"""Forms and programs may send a changing request again; the effect stays one.

A page form carries a hidden field ``_once`` (macro ``ui/form.html``), a program the header ``Idempotency-Key``.
"""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.core import clock, idempotency
from lms.core.web import problems
from lms.core.web.identity import actor

FIELD = "_once"
HEADER = "Idempotency-Key"
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def init_once(app: Flask) -> None:
    """Watch changing requests for keys."""
    app.jinja_env.globals["once_token"] = lambda: secrets.token_urlsafe(12)
    app.before_request(_before)
    app.after_request(_after)
    app.register_error_handler(idempotency.KeyTaken, lambda _error: _replay())


def _before() -> ResponseReturnValue | None:
    idempotency.clear()
    g.once = None
    if request.method not in _CHANGING or not actor().signed_in:
        return None
    is_program = HEADER in request.headers
    key = request.headers.get(HEADER) or request.form.get(FIELD)
    if not key:
        return None
    if len(key) > idempotency.KEY_LENGTH:
        return problems.answer(400, title="Idempotency-Key is too long")
    body = request.get_data() if is_program else b""
    g.once = (actor().user_id, key, idempotency.fingerprint(request.method, request.path, body), is_program)
    if idempotency.answer_of(actor().user_id or 0, key) is not None:
        return _replay()
    idempotency.prepare(actor().user_id or 0, key, g.once[2], now=clock.now())
    return None


def _replay() -> ResponseReturnValue:
    user_id, key, print_, is_program = g.once
    g.once = None
    earlier = idempotency.answer_of(user_id, key)
    if earlier is not None and earlier.fingerprint != print_:
        return problems.answer(422, title="Idempotency-Key was used for another request", code="key_reused")
    if earlier is None or earlier.status is None:
        if is_program:
            return problems.answer(409, title="The first request is still being answered", code="in_progress")
        return redirect(request.referrer or url_for("home.start"), 303)
    if earlier.location and 300 <= earlier.status < 400:
        return redirect(earlier.location, earlier.status)
    answer = Response(earlier.body, status=earlier.status, mimetype=earlier.media_type)
    if earlier.location:
        answer.headers["Location"] = earlier.location
    return answer


def _after(response: Response) -> Response:
    kept = g.get("once")
    idempotency.clear()
    if kept is None or not 200 <= response.status_code < 400 or response.is_streamed:
        return response
    user_id, key, _print, is_program = kept
    if idempotency.answer_of(user_id, key) is not None:
        idempotency.keep_answer(
            user_id,
            key,
            status=response.status_code,
            location=response.headers.get("Location", ""),
            media_type=response.mimetype or "",
            body=response.get_data() if is_program else b"",
        )
    return response
