"""Ledger: rows that are appended and never changed; today's value is a fold over them.

A table joins by ``LedgerRow`` and ``__table_args__ = (..., {"info": {"ledger": True}})``. The database itself refuses
UPDATE and DELETE, on both databases, by triggers that migrations create with ``protection``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from sqlalchemy import DDL, ForeignKey, MetaData, String, Table, event
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from lms.core.audit.models import BigId


class LedgerRow:
    """Columns every ledger has: who, when, why, and the row that this one replaces."""

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime] = mapped_column()
    actor_id: Mapped[int | None] = mapped_column()
    reason: Mapped[str] = mapped_column(String(1000), default="")

    @declared_attr
    @classmethod
    def supersedes_id(cls) -> Mapped[int | None]:
        """The row that no longer counts; a row is replaced once at most."""
        table = cls.__tablename__  # type: ignore[attr-defined]
        return mapped_column(BigId, ForeignKey(f"{table}.id", ondelete="RESTRICT"), unique=True)


RowT = TypeVar("RowT", bound=LedgerRow)


def standing(rows: Iterable[RowT]) -> list[RowT]:
    """The rows that count today: those which no later row replaces, in their order."""
    kept = list(rows)
    replaced = {row.supersedes_id for row in kept}
    return [row for row in kept if row.id not in replaced]


def protection(table: str, dialect: str, *, erasable: bool = False) -> Iterator[str]:
    """Statements that make the database refuse UPDATE and DELETE on ``table``. Rows of an ``erasable`` ledger decide
    about nobody: they are never changed, but they go when their person asks for erasure."""
    verbs = ("UPDATE",) if erasable else ("UPDATE", "DELETE")
    if dialect == "sqlite":
        for verb in verbs:
            yield (
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is a ledger: append, never change'); END"
            )
        return
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger AS $$ BEGIN "
        f"RAISE EXCEPTION '{table} is a ledger: append, never change'; END $$ LANGUAGE plpgsql"
    )
    yield (
        f"CREATE TRIGGER {table}_append_only BEFORE {' OR '.join(verbs)} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )


def ledgers(metadata: MetaData) -> list[Table]:
    """Every table that is a ledger."""
    return [table for table in metadata.sorted_tables if table.info.get("ledger")]


def protect_on_create(metadata: MetaData) -> None:
    """Create the triggers along with the tables, where tables are made without migrations."""
    for table in ledgers(metadata):
        for dialect in ("sqlite", "postgresql"):
            for statement in protection(table.name, dialect, erasable=table.info.get("erasable", False)):
                ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
                event.listen(table, "after_create", ddl)
