"""Reviews from before places and the ledger have their place, and given ones their entry, afterwards."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from flask_migrate import upgrade

from lms.app import create_app
from tests.assessments.test_handing_in_migration import MOMENT, insert
from tests.conftest import settings

BEFORE = "0005"
GIVEN = {"levels": json.dumps([3, 1]), "comment": "Clear steps", "done_at": MOMENT}
ROWS = (
    ("person", {"id": 7, "email": "a@example.org", "name": "A", "created_at": MOMENT}),
    ("person", {"id": 8, "email": "b@example.org", "name": "B", "created_at": MOMENT}),
    ("assignment", {"id": 3, "cohort_id": 1, "position": 1, "opens_at": MOMENT}),
    ("rubric_version", {"id": 4, "assignment_id": 3, "number": 1, "criteria": "[]"}),
    ("submission", {"id": 5, "assignment_id": 3, "author_id": 7, "alias": "K7MPQ2", "version": 1, "body": "one"}),
    ("submission", {"id": 6, "assignment_id": 3, "author_id": 8, "alias": "ZZ7MPQ", "version": 1, "body": "two"}),
    ("review", {"id": 11, "submission_id": 5, "reviewer_id": 8, "rubric_version_id": 4, **GIVEN}),
    ("review", {"id": 12, "submission_id": 6, "reviewer_id": 7, "rubric_version_id": 4, "comment": ""}),
    ("review", {"id": 13, "submission_id": 5, "reviewer_id": 7, "rubric_version_id": 4, "comment": ""}),
)


def test_old_reviews_have_places_and_entries(tmp_path: Path) -> None:
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
        places = connection.execute("SELECT id, submission_id, slot, origin, released_at FROM review ORDER BY id")
        assert places.fetchall() == [(11, 5, 0, "round", None), (12, 6, 0, "round", None), (13, 5, 1, "round", None)]
        entries = connection.execute(
            "SELECT review_id, turn, rubric_version_id, levels, comments, comment, at, actor_id FROM review_entry"
        )
        assert entries.fetchall() == [(11, 1, 4, "[3, 1]", "[]", "Clear steps", MOMENT, 8)]
    connection.close()
