"""What pages cost with a class of 100, next to their budgets: SQL statements, CPU, bytes; and under load.

    python bench/pages.py [--quick]

First in process over a throw-away SQLite database, a line a page. Then (not with --quick) served by gunicorn as
``make run`` serves, at 1 and at 8 clients on 127.0.0.1: requests a second, median and 95th percentile of the time to
answer, and CPU of the workers for each request. Last the completion list of 10,000.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import sqlalchemy as sa  # noqa: E402
from flask import Flask  # noqa: E402
from flask.testing import FlaskClient  # noqa: E402
from flask_migrate import upgrade  # noqa: E402

from bench.classroom import PASSWORD, Classroom, build  # noqa: E402
from bench.serving import Load, served  # noqa: E402
from lms.app import create_app  # noqa: E402
from lms.core.db import db  # noqa: E402
from lms.core.settings import Settings  # noqa: E402

ROUNDS = 20
SECRET = "b" * 40
logging.getLogger("lms").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Page:
    """A page, who opens it, and its budget: statements, CPU milliseconds, kilobytes (0: none)."""

    name: str
    who: str
    path: str
    budget: tuple[int, int, int]
    data: Callable[[], dict[str, str]] | None = None


def pages(room: Classroom) -> Iterator[Page]:
    """The pages of the budgets."""
    yield Page("sign-in page", "", "/accounts/sign-in", (2, 2, 20))
    yield Page("trainee's start page", "trainee", "/", (15, 13, 60))
    yield Page("course page, 40 modules", "trainee", f"/courses/{room.course}", (12, 13, 80))
    yield Page("lesson", "trainee", f"/courses/lessons/{room.lesson}", (10, 6, 40))
    yield Page("own work and grades", "trainee", "/assignments/", (10, 12, 40))
    yield Page("overview, 100 x 500 reviews", "teacher", f"/assignments/{room.assignment}/overview", (15, 22, 150))
    yield Page("reviews and grades, 100 x 500", "teacher", f"/assignments/{room.assignment}/grading", (15, 22, 150))
    yield Page("gradebook, 100 x 20", "teacher", f"/assignments/gradebook/{room.cohort}", (15, 35, 150))
    yield Page("attendance report, 100", "teacher", f"/attendance/{room.cohort}/report", (15, 33, 150))
    yield Page("attendance form, 100", "teacher", f"/attendance/{room.cohort}/{room.day}", (12, 10, 100))
    yield Page("save attendance, 100", "teacher", f"/attendance/{room.cohort}/{room.day}", (12, 15, 2), marks(room))
    yield Page("completion list, 100, CSV", "admin", f"/completion/{room.ended}/export", (8, 8, 0), export)


def marks(room: Classroom) -> Callable[[], dict[str, str]]:
    """Every second time everybody is late, so that each saving changes a hundred marks."""
    turn = [0]

    def sheet() -> dict[str, str]:
        turn[0] += 1
        word = ("late", "present")[turn[0] % 2]
        return {f"mark-{enrolment}": word for enrolment in room.enrolments} | {"reason": "bench"}

    return sheet


def export() -> dict[str, str]:
    """The form of an export."""
    return {"kind": "csv", "reason": "bench"}


def application(folder: Path) -> Flask:
    """Over a file of its own."""
    url = f"sqlite:///{folder / 'bench.sqlite3'}"
    app = create_app(Settings(secret_key=SECRET, database_url=url, instance=folder, base_url=""))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def sign_in(app: Flask, who: str) -> FlaskClient:
    """A browser, signed in unless it is a stranger's."""
    client = app.test_client()
    data = {"email": f"{who}@example.org", "password": PASSWORD, "code": ""}
    if who and client.post("/accounts/sign-in", data=data).status_code != 302:
        raise SystemExit(f"{who} could not sign in")
    return client


def measure(app: Flask, client: FlaskClient, page: Page) -> None:
    """One line: figure and budget of each."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    def ask() -> tuple[int, int]:
        answer = client.post(page.path, data=page.data()) if page.data else client.get(page.path)
        return answer.status_code, len(answer.data)

    ask()
    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    status, size = ask()
    sa.event.remove(engine, "before_cursor_execute", note)
    began = time.process_time()
    for _ in range(ROUNDS):
        ask()
    cpu = (time.process_time() - began) * 1000 / ROUNDS
    sql, most_cpu, most_kb = page.budget
    over = len(statements) > sql or cpu > most_cpu or (most_kb and size / 1024 > most_kb)
    bad = f"  answered {status}" if status >= 400 else "  over budget" if over else ""
    kb = f"{size / 1024:7.1f} /{most_kb:4}" if most_kb else f"{size / 1024:7.1f}      "
    print(f"{page.name:30}{len(statements):5} /{sql:3}{cpu:9.1f} /{most_cpu:3}  {kb}{bad}", flush=True)


def under_load(folder: Path, room: Classroom) -> None:
    """Requests a second of the pages that are read."""
    print(f"\n{'served by gunicorn, 2 x 4':30}{'clients':>8}{'req/s':>8}{'p50 ms':>8}{'p95 ms':>8}{'CPU ms':>8}")
    with served(folder, SECRET) as server:
        for page in pages(room):
            if page.data is not None:
                continue
            cookie = server.sign_in(page.who, PASSWORD) if page.who else ""
            for clients in (1, 8):
                found: Load = server.load(page.path, cookie, clients=clients, seconds=2.0)
                print(
                    f"{page.name:30}{clients:8}{found.rate:8.0f}{found.median:8.1f}{found.late:8.1f}{found.cpu:8.1f}",
                    flush=True,
                )


def long_list(count: int) -> None:
    """The completion list of many, as CSV and as XLSX."""
    with tempfile.TemporaryDirectory() as name:
        app = application(Path(name))
        with app.app_context():
            upgrade()
            room = build(trainees=2, graduates=count)
        client = sign_in(app, "admin")
        for kind in ("csv", "xlsx"):
            began = time.process_time()
            answer = client.post(f"/completion/{room.ended}/export", data={"kind": kind, "reason": "bench"})
            took = time.process_time() - began
            print(f"completion list, {count:,}, {kind}: {took:.2f} s CPU, {len(answer.data) / 1024:.0f} KB")


def main(*, quick: bool) -> None:
    """Fill a class, measure, serve, measure again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = application(folder)
        with app.app_context():
            upgrade()
            room = build()
            db.session.remove()
        print(f"{'in process':30}{'SQL':>5} /max{'CPU ms':>8} /max{'KB':>9} /max")
        browsers = {who: sign_in(app, who) for who in ("", "trainee", "teacher", "admin")}
        for page in pages(room):
            measure(app, browsers[page.who], page)
        if quick:
            return
        under_load(folder, room)
    print()
    long_list(10_000)


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
