"""Everything that a link in the demo centre leads to answers, for everybody, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from lms.app import create_app
from lms.core.db import db
from lms.demo.centre import ACCOUNTS
from tests.conftest import ON_POSTGRES, FreshClient, admin, in_database, settings

EACH = 3
"""So many pages of one kind are opened: the first few of a list, not all of it."""
LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"')
PEOPLE = [account["email"].partition("@")[0] for account in ACCOUNTS]


@pytest.fixture(scope="module")
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo centre of this moment."""
    folder = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{folder / 'demo.sqlite3'}"
    if ON_POSTGRES:
        server = request.getfixturevalue("server_url")
        admin(server, "CREATE DATABASE demo_crawl ENCODING 'UTF8' TEMPLATE template0")
        url = in_database(server, "demo_crawl")
    app = create_app(settings(url, folder))
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = FreshClient
    with app.app_context():
        upgrade()
        assert "demo centre loaded" in app.test_cli_runner().invoke(args=["demo"]).output
        assert "nothing was changed" in app.test_cli_runner().invoke(args=["demo"]).output
        yield app
        db.session.remove()
        db.engine.dispose()
    if ON_POSTGRES:
        admin(server, f"DROP DATABASE {sa.make_url(url).database} WITH (FORCE)")


def crawl(app: Flask, browser: FlaskClient) -> tuple[Counter[str], list[tuple[int, str, str]]]:
    """Opens what is linked, from the start page on, a few of each kind; how often each kind, and what went wrong."""
    adapter = app.url_map.bind("localhost")
    opened: Counter[str] = Counter()
    wrong, seen, waiting = [], {"/"}, [("/", "")]
    while waiting:
        path, origin = waiting.pop(0)
        endpoint, _values = adapter.match(urlsplit(path).path)
        kind = endpoint + "?" * bool(urlsplit(path).query)
        if opened[kind] >= EACH:
            continue
        opened[kind] += 1
        answer = browser.get(path)
        if answer.status_code >= 400:
            wrong.append((answer.status_code, path, origin))
        text = answer.text if answer.mimetype == "text/html" else ""
        answer.close()
        for href in LINK.findall(text):
            target = urljoin(path, href.replace("&amp;", "&")).partition("#")[0]
            if target.startswith("/") and target not in seen and not target.startswith("/static/"):
                seen.add(target)
                waiting.append((target, path))
    return opened, wrong


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_link_leads_somewhere(demo: Flask, who: str, language: str) -> None:
    browser = demo.test_client()
    account = next(account for account in ACCOUNTS if account["email"].startswith(f"{who}@"))
    data = {"email": account["email"], "password": account["password"], "code": ""}
    assert browser.post("/accounts/sign-in", data=data).status_code == 302
    assert browser.post("/language", data={"language": language}).status_code == 302
    assert f'<html lang="{language}"' in browser.get("/").text
    opened, wrong = crawl(demo, browser)
    assert wrong == []
    assert len(opened) > 10
