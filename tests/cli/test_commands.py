"""Operator's commands."""

from __future__ import annotations

from pathlib import Path

from lms.app import create_app
from lms.core.db import db
from tests.conftest import settings


def test_the_doctor_says_what_an_empty_database_lacks(tmp_path: Path) -> None:
    app = create_app(settings(f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path))
    answer = app.test_cli_runner().invoke(args=["doctor"])
    assert answer.exit_code == 1
    assert "flask db upgrade" in answer.output
    with app.app_context():
        db.engine.dispose()
