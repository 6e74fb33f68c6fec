"""Programs that ask with a token."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.accounts.services import make_token
from tests.world import NOW, World, actor


@pytest.fixture
def token_of(app: Flask, world: World) -> Callable[..., str]:
    """A token that acts for somebody, by the local part of their address."""

    def _token(who: str, *, may_write: bool = True, name: str = "test") -> str:
        return make_token(actor(world, who), name=name, may_write=may_write, days=30, now=NOW)

    return _token


@pytest.fixture
def program(app: Flask, token_of) -> Callable[..., FlaskClient]:
    """A client that sends somebody's token with each request."""

    def _program(who: str, **options: object) -> FlaskClient:
        client = app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token_of(who, **options)}"
        return client

    return _program
