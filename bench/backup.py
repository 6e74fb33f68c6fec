"""Backup and restore at three sizes, while somebody keeps writing.

    python bench/backup.py [most attendance rows]      (100,000 by default)

Prints rows, megabytes, seconds of both, and how many writes went through during the backup.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from flask import Flask  # noqa: E402
from flask_migrate import upgrade  # noqa: E402
from sqlalchemy import insert, select  # noqa: E402

from lms.app import create_app  # noqa: E402
from lms.attendance.models import DayMark  # noqa: E402
from lms.cli.backup import restore, write_backup  # noqa: E402
from lms.cohorts.models import Enrolment  # noqa: E402
from lms.core import audit  # noqa: E402
from lms.core.actor import SYSTEM  # noqa: E402
from lms.core.db import db  # noqa: E402
from lms.core.settings import Settings  # noqa: E402
from lms.core.transaction import transaction  # noqa: E402
from tests.world import NOW, TODAY, build_world  # noqa: E402

logging.getLogger("lms").setLevel(logging.ERROR)


def application(folder: Path) -> Flask:
    """An application over its own SQLite file."""
    return create_app(Settings(secret_key="b" * 40, database_url=f"sqlite:///{folder}/b.sqlite3", instance=folder))


def fill(rows: int) -> None:
    """A world with so many day marks."""
    upgrade()
    build_world()
    first = db.session.execute(select(Enrolment.id, Enrolment.cohort_id)).first()
    assert first is not None
    row = {"at": NOW, "actor_id": None, "reason": "", "cohort_id": first[1], "enrolment_id": first[0]}
    row |= {"status": "present", "events": 0, "source": "staff", "supersedes_id": None}
    with transaction():
        for start in range(0, rows, 10_000):
            many = [
                {**row, "day": TODAY - timedelta(days=start + number)} for number in range(min(10_000, rows - start))
            ]
            db.session.execute(insert(DayMark), [{**each, "day": TODAY} for each in many])
        audit.record(SYSTEM, "attendance.marked", ("cohort", first[1]))


def keep_writing(app: Flask, stop: threading.Event, done: list[int]) -> None:
    """Somebody who works during the backup."""
    with app.app_context():
        while not stop.is_set():
            with transaction():
                audit.record(SYSTEM, "attendance.marked", ("cohort", 1))
            done[0] += 1
            stop.wait(0.002)


def main(most: int) -> None:
    """Measure."""
    print(f"{'marks':>9}{'MB':>8}{'backup s':>10}{'writes meanwhile':>18}{'restore s':>11}")
    for rows in (most // 100, most // 10, most):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            app = application(folder / "one")
            with app.app_context():
                fill(rows)
            stop, done = threading.Event(), [0]
            writer = threading.Thread(target=keep_writing, args=(app, stop, done))
            writer.start()
            with app.app_context():
                started = time.perf_counter()
                write_backup(folder / "b.zip", now=NOW)
                took = time.perf_counter() - started
            stop.set()
            writer.join()
            other = application(folder / "two")
            with other.app_context():
                started = time.perf_counter()
                restore(folder / "b.zip")
                back = time.perf_counter() - started
            size = (folder / "b.zip").stat().st_size / 1e6
            print(f"{rows:>9,}{size:>8.1f}{took:>10.2f}{done[0]:>18}{back:>11.2f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
