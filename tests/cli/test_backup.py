"""A backup is whole, proves itself, and goes into either database."""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.app import create_app
from lms.attendance.models import DayMark
from lms.cli.backup import BackupError, read_manifest, restore, write_backup
from lms.core import files
from lms.core.actor import SYSTEM
from lms.core.db import Base, db
from lms.core.files import FileKind, keep_upload, path_of
from lms.core.transaction import transaction
from tests.conftest import ON_POSTGRES, admin, in_database, settings
from tests.world import NOW, World


@pytest.fixture
def backup(app: Flask, world: World, tmp_path: Path) -> Path:
    with transaction() as unit:
        unit.audited = True
        keep_upload(SYSTEM, data="한글".encode(), name="a.txt", purpose="test", allowed={FileKind.TEXT}, now=NOW)
    target = tmp_path / "backups" / "baeum-1.zip"
    write_backup(target, now=NOW)
    db.session.remove()
    return target


def counts() -> dict[str, int]:
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
    }


@pytest.fixture
def other_url(tmp_path: Path) -> str:
    """An empty SQLite file, whatever the backup was made from."""
    return f"sqlite:///{tmp_path / 'other.sqlite3'}"


def test_every_row_and_file_comes_back(app: Flask, backup: Path, other_url: str, tmp_path: Path) -> None:
    before = counts()
    digest = db.session.scalar(select(files.StoredFile.digest).order_by(files.StoredFile.id.desc()))
    other = create_app(settings(other_url, tmp_path / "other"))
    with other.app_context():
        manifest = restore(backup)
        assert counts() == before
        assert manifest.tables["person"].rows == before["person"] > 0
        assert path_of(digest).read_bytes() == "한글".encode()
        assert db.session.scalar(select(Person.name).where(Person.email == "ada@example.org")) == "Person ada"
        with pytest.raises(sa.exc.DatabaseError, match="append, never change"), transaction():
            db.session.execute(sa.text("UPDATE enrolment_entry SET state = 'x'"))
        with pytest.raises(BackupError, match="not empty"):
            restore(backup)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def same_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of the same kind."""
    if not ON_POSTGRES:
        yield f"sqlite:///{tmp_path / 'same.sqlite3'}"
        return
    server = request.getfixturevalue("server_url")
    name = f"r_{uuid.uuid4().hex[:12]}"
    admin(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    yield in_database(server, name)
    admin(server, f"DROP DATABASE {name} WITH (FORCE)")


def test_new_rows_follow_restored_ones(app: Flask, backup: Path, same_url: str, tmp_path: Path) -> None:
    other = create_app(settings(same_url, tmp_path / "other"))
    with other.app_context():
        restore(backup)
        last = db.session.scalar(select(func.max(Person.id)))
        with transaction() as unit:
            unit.audited = True
            person = Person(email="new@example.org", name="New", created_at=NOW)
            db.session.add(person)
            db.session.flush()
            assert person.id == last + 1
        db.session.remove()
        db.engine.dispose()


def test_a_damaged_backup_restores_nothing(app: Flask, backup: Path, other_url: str, tmp_path: Path) -> None:
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"Person ada", b"Person eve") if name == "tables/person.jsonl" else data)
    other = create_app(settings(other_url, tmp_path / "other"))
    with other.app_context():
        with pytest.raises(BackupError, match="damaged: table person"):
            restore(changed)
        assert not sa.inspect(db.engine).has_table("person")
        db.engine.dispose()


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK nothing")
    with pytest.raises(BackupError, match="is not a backup"):
        read_manifest(tmp_path / "x.zip")


def test_the_command_keeps_the_newest(app: Flask, backup: Path) -> None:
    for day in ("20250101", "20250102"):
        (backup.parent / f"baeum-{day}-000000.zip").write_bytes(b"old")
    backup.unlink()
    answer = app.test_cli_runner().invoke(args=["backup", str(backup.parent), "--keep", "2"])
    assert answer.exit_code == 0, answer.output
    left = sorted(path.name for path in backup.parent.iterdir())
    assert len(left) == 2
    assert left[0] == "baeum-20250102-000000.zip"
    assert read_manifest(backup.parent / left[1]).tables["day_mark"].rows == db.session.scalar(
        select(func.count()).select_from(DayMark)
    )
