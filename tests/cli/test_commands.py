"""Operator's commands."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask
from sqlalchemy import delete, text

from lms.accounts.models import RoleGrant
from lms.app import create_app
from lms.cohorts.models import Centre
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


def test_setup_refuses_where_there_is_a_centre(app: Flask, world: World) -> None:
    answer = app.test_cli_runner().invoke(args=setup_args())
    assert answer.exit_code == 1
    assert "nothing was changed" in answer.output
    assert db.session.query(Centre).count() == 2


def test_setup_gives_the_first_administrator_a_link(empty_app: Flask) -> None:
    answer = empty_app.test_cli_runner().invoke(args=setup_args())
    assert answer.exit_code == 0, answer.output
    link = re.search(r"/accounts/links/\S+", answer.output)
    assert link is not None
    assert empty_app.test_client().get(link[0]).status_code == 200
    with empty_app.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM role_grant")) == 2


def setup_args() -> list[str]:
    return [
        "setup", "--centre-code", "hanbit", "--centre-name", "한빛", "--admin-email", "first@example.org",
        "--admin-name", "처음",
    ]  # fmt: skip


def test_the_doctor_says_what_an_empty_database_lacks(tmp_path: Path) -> None:
    app = create_app(settings(f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path))
    answer = app.test_cli_runner().invoke(args=["doctor"])
    assert answer.exit_code == 1
    assert "flask db upgrade" in answer.output
    with app.app_context():
        db.engine.dispose()
