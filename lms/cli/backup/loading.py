"""Restoring a backup into an empty database of either kind, and proving that every row arrived."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import Connection, Table, func, insert, select, text

from lms.cli.backup.archive import BackupError, Manifest, TablePart, read_manifest
from lms.cli.backup.schema import revision_of, tables_of
from lms.cli.backup.values import line_of, readers
from lms.core import files
from lms.core.db import WRITES, db

BATCH = 1_000


def restore(source: Path) -> Manifest:
    """Fill an empty database from a backup, whole or not at all, then bring it to this version's schema.

    Raises BackupError when the file is damaged, the database is not empty, or a row did not arrive as it was.
    """
    manifest = read_manifest(source)
    with zipfile.ZipFile(source) as archive:
        _check_archive(archive, manifest)
        _check_empty()
        upgrade(revision=manifest.revision)
        db.session.remove()
        _restore_files(archive, manifest)
        options = {WRITES: True, "lms_unwatched": True}
        with db.engine.connect().execution_options(**options) as connection, connection.begin():
            _empty_machinery(connection)
            for table in tables_of(connection):
                if table.name in manifest.tables:
                    _load(archive, connection, table, manifest.tables[table.name])
            _set_sequences(connection)
            _prove(connection, manifest)
    upgrade()
    return manifest


def _check_archive(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    try:
        broken = archive.testzip()
        if broken is not None:
            raise BackupError(f"the backup is damaged: {broken}")
        for name, part in manifest.tables.items():
            with archive.open(f"tables/{name}.jsonl") as lines:
                if hashlib.file_digest(lines, "sha256").hexdigest() != part.digest:  # type: ignore[arg-type]
                    raise BackupError(f"the backup is damaged: table {name}")
    except (zipfile.BadZipFile, KeyError, OSError, EOFError) as problem:
        raise BackupError(f"the backup is damaged: {problem}") from problem


def _check_empty() -> None:
    with db.engine.connect() as connection:
        if not revision_of(connection):
            return
        for table in tables_of(connection):
            if table.name in {"person", "centre"} and connection.scalar(select(func.count()).select_from(table)):
                raise BackupError("the database is not empty; restore into an empty one")


def _restore_files(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    for digest in manifest.files:
        if files.store(archive.read(f"files/{digest}")) != digest:
            raise BackupError(f"the backup is damaged: file {digest}")


def _empty_machinery(connection: Connection) -> None:
    """Leases and job runs of a scheduler that looked at the empty database would stand in the way."""
    for name in ("lease", "scheduler_leader", "job_run", "rate_limit", "idempotency_key"):
        connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - names of our own


def _load(archive: zipfile.ZipFile, connection: Connection, table: Table, part: TablePart) -> None:
    unknown = [name for name in part.columns if name not in table.columns]
    if unknown:
        raise BackupError(f"table {table.name} has no columns {', '.join(unknown)}")
    parse = readers(table, part.columns)
    for batch in _batches(archive, table.name, part.columns, parse):
        connection.execute(insert(table), batch)


def _batches(
    archive: zipfile.ZipFile, name: str, columns: tuple[str, ...], parse: list[Callable[[Any], Any]]
) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    with archive.open(f"tables/{name}.jsonl") as lines:
        for line in lines:
            values = json.loads(line)
            batch.append({column: read(value) for column, read, value in zip(columns, parse, values, strict=True)})
            if len(batch) >= BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


def _set_sequences(connection: Connection) -> None:
    if connection.dialect.name != "postgresql":
        return
    for table in tables_of(connection):
        key = [column for column in table.primary_key.columns if column.name == "id"]
        if key and connection.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": table.name}):
            last = connection.scalar(select(func.max(key[0])))
            if last:
                statement = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")
                connection.execute(statement, {"name": table.name, "last": last})


def _prove(connection: Connection, manifest: Manifest) -> None:
    """Read every row back and compare it with what the backup holds."""
    for table in tables_of(connection):
        part = manifest.tables.get(table.name)
        if part is None:
            continue
        sum_ = hashlib.sha256()
        statement = select(*(table.columns[name] for name in part.columns)).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=BATCH).execute(statement):
            sum_.update(line_of(row).encode() + b"\n")
        if sum_.hexdigest() != part.digest:
            raise BackupError(f"table {table.name} did not arrive as it was; nothing was restored")
