"""Flask-Login, used thinly: the cookie or the token of a program is a secret, the database says whom it stands for."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Request, request
from flask_login import AnonymousUserMixin, LoginManager, UserMixin

from lms.core.actor import STRANGER, Actor


class CurrentPerson(UserMixin):
    """The signed-in person of a request."""

    def __init__(
        self,
        *,
        token: str,
        sign_in_id: int,
        actor: Actor,
        language: str,
        has_totp: bool,
        may_write: bool = True,
    ) -> None:
        self.token = token
        self.sign_in_id = sign_in_id
        self.actor = actor
        self.language = language
        self.has_totp = has_totp
        self.may_write = may_write

    def get_id(self) -> str:
        """What the cookie keeps: the secret of this sign-in."""
        return self.token


class Nobody(AnonymousUserMixin):
    """A stranger."""

    actor = STRANGER
    language = None


Loader = Callable[[str], CurrentPerson | None]
_loader: list[Loader] = []
_bearer_loader: list[Loader] = []
PROGRAMS = "/api/"
"""Below this path only tokens count, never cookies; so no other site can make a browser act there."""


def load_by(function: Loader) -> Loader:
    """Say how a cookie's secret becomes a person (the accounts package does)."""
    _loader[:] = [function]
    return function


def load_programs_by(function: Loader) -> Loader:
    """Say how a program's token becomes the person it acts for."""
    _bearer_loader[:] = [function]
    return function


def _by_cookie(token: str) -> CurrentPerson | None:
    return _loader[0](token) if _loader and not request.path.startswith(PROGRAMS) else None


def _by_bearer(asked: Request) -> CurrentPerson | None:
    kind, _space, token = asked.headers.get("Authorization", "").partition(" ")
    if not asked.path.startswith(PROGRAMS) or kind.lower() != "bearer" or not token.strip():
        return None
    return _bearer_loader[0](token.strip()) if _bearer_loader else None


def init_identity(app: Flask) -> None:
    """Attach Flask-Login."""
    manager = LoginManager()
    manager.anonymous_user = Nobody
    manager.session_protection = None
    manager.init_app(app)
    manager.user_loader(_by_cookie)
    manager.request_loader(_by_bearer)
