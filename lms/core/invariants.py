"""What must always hold: read-only checks, listed by each package in ``invariants.py``; ``flask doctor`` runs them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, inspect, select, text

from lms.core import audit
from lms.core.db import Base, db
from lms.core.files import StoredFile, path_of
from lms.core.ledger import ledgers


@dataclass(frozen=True, slots=True)
class Invariant:
    """A check: what it is called, what is lost when it breaks, what to do then, and how many rows break it."""

    name: str
    meaning: str
    remedy: str
    count: Callable[[], int]


def rows_of(statement: Callable[[], Select[Any]]) -> Callable[[], int]:
    """A check that is one statement which counts what breaks it."""
    return lambda: int(db.session.scalar(statement()) or 0)


def _broken_seals() -> int:
    return int(audit.first_broken_seal() is not None)


def _files_without_bytes() -> int:
    """Files that were not purged and whose bytes are gone or of another length."""
    rows = db.session.execute(select(StoredFile.digest, StoredFile.size).where(StoredFile.purged_at.is_(None)))
    wrong = 0
    for digest, size in rows:
        path = path_of(digest)
        wrong += not path.is_file() or path.stat().st_size != size
    return wrong


def _unprotected_ledgers() -> int:
    """Ledger tables that the database would let somebody change."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    triggers = [row[0] for row in db.session.execute(text(_TRIGGERS["sqlite" if is_sqlite else "postgresql"]))]
    there = set(inspect(db.engine).get_table_names())
    return sum(
        triggers.count(table.name) < (2 if is_sqlite and not table.info.get("erasable") else 1)
        for table in ledgers(Base.metadata)
        if table.name in there
    )


_TRIGGERS = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE t.tgenabled <> 'D' AND NOT t.tgisinternal",
}
"""Tables by trigger: one for UPDATE and one for DELETE on SQLite, one for both on PostgreSQL."""
INVARIANTS = (
    Invariant(
        "the audit chain holds",
        "nobody changed the audit trail behind the program's back",
        "Compare the audit trail with a backup, from the first entry that differs.",
        _broken_seals,
    ),
    Invariant(
        "ledgers refuse changes",
        "what decides about people can only be appended to",
        "Restore the latest backup into an empty database: that makes the triggers anew.",
        _unprotected_ledgers,
    ),
    Invariant(
        "files have their bytes",
        "what was uploaded can be opened",
        "Copy the missing files from the folder `files` of a backup into the instance folder.",
        _files_without_bytes,
    ),
)
