"""What the pages of presence cost for a class of 100, and whether other classes in the database make them dearer.

    python bench/attendance.py [cohorts ...]

A class of 100 with 81 marked days beside 0, 9 and 99 others like it (810,000 marks), over a throw-away SQLite database.
Prints SQL statements, CPU milliseconds and kilobytes a page at each size, and the growth from the first to the last.
"""

from __future__ import annotations

import json
import logging
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import sqlalchemy as sa  # noqa: E402
from flask import Flask  # noqa: E402
from flask.testing import FlaskClient  # noqa: E402
from flask_migrate import upgrade  # noqa: E402

from lms.accounts.models import Person  # noqa: E402
from lms.app import create_app  # noqa: E402
from lms.attendance.models import DayMark  # noqa: E402
from lms.attendance.rules import DayStatus  # noqa: E402
from lms.cohorts.models import CalendarDay, Cohort, Enrolment  # noqa: E402
from lms.core.db import db  # noqa: E402
from lms.core.settings import Settings  # noqa: E402
from lms.core.transaction import transaction  # noqa: E402
from tests.world import NOW, PASSWORD, TODAY, World, build_world  # noqa: E402

ROUNDS, TURNS = 15, 3
TRAINEES, DAYS = 100, 81
BUDGET = {"form": (12, 10, 100), "save": (12, 15, 2), "report": (15, 33, 150)}
Figures = tuple[int, float, float]
logging.getLogger("lms").setLevel(logging.ERROR)


