"""Which tables and columns the database has now, with the types that the house gives them."""

from __future__ import annotations

from sqlalchemy import Connection, MetaData, Table, column, inspect, select, table

from lms.core.db import Base


def revision_of(connection: Connection) -> str:
    """The migration at which this database stands; empty for one that was never migrated."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    number = connection.scalar(select(column("version_num")).select_from(table("alembic_version")))
    return str(number or "")


def tables_of(connection: Connection) -> list[Table]:
    """The house's tables that this database has, parents first, each with the columns it has."""
    there = inspect(connection)
    names = set(there.get_table_names())
    found = MetaData()
    ordered = []
    for known in Base.metadata.sorted_tables:
        if known.name not in names:
            continue
        has = {str(described["name"]) for described in there.get_columns(known.name)}
        columns = [each._copy() for each in known.columns if each.name in has]
        ordered.append(Table(known.name, found, *columns))
    return ordered
