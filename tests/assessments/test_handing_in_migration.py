"""Work that was handed in before versions were kept has its author and its text afterwards."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from flask_migrate import upgrade

from lms.app import create_app
from tests.conftest import settings

BEFORE = "0002"
MOMENT = "2026-03-02 09:00:00.000000"
ROWS = (
    ("person", {"id": 7, "email": "a@example.org", "name": "A", "created_at": MOMENT}),
    ("assignment", {"id": 3, "cohort_id": 1, "position": 1, "title": "{}", "brief": "{}", "opens_at": MOMENT}),
    ("submission", {"id": 5, "assignment_id": 3, "author_id": 7, "alias": "K7MPQ2", "version": 4, "body": "text"}),
)


def test_old_work_keeps_its_author_and_text(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    app = create_app(settings(f"sqlite:///{file}", tmp_path))
    with app.app_context():
        upgrade(revision=BEFORE)
        with sqlite3.connect(file) as connection:
            for table, values in ROWS:
                insert(connection, table, values)
        connection.close()
        upgrade()
    with sqlite3.connect(file) as connection:
        members = connection.execute("SELECT submission_id, assignment_id, person_id FROM submission_member").fetchall()
        versions = connection.execute("SELECT submission_id, number, round, body, digest FROM submission_version")
        assert members == [(5, 3, 7)]
        assert versions.fetchall() == [(5, 4, 1, "text", hashlib.sha256(b"text").hexdigest())]
        assert connection.execute("SELECT anonymity, pass_line, peer_weight FROM assignment").fetchall() == [
            ("double", 60, 100)
        ]
    connection.close()


def insert(connection: sqlite3.Connection, table: str, values: dict[str, object]) -> None:
    """A row with these values; columns that must hold something get a plain one."""
    row = dict(values)
    for _number, name, kind, needed, default, is_key in connection.execute(f"PRAGMA table_info({table})"):
        if needed and default is None and not is_key and name not in row:
            row[name] = MOMENT if "DATE" in kind else 0 if "INT" in kind or "FLOAT" in kind or "BOOL" in kind else "{}"
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
