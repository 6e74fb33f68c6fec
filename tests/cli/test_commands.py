"""Operator's commands."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy import delete

from lms.accounts.models import RoleGrant
from lms.app import create_app
from lms.core import audit
from lms.core.db import db
from tests.conftest import settings
from tests.world import World


def test_the_doctor_finds_a_healthy_house_well(app: Flask, world: World) -> None:
    audit.seal_new_entries()
    answer = app.test_cli_runner().invoke(args=["doctor"])
    assert answer.exit_code == 0, answer.output
    assert answer.output.count("ok ") == 9


def test_the_doctor_finds_what_was_broken(app: Flask, world: World) -> None:
    with db.engine.begin() as connection:
        connection.execution_options(lms_unwatched=True).execute(
            delete(RoleGrant).where(RoleGrant.person_id == world.people["ada"])
        )
    answer = app.test_cli_runner().invoke(args=["doctor"])
    assert answer.exit_code == 1
    assert "BAD trainees have their grant" in answer.output


def test_the_doctor_says_what_an_empty_database_lacks(tmp_path: Path) -> None:
    app = create_app(settings(f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path))
    answer = app.test_cli_runner().invoke(args=["doctor"])
    assert answer.exit_code == 1
    assert "flask db upgrade" in answer.output
    with app.app_context():
        db.engine.dispose()
