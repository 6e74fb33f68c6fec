"""Every route names its guard; a silent route is shut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.core.errors import NotAllowed
from lms.core.web.identity import actor

ViewT = TypeVar("ViewT", bound=Callable[..., Any])
_MARK = "__lms_guard__"
ASSETS = "web.static"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a route demands: nothing, a sign-in, or one of some roles."""

    is_public: bool = False
    roles: frozenset[str] = frozenset()


def public(view: ViewT) -> ViewT:
    """Open to everybody."""
    setattr(view, _MARK, Mark(is_public=True))
    return view


def signed_in(view: ViewT) -> ViewT:
    """Open to whoever is signed in; access decides the rest."""
    setattr(view, _MARK, Mark())
    return view


def needs(*roles: str) -> Callable[[ViewT], ViewT]:
    """Open to people who hold one of these roles somewhere; access decides where."""

    def mark(view: ViewT) -> ViewT:
        setattr(view, _MARK, Mark(roles=frozenset(roles)))
        return view

    return mark


def mark_of(view: Callable[..., Any]) -> Mark | None:
    """The guard of a view, or None for a silent one."""
    found: Mark | None = getattr(view, _MARK, None)
    return found


def init_guard(app: Flask) -> None:
    """Check every request against the mark of its route."""
    app.before_request(_check)


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint == ASSETS:
        return None
    mark = mark_of(current_app.view_functions[request.endpoint])
    if mark is None:
        abort(403)
    if mark.is_public:
        return None
    person = actor()
    if not person.signed_in:
        if request.path.startswith("/api/"):
            abort(401)
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.sign_in", next=back))
    if mark.roles and not mark.roles & person.roles:
        raise NotAllowed
    return None
