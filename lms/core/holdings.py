"""What packages hold about people: one register, from which both a person's copy of their data and an erasure are made.

A package lists its tables in ``holdings.py``: as ``Holding`` what is about a person, under ``passed_over`` what is not
given out, each with its reason. ``tests/house`` fails for a table that leads to a person and is in neither.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from flask_babel import LazyString
from sqlalchemy import Column, ColumnElement, Table, delete, inspect, select

from lms.core.db import Model, db

Row = dict[str, Any]
Whose = Callable[[int], ColumnElement[bool]]
PERSON = "person.id"
DOERS = frozenset(
    {"actor_id", "author_id", "founder_id", "granted_by", "holder_id", "opened_by", "owner_id", "written_by"}
)
"""Columns that hold a person's number without a foreign key."""
NEVER = frozenset(
    {"alias", "digest", "html", "password_hash", "reviewer_alias", "seed", "totp_last_step", "totp_secret"}
)
"""Secrets, names under which somebody is blind, and what is made again from another column: in no copy."""
MYSELF, SOMEBODY = "me", "somebody else"


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows about a person: ``read`` gives them as plain values without naming anybody else. ``erase`` takes them away
    when the person asks for erasure; without it they are kept as long as records of the training are."""

    name: str
    tables: frozenset[str]
    read: Callable[[int], list[Row]]
    erase: Callable[[int], None] | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be kept of a person for some years whatever they ask. ``kind`` names the number of years in the terms
    of retention; ``since`` gives the last day of what it is about, or None where there is nothing of it."""

    kind: str
    title: LazyString
    law: LazyString
    since: Callable[[int], date | None]


@dataclass(frozen=True, slots=True)
class Holdings:
    """All of a package, in the order in which an erasure may take them away."""

    package: str
    held: tuple[Holding, ...]
    passed_over: Mapping[str, str] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()


def rows(model: type[Model], whose: Whose, *, without: Collection[str] = (), erased: bool = False) -> Holding:
    """A holding of the rows of one table for which ``whose`` holds; ``without`` names columns that are not given."""
    table = _table(model)
    unseen = NEVER | set(without)

    def read(person_id: int) -> list[Row]:
        found = db.session.scalars(select(model).where(whose(person_id)).order_by(*table.primary_key))
        return [plain(row, person_id, without=unseen) for row in found]

    def erase(person_id: int) -> None:
        db.session.execute(delete(model).where(whose(person_id)))

    return Holding(table.name, frozenset({table.name}), read, erase if erased else None)


def plain(row: Model, person_id: int, *, without: Collection[str] = NEVER) -> Row:
    """A row as values that JSON knows. A person in it is ``me`` or ``somebody else``."""
    found: Row = {}
    for column in _table(type(row)).columns:
        if column.name in without:
            continue
        value = getattr(row, column.key)
        if is_person(column) and value is not None:
            value = MYSELF if value == person_id else SOMEBODY
        found[column.name] = value.isoformat() if isinstance(value, date | datetime | time) else value
    return found


def is_person(column: Column[Any]) -> bool:
    """Whether a column holds the number of a person."""
    return column.name in DOERS or any(key.target_fullname == PERSON for key in column.foreign_keys)


def _table(model: type[Model]) -> Table:
    table = inspect(model).local_table
    assert isinstance(table, Table)  # noqa: S101 - a mapped class of ours has a table
    return table


_register: dict[str, Holdings] = {}


def register(holdings: Holdings) -> None:
    """Add what a package holds."""
    _register[holdings.package] = holdings


def registered() -> list[Holdings]:
    """What every package holds, lower packages first."""
    return list(_register.values())


def contents(person_id: int) -> dict[str, dict[str, list[Row]]]:
    """Everything about a person: package, then holding, then rows."""
    return {
        package.package: {holding.name: holding.read(person_id) for holding in package.held} for package in registered()
    }


def erasable_rows(person_id: int) -> int:
    """How many rows an erasure would take away."""
    return sum(len(each.read(person_id)) for package in registered() for each in package.held if each.erase)


def erase(person_id: int) -> None:
    """Take away everything about a person that need not be kept, higher packages first. Within a transaction whose
    audit entry the caller writes."""
    for package in reversed(registered()):
        for each in package.held:
            if each.erase is not None:
                each.erase(person_id)


def duties() -> list[Duty]:
    """What must be kept, of all packages."""
    return [duty for package in registered() for duty in package.duties]
