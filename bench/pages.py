"""What pages cost with a class of 100: SQL statements, CPU, bytes, requests per second of one process.

    python bench/pages.py

Runs in process, over a throw-away SQLite database; prints a line a page.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import sqlalchemy as sa  # noqa: E402
from flask.testing import FlaskClient  # noqa: E402
from flask_migrate import upgrade  # noqa: E402

from lms.accounts.secrets import hash_password  # noqa: E402
from lms.accounts.services import register_person  # noqa: E402
from lms.app import create_app  # noqa: E402
from lms.attendance.rules import DayStatus  # noqa: E402
from lms.attendance.services import mark_attendance  # noqa: E402
from lms.cohorts import services as cohorts  # noqa: E402
from lms.cohorts.queries import class_days  # noqa: E402
from lms.core.actor import SYSTEM  # noqa: E402
from lms.core.db import db  # noqa: E402
from lms.core.settings import Settings  # noqa: E402
from lms.core.transaction import transaction  # noqa: E402
from tests.world import NOW, PASSWORD, TODAY, World, build_world  # noqa: E402

ROUNDS = 20
logging.getLogger("lms").setLevel(logging.ERROR)


def main() -> None:
    """Fill a class of 100, then measure."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            secret_key="b" * 40, database_url=f"sqlite:///{folder}/bench.sqlite3", instance=Path(folder), base_url=""
        )
        app = create_app(settings)
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            upgrade()
            world = build_world()
            people = fill(world)
        teacher, admin, trainee = (sign_in(app.test_client(), who) for who in ("teacher", "admin", "ada"))
        ids, days = world.ids, [TODAY - timedelta(days=number) for number in range(7)]
        day = next(each for each in days if each.weekday() < 5)
        sheets = ({f"mark-{who}": status for who in people} for _ in range(ROUNDS) for status in ("late", "present"))
        print(f"{'page':34}{'SQL':>5}{'CPU ms':>9}{'KB':>8}{'req/s':>8}")
        with app.app_context():
            engine = db.engine
        stranger = app.test_client()
        for name, request in (
            ("sign-in page", lambda: stranger.get("/accounts/sign-in")),
            ("trainee's start page", lambda: trainee.get("/")),
            ("course page", lambda: trainee.get(f"/courses/{ids['course']}")),
            ("lesson", lambda: trainee.get(f"/courses/lessons/{ids['lesson']}")),
            ("assignments with own grades", lambda: trainee.get("/assignments/")),
            ("attendance form, 100", lambda: teacher.get(f"/attendance/{ids['running']}/{day}")),
            (
                "save attendance, 100",
                lambda: teacher.post(f"/attendance/{ids['running']}/{day}", data={**next(sheets), "reason": "bench"}),
            ),
            ("attendance report, 100", lambda: teacher.get(f"/attendance/{ids['running']}/report")),
            ("overview of work", lambda: teacher.get(f"/assignments/{ids['assignment']}/overview")),
            ("gradebook, 100", lambda: teacher.get(f"/assignments/gradebook/{ids['running']}")),
            ("completion page, 100", lambda: admin.get(f"/completion/{ids['running']}")),
        ):
            measure(name, request, engine)


def sign_in(client: FlaskClient, who: str) -> FlaskClient:
    """A signed-in browser."""
    data = {"email": f"{who}@example.org", "password": PASSWORD, "code": ""}
    if client.post("/accounts/sign-in", data=data).status_code != 302:
        raise SystemExit(f"{who} could not sign in")
    return client


def fill(world: World) -> list[int]:
    """A hundred trainees with all their days marked; their enrolments."""
    secret = hash_password(PASSWORD)
    people = []
    with transaction():
        for number in range(96):
            person = register_person(
                SYSTEM, email=f"p{number}@example.org", name=f"훈련생 {number}", password_hash=secret, now=NOW
            )
            enrolment = cohorts.enrol(
                SYSTEM, cohort_id=world.ids["running"], person_id=person.id, starts_on=TODAY, now=NOW
            )
            people.append(enrolment.id)
        people += [world.enrolments[name] for name in ("ada", "bo", "cy", "dan")]
        for card in class_days(world.ids["running"], until=TODAY):
            statuses = dict.fromkeys(people, DayStatus.PRESENT)
            mark_attendance(SYSTEM, cohort_id=world.ids["running"], day=card.day, statuses=statuses, now=NOW)
    return people


def measure(name: str, request: Callable[[], object], engine: sa.Engine) -> None:
    """One line."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    answer = request()
    sa.event.remove(engine, "before_cursor_execute", note)
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(ROUNDS):
        request()
    cpu = (time.process_time() - cpu) * 1000 / ROUNDS
    rate = ROUNDS / (time.perf_counter() - wall)
    size = len(answer.data) / 1024  # type: ignore[attr-defined]
    status = answer.status_code  # type: ignore[attr-defined]
    print(f"{name:34}{len(statements):5}{cpu:9.1f}{size:8.1f}{rate:8.0f}{'' if status < 400 else f'  {status}!'}")


if __name__ == "__main__":
    main()
