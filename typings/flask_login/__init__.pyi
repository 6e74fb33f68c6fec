from collections.abc import Callable
from typing import Any

from flask import Flask, Request

class UserMixin:
    @property
    def is_authenticated(self) -> bool: ...
    def get_id(self) -> str: ...

class AnonymousUserMixin:
    @property
    def is_authenticated(self) -> bool: ...

class LoginManager:
    anonymous_user: type[AnonymousUserMixin]
    session_protection: str | None
    def init_app(self, app: Flask) -> None: ...
    def request_loader(
        self, callback: Callable[[Request], UserMixin | None]
    ) -> Callable[[Request], UserMixin | None]: ...
    def user_loader(self, callback: Callable[[str], UserMixin | None]) -> Callable[[str], UserMixin | None]: ...

current_user: Any

def login_user(user: UserMixin, remember: bool = ...) -> bool: ...
def logout_user() -> bool: ...
