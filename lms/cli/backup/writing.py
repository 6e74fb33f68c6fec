"""Writing a backup while the centre works: one snapshot of the database, then the files that its rows name."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Table, select

from lms.cli.backup.archive import FORMAT, MANIFEST, BackupError, Manifest, TablePart
from lms.cli.backup.schema import revision_of, tables_of
from lms.cli.backup.values import line_of
from lms.core.db import db
from lms.core.files import path_of

BATCH = 2_000
DIGEST_COLUMNS = (("stored_file", "digest"), ("course_asset", "digest"))


def write_backup(target: Path, *, now: datetime) -> Manifest:
    """Write everything into ``target``: aside first, then renamed, so that a half-written backup is never found.

    Writers are not held up: SQLite reads its own snapshot, PostgreSQL a repeatable one.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".part")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive, _snapshot() as connection:
            manifest = _fill(archive, connection, now)
            archive.writestr(MANIFEST, manifest.text())
        draft.replace(target)
    except OSError as problem:
        raise BackupError(f"the backup could not be written: {problem}") from problem
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _snapshot() -> Connection:
    options = {"isolation_level": "REPEATABLE READ"} if db.engine.dialect.name == "postgresql" else {}
    return db.engine.connect().execution_options(**options)


def _fill(archive: zipfile.ZipFile, connection: Connection, now: datetime) -> Manifest:
    revision = revision_of(connection)
    if not revision:
        raise BackupError("this database was never set up (flask db upgrade)")
    tables = tables_of(connection)
    parts = {table.name: _write_table(archive, connection, table) for table in tables}
    kept, missing = _write_files(archive, connection, tables)
    return Manifest(FORMAT, now.isoformat(), connection.dialect.name, revision, parts, kept, missing)


def _write_table(archive: zipfile.ZipFile, connection: Connection, table: Table) -> TablePart:
    rows, sum_ = 0, hashlib.sha256()
    statement = select(table).order_by(*table.primary_key.columns)
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as part:
        for row in connection.execution_options(yield_per=BATCH).execute(statement):
            line = line_of(row).encode() + b"\n"
            part.write(line)
            sum_.update(line)
            rows += 1
    return TablePart(tuple(column.name for column in table.columns), rows, sum_.hexdigest())


def _write_files(
    archive: zipfile.ZipFile, connection: Connection, tables: list[Table]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = {table.name: table for table in tables}
    digests: set[str] = set()
    for name, column in DIGEST_COLUMNS:
        if name in known:
            digests.update(connection.scalars(select(known[name].columns[column]).distinct()))
    kept, missing = [], []
    for digest in sorted(digests):
        path = path_of(digest)
        if path.exists():
            archive.write(path, f"files/{digest}", compress_type=zipfile.ZIP_STORED)
            kept.append(digest)
        else:
            missing.append(digest)
    return tuple(kept), tuple(missing)
