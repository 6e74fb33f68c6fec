"""Routes of the house itself: language, theme, health."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, json, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from lms.core import clock, health
from lms.core.languages import CODES
from lms.core.web import guard

bp = Blueprint("web", __name__, template_folder="templates", static_folder="static", static_url_path="/static/core")


@bp.post("/language")
@guard.public
def set_language() -> ResponseReturnValue:
    """Remember the reader's language."""
    language = request.form.get("language", "")
    if language not in CODES:
        abort(400)
    session["language"] = language
    return redirect(back_or_home())


@bp.post("/theme")
@guard.public
def set_theme() -> ResponseReturnValue:
    """Remember light or dark, or follow the device."""
    theme = request.form.get("theme", "")
    session["theme"] = theme if theme in {"light", "dark"} else ""
    return redirect(back_or_home())


@bp.get("/health")
@guard.public
def show_health() -> ResponseReturnValue:
    """Whether database, scheduler and outbox are well: 200, or 503 with what is not."""
    report = health.examine(now=clock.now())
    status = 200 if report["status"] == "ok" else 503
    return Response(json.dumps(report), status=status, mimetype="application/json")


def safe_path(target: str | None) -> str | None:
    """``target`` when it is a path of this site, else None (no open redirect)."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if any(ord(char) < 32 or char == "\\" for char in target):
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None


def back_or_home() -> str:
    """Where the reader came from within this site, else the start page."""
    here = urlsplit(request.referrer or "")
    own = urlsplit(current_app.config["LMS_SETTINGS"].base_url).netloc
    if here.netloc in {request.host, own}:
        path = here.path + (f"?{here.query}" if here.query else "")
        return safe_path(path) or url_for("home.start")
    return url_for("home.start")