def main(sizes: list[int]) -> None:
    """Lay out a database for each size, then measure them in turn, each in a process that has done nothing else."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, sizes)
        found: dict[int, dict[str, Figures]] = {}
        for _ in range(TURNS):
            for size in sizes:
                found[size] = least(found.get(size, {}), in_own_process(folder / f"{size}.sqlite3"))
    print(f"{'page':16}{'classes':>9}{'SQL':>6}{'CPU ms':>9}{'KB':>8}")
    for size in sizes:
        for page, (statements, cpu, kb) in found[size].items():
            print(f"{page:16}{size:9}{statements:6}{cpu:9.1f}{kb:8.1f}{over(page, (statements, cpu, kb))}")
    for page, (_statements, cpu, _kb) in found[sizes[0]].items():
        print(f"{page:16}growth of CPU from {sizes[0]} to {sizes[-1]}: {found[sizes[-1]][page][1] / cpu - 1:+.0%}")


def application(path: Path) -> Flask:
    """The application over a database file."""
    url = f"sqlite:///{path}"
    app = create_app(Settings(secret_key="b" * 40, database_url=url, instance=path.parent, base_url=""))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def lay_out(folder: Path, sizes: list[int]) -> None:
    """One database that grows, copied at each size."""
    path = folder / "growing.sqlite3"
    with application(path).app_context():
        upgrade()
        world = build_world()
        with transaction():
            days = lay_days(world.ids["running"])
            people = fill(world.ids["running"], days)
        numbers, there = count(100), 1
        for size in sizes:
            for _ in range(size - there):
                with transaction():
                    add_class(world, next(numbers), days)
            there = size
            db.session.remove()
            db.session.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
            db.session.remove()
            shutil.copy(path, folder / f"{size}.sqlite3")
    known = {"cohort": world.ids["running"], "people": people, "day": days[-1].isoformat()}
    (folder / "known.json").write_text(json.dumps(known))


def in_own_process(path: Path) -> dict[str, Figures]:
    """The figures of each page over a database file."""
    command = [sys.executable, __file__, "--measure", str(path)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {page: tuple(figures) for page, figures in json.loads(printed).items()}


def least(before: dict[str, Figures], now: dict[str, Figures]) -> dict[str, Figures]:
    """Of two runs the one that was disturbed less, page by page."""
    return {page: min(before.get(page, figures), figures, key=lambda each: each[1]) for page, figures in now.items()}


def over(name: str, figures: Figures) -> str:
    """A mark where a budget is exceeded."""
    limits = BUDGET.get(name)
    return "  over budget" if limits and any(a > b for a, b in zip(figures, limits, strict=True)) else ""


def lay_days(cohort_id: int) -> list[date]:
    """The last 81 working days as class days of the cohort, and its dates around them."""
    days: list[date] = []
    day = TODAY
    while len(days) < DAYS:
        day -= timedelta(days=1)
        if day.weekday() < 5:
            days.insert(0, day)
    db.session.execute(sa.delete(CalendarDay).where(CalendarDay.cohort_id == cohort_id))
    db.session.execute(
        sa.update(Cohort).where(Cohort.id == cohort_id).values(starts_on=days[0], ends_on=TODAY + timedelta(days=50))
    )
    db.session.execute(
        sa.insert(CalendarDay), [{"cohort_id": cohort_id, "day": day, "kind": "class", "breaks": []} for day in days]
    )
    return days


def fill(cohort_id: int, days: list[date]) -> list[int]:
    """A hundred trainees with a mark on each day."""
    chance = random.Random(cohort_id)
    known = list(db.session.scalars(sa.select(Enrolment.id).where(Enrolment.cohort_id == cohort_id)))
    for number in range(TRAINEES - len(known)):
        person = {"email": f"b{cohort_id}-{number}@example.org", "name": f"훈련생 {number:03d}", "created_at": NOW}
        columns = {column.name for column in Person.__table__.columns}
        made = db.session.execute(
            sa.insert(Person).values({key: value for key, value in person.items() if key in columns})
        )
        row = db.session.execute(
            sa.insert(Enrolment).values(
                cohort_id=cohort_id, person_id=made.inserted_primary_key[0], state="on_course", starts_on=days[0]
            )
        )
        known.append(row.inserted_primary_key[0])
    kinds = [*[DayStatus.PRESENT] * 12, DayStatus.LATE, DayStatus.OUTING, DayStatus.ABSENT, DayStatus.EXCUSED]
    rows = [
        {
            "at": NOW, "actor_id": None, "reason": "", "cohort_id": cohort_id, "enrolment_id": who, "day": day,
            "status": status, "events": len(status.incidents), "source": "staff",
        }
        for day in days
        for who in known
        for status in [chance.choice(kinds)]
    ]  # fmt: skip
    db.session.execute(sa.insert(DayMark), rows)
    return known


def add_class(world: World, number: int, days: list[date]) -> None:
    """Another class of a hundred."""
    first = db.session.get_one(Cohort, world.ids["running"])
    row = db.session.execute(
        sa.insert(Cohort).values(
            centre_id=first.centre_id,
            programme_id=first.programme_id,
            number=number,
            name=f"bench {number}",
            starts_on=first.starts_on,
            ends_on=first.ends_on,
        )
    )
    cohort_id = row.inserted_primary_key[0]
    db.session.execute(
        sa.insert(CalendarDay), [{"cohort_id": cohort_id, "day": day, "kind": "class", "breaks": []} for day in days]
    )
    fill(cohort_id, days)


def pages(path: Path) -> dict[str, Figures]:
    """Each page's figures."""
    app = application(path)
    known = json.loads((path.parent / "known.json").read_text())
    people, day = known["people"], known["day"]
    teacher = app.test_client()
    data = {"email": "teacher@example.org", "password": PASSWORD, "code": ""}
    if teacher.post("/accounts/sign-in", data=data).status_code != 302:
        raise SystemExit("the teacher could not sign in")
    base = f"/attendance/{known['cohort']}"
    sheets = ({f"mark-{who}": each for who in people} for each in _alternating())
    with app.app_context():
        engine = db.engine
    return {
        "form": measure(teacher, engine, lambda: teacher.get(f"{base}/{day}")),
        "save": measure(
            teacher, engine, lambda: teacher.post(f"{base}/{day}", data={**next(sheets), "reason": "bench"})
        ),
        "report": measure(teacher, engine, lambda: teacher.get(f"{base}/report")),
        "month": measure(teacher, engine, lambda: teacher.get(f"{base}/month/{day}")),
        "unit sheet": measure(teacher, engine, lambda: teacher.get(f"{base}/units/2")),
        "risk list": measure(teacher, engine, lambda: teacher.get(f"{base}/risk")),
    }


def _alternating() -> object:
    while True:
        yield from ("late", "present")


def measure(_client: FlaskClient, engine: sa.Engine, request: Callable[[], object]) -> Figures:
    """Statements, CPU milliseconds and kilobytes of a request; the CPU is the least of three runs' means."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    answer = request()
    sa.event.remove(engine, "before_cursor_execute", note)
    if answer.status_code >= 400:  # type: ignore[attr-defined]
        raise SystemExit(f"{answer.status_code}")  # type: ignore[attr-defined]
    runs = []
    for _ in range(3):
        begun = time.process_time()
        for _ in range(ROUNDS):
            request()
        runs.append((time.process_time() - begun) * 1000 / ROUNDS)
    return len(statements), min(runs), len(answer.data) / 1024  # type: ignore[attr-defined]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(pages(Path(sys.argv[2]))))
    else:
        main([int(each) for each in sys.argv[1:]] or [1, 10, 100])
