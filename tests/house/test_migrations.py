"""Every migration runs forward and back, and none takes from the workers of the release before what they still use.

Rule of rolling upgrades: while workers are replaced one by one, the old program works on the new schema. So between
two releases a schema only grows: no table or column goes, no column becomes required without a default, no type
narrows. What is no longer used goes with the release after the next.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import downgrade, upgrade

from lms.app import create_app
from lms.core.db import WRITES, db
from tests.conftest import ON_POSTGRES, admin, in_database, settings

RELEASED = "0001"
"""The schema of the release whose workers may still run."""
OPTIONS = {WRITES: True, "lms_unwatched": True}


@pytest.fixture
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application over a database with nothing in it."""
    name = f"m_{uuid.uuid4().hex[:12]}"
    url = f"sqlite:///{tmp_path / 'bare.sqlite3'}"
    if ON_POSTGRES:
        server = request.getfixturevalue("server_url")
        admin(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        url = in_database(server, name)
    app = create_app(settings(url, tmp_path))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if ON_POSTGRES:
        admin(request.getfixturevalue("server_url"), f"DROP DATABASE {name} WITH (FORCE)")


def tables() -> dict[str, dict[str, dict[str, Any]]]:
    there = sa.inspect(db.engine)
    return {
        name: {column["name"]: column for column in there.get_columns(name)}
        for name in there.get_table_names()
        if name != "alembic_version"
    }


def old_program() -> sa.MetaData:
    """The tables as the workers of the release know them."""
    known = sa.MetaData()
    known.reflect(db.engine)
    return known


def test_a_new_schema_only_adds(bare: Flask) -> None:
    upgrade(revision=RELEASED)
    before = tables()
    upgrade()
    after = tables()
    assert len(before) > 40
    for name, columns in before.items():
        assert name in after, f"table {name} is gone while old workers use it"
        for column, was in columns.items():
            assert column in after[name], f"{name}.{column} is gone while old workers use it"
            now = after[name][column]
            assert not (was["nullable"] and not now["nullable"]), f"{name}.{column} became required"
            assert narrow(was["type"], now["type"]) is False, f"{name}.{column} became narrower"
        for column in after[name].keys() - columns.keys():
            added = after[name][column]
            assert added["nullable"] or added["default"] is not None, (
                f"{name}.{column} is new and required: old workers cannot write {name} without a server default"
            )


def narrow(was: sa.types.TypeEngine[Any], now: sa.types.TypeEngine[Any]) -> bool:
    old, new = getattr(was, "length", None), getattr(now, "length", None)
    return new is not None and (old is None or new < old)


def test_old_workers_write_on_the_new_schema(bare: Flask) -> None:
    upgrade(revision=RELEASED)
    known = old_program()
    upgrade()
    written = 0
    with db.engine.connect().execution_options(**OPTIONS) as connection, connection.begin():
        for table in known.sorted_tables:
            if table.name == "alembic_version":
                continue
            connection.execute(sa.insert(table).values(row_of(table)))
            written += 1
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 1
    assert written > 40


def row_of(table: sa.Table) -> dict[str, Any]:
    """A row as the old program writes it: every column it must give, links to row 1, later columns later in time."""
    return {
        column.name: value_of(column, day)
        for day, column in enumerate(table.columns)
        if not column.nullable or column.primary_key
    }


def value_of(column: sa.Column[Any], day: int) -> Any:
    if column.foreign_keys or isinstance(column.type, sa.Integer | sa.Float | sa.Numeric):
        return 1
    values: tuple[tuple[type, Any], ...] = (
        (sa.Boolean, True),
        (sa.DateTime, datetime(2026, 1, 2) + timedelta(days=day)),
        (sa.Date, date(2026, 1, 2) + timedelta(days=day)),
        (sa.JSON, []),
    )
    return next((value for kind, value in values if isinstance(column.type, kind)), "x")


def test_every_migration_goes_back_and_forth(bare: Flask) -> None:
    upgrade()
    top = tables()
    downgrade(revision=RELEASED)
    released = tables()
    downgrade(revision="base")
    assert tables() == {}
    upgrade(revision=RELEASED)
    assert {name: set(columns) for name, columns in tables().items()} == {
        name: set(columns) for name, columns in released.items()
    }
    upgrade()
    assert {name: set(columns) for name, columns in tables().items()} == {
        name: set(columns) for name, columns in top.items()
    }
