"""Where the API hangs, and what holds for each of its requests."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from lms.core.web import problems
from lms.core.web.identity import actor

bp = Blueprint("api", "lms.api", url_prefix="/api/v1", template_folder="templates")
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


@bp.before_request
def _check_scope() -> Response | None:
    """A token that only reads changes nothing."""
    if request.method == "GET" or not actor().signed_in or current_user.may_write:
        return None
    return problems.answer(403, title=_("This token may only read"), code="read_only")


@bp.before_request
def _check_body() -> Response | None:
    """A body is a JSON object; anything else is told so before a view sees it."""
    if request.method not in _WITH_BODY:
        return None
    if not request.is_json:
        return problems.answer(415, title=_("This kind of content is not accepted"), code="not_json")
    try:
        body = request.get_json()
    except (HTTPException, RecursionError):
        return problems.answer(400, title=_("This request could not be understood"), code="broken_json")
    if not isinstance(body, dict):
        return problems.answer(422, title=_("Some fields need another look"), code="not_an_object", errors=[])
    return None


@bp.after_request
def _finish(response: Response) -> Response:
    """Say how to sign in; let readers ask whether something changed (ETag, If-None-Match)."""
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if request.method == "GET" and response.status_code == 200 and not response.is_streamed:
        response.add_etag()
        response.headers["Cache-Control"] = "private, no-cache"
        response.make_conditional(request)
    return response
