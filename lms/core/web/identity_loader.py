"""Flask-Login, used thinly: the cookie holds a secret, the database says whom it stands for today."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask_login import AnonymousUserMixin, LoginManager, UserMixin

from lms.core.actor import STRANGER, Actor


class CurrentPerson(UserMixin):
    """The signed-in person of a request."""

    def __init__(self, *, token: str, sign_in_id: int, actor: Actor, language: str, has_totp: bool) -> None:
        self.token = token
        self.sign_in_id = sign_in_id
        self.actor = actor
        self.language = language
        self.has_totp = has_totp

    def get_id(self) -> str:
        """What the cookie keeps: the secret of this sign-in."""
        return self.token


class Nobody(AnonymousUserMixin):
    """A stranger."""

    actor = STRANGER
    language = None


Loader = Callable[[str], CurrentPerson | None]
_loader: list[Loader] = []


def load_by(function: Loader) -> Loader:
    """Say how a cookie's secret becomes a person (the accounts package does)."""
    _loader[:] = [function]
    return function


def init_identity(app: Flask) -> None:
    """Attach Flask-Login."""
    manager = LoginManager()
    manager.anonymous_user = Nobody
    manager.session_protection = None
    manager.init_app(app)
    manager.user_loader(lambda token: _loader[0](token) if _loader else None)
