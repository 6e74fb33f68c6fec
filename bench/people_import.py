"""How long an import of people takes, from bytes to enrolled and invited: ``python bench/people_import.py``."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask_migrate import upgrade

from lms.accounts.services import grant_role, register_person
from lms.accounts.types import Role, Scope
from lms.admin.services import carry_out, look_over, undo_import
from lms.admin.types import ImportOptions
from lms.app import create_app
from lms.cohorts import services as cohorts
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.db import db
from lms.core.settings import Settings

SIZES = (100, 1_000, 10_000)


def main() -> None:
    """Print a line a size, each on a fresh database: looking over, carrying out, repeating, undoing."""
    print(f"{'people':>7} {'look over':>10} {'carry out':>10} {'the same again':>15} {'undo':>8}   (seconds)")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder))


def measure(size: int, folder: Path) -> None:
    """One size."""
    settings = Settings("bench-secret-bench-secret-bench-secret", f"sqlite:///{folder / 'bench.sqlite3'}", folder)
    with create_app(settings).app_context():
        upgrade()
        now = datetime.now(UTC)
        actor, cohort_id = centre(now)
        data = roster(size)
        seconds: list[float] = []
        first = timed(seconds, lambda: look(actor, cohort_id, data, now))
        timed(seconds, lambda: carry_out(actor, import_id=first.id, now=now))
        again = look(actor, cohort_id, data, now)
        timed(seconds, lambda: carry_out(actor, import_id=again.id, now=now))
        timed(seconds, lambda: undo_import(actor, import_id=first.id, reason="bench", now=now))
        db.engine.dispose()
    print(f"{size:>7,} {seconds[0]:>10.2f} {seconds[1]:>10.2f} {seconds[2]:>15.2f} {seconds[3]:>8.2f}")


def centre(now: datetime) -> tuple[Actor, int]:
    """An administrator and a cohort."""
    place = cohorts.found_centre(SYSTEM, code="bench", name={"ko": "센터"}).id
    programme = cohorts.found_programme(SYSTEM, centre_id=place, code="web", name={"ko": "웹"}, field="web")
    today = now.date()
    cohort = cohorts.start_cohort(
        SYSTEM,
        programme_id=programme.id,
        number=1,
        name="웹 1기",
        starts_on=today - timedelta(days=3),
        ends_on=today + timedelta(days=170),
        closed={},
    )
    cohorts.open_section(SYSTEM, cohort_id=cohort.id, name="A반")
    person = register_person(SYSTEM, email="admin@example.org", name="Admin", now=now)
    grant_role(SYSTEM, person_id=person.id, role=Role.ADMINISTRATOR, scope=Scope.CENTRE, scope_id=place, now=now)
    grants = frozenset({Grant(Role.ADMINISTRATOR, Scope.CENTRE, place)})
    return Actor(person.id, person.name, grants), cohort.id


def roster(size: int) -> bytes:
    """A file as Korean Excel saves it."""
    lines = ["성명,이메일,연락처,생년월일,반,비고"]
    lines += [f"훈련생{n},trainee{n}@example.org,010-{n // 10000:04}-{n % 10000:04},2000-01-02,A," for n in range(size)]
    return "\r\n".join(lines).encode("cp949")


def look(actor: Actor, cohort_id: int, data: bytes, now: datetime):
    """Look the file over."""
    options = ImportOptions(invites=True)
    return look_over(actor, data=data, file_name="b.csv", cohort_id=cohort_id, options=options, now=now)


def timed(seconds: list[float], step):
    """What a step gives; its time is noted."""
    started = time.perf_counter()
    found = step()
    seconds.append(time.perf_counter() - started)
    return found


if __name__ == "__main__":
    main()
