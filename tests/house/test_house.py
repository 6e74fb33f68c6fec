"""The house rules that a tool can check."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy.exc import DBAPIError

from lms.accounts.models import Person
from lms.accounts.services import register_person
from lms.cohorts import services as cohorts
from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.db import Base, db
from lms.core.ledger import ledgers
from lms.core.scheduler import registered
from lms.core.transaction import SilentChange, transaction
from tests.world import NOW, TODAY, World

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for path in (ROOT / "lms").rglob("*.py") if "content" not in path.parts]
CLOCK_READERS = re.compile(r"clock\.now\(\)|datetime\.now\(|time\.time\(")
FACES = {"views", "api"}
MAY_READ_THE_CLOCK = {"views.py", "cli.py", "api.py", "commands.py", "clock.py", "record.py", "once.py", "identity.py"}


def test_packages_call_down_and_never_sideways() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_only_faces_read_the_clock() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if CLOCK_READERS.search(path.read_text(encoding="utf-8"))
        and path.name not in MAY_READ_THE_CLOCK
        and not FACES & set(path.relative_to(ROOT).parts[:-1])
    }
    assert readers == set()


def test_a_locked_row_is_read_anew() -> None:
    """A row that was read before in the same transaction keeps its old values unless it is told to read them again."""
    locking = [
        (path.name, call)
        for path in SOURCES
        for call in re.findall(r"\.get(?:_one)?\(([^()]*with_for_update=True[^()]*)", path.read_text(encoding="utf-8"))
    ]
    assert len(locking) > 30
    assert [where for where in locking if "populate_existing=True" not in where[1]] == []


def test_every_audit_action_has_a_sentence(app: Flask) -> None:
    names = {
        name
        for path in SOURCES
        for name in re.findall(r'audit\.record\(\s*[\w.()]+,\s*"([\w.]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(names) > 30
    for name in names:
        assert audit.sentence(name)


def test_a_silent_change_is_refused(app: Flask, world: World) -> None:
    with pytest.raises(SilentChange, match="person"), transaction():
        db.session.get_one(Person, world.people["ada"]).name = "Someone else"
    assert db.session.get_one(Person, world.people["ada"]).name == "Person ada"


def test_a_change_outside_a_service_is_refused(app: Flask, world: World) -> None:
    db.session.get_one(Person, world.people["ada"]).name = "Someone else"
    with pytest.raises(SilentChange):
        db.session.flush()
    db.session.rollback()


def test_migrations_equal_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("verb", ["UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry"])
def test_ledgers_refuse_change(app: Flask, verb: str) -> None:
    with pytest.raises(DBAPIError, match="append"), db.engine.begin() as connection:
        connection.execution_options(lms_unwatched=True).execute(sa.text(verb))


def test_every_ledger_has_its_triggers(app: Flask) -> None:
    names = {table.name for table in ledgers(Base.metadata)}
    query = "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'"
    if db.engine.dialect.name == "postgresql":
        query = "SELECT DISTINCT event_object_table FROM information_schema.triggers"
    with db.engine.connect() as connection:
        assert set(connection.scalars(sa.text(query))) == names
    assert len(names) > 12


def test_every_job_can_run_twice(app: Flask, world: World) -> None:
    jobs = registered()
    assert len(jobs) >= 5
    for job in jobs:
        job.work(NOW)
        job.work(NOW)
    assert audit.first_broken_seal() is None


PAGES = (
    ("teacher", "/attendance/{running}/{today}"),
    ("teacher", "/attendance/{running}/report"),
    ("teacher", "/assignments/{assignment}/overview"),
    ("teacher", "/assignments/{assignment}/grading"),
    ("teacher", "/assignments/reviewers/{running}"),
    ("teacher", "/assignments/gradebook/{running}"),
    ("admin", "/completion/{running}"),
    ("mentor", "/portfolio/queue"),
)


@pytest.mark.parametrize(("who", "address"), PAGES)
def test_statements_do_not_grow_with_the_rows(app: Flask, world: World, sign_in, who: str, address: str) -> None:
    browser = sign_in(who)
    page = address.format(**world.ids, today=TODAY.isoformat())
    few = count_statements(lambda: browser.get(page))
    for number in range(30):
        person = register_person(SYSTEM, email=f"more{number}@example.org", name=f"More {number}", now=NOW)
        cohorts.enrol(
            SYSTEM,
            cohort_id=world.ids["running"],
            person_id=person.id,
            starts_on=TODAY - timedelta(days=9),
            now=NOW,
        )
    assert count_statements(lambda: browser.get(page)) == few
    assert few <= 15


def count_statements(request) -> int:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    db.session.remove()
    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert request().status_code == 200
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)
