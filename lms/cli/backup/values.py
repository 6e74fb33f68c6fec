"""How values of columns are written into lines and read back, the same for both databases."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Column, Date, DateTime, LargeBinary, Table, Time
from sqlalchemy.types import TypeEngine

from lms.core.db import UtcDateTime


def line_of(values: Sequence[Any]) -> str:
    """One row as one line of JSON."""
    return json.dumps([_plain(value) for value in values], ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def readers(table: Table, columns: Sequence[str]) -> list[Callable[[Any], Any]]:
    """For each column the function that turns what stands in a line into its value."""
    return [_reader(table.columns[name]) for name in columns]


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    parse = _parse(column.type)
    return lambda value: None if value is None else parse(value)


def _parse(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    known: tuple[tuple[type, Callable[[Any], Any]], ...] = (
        (UtcDateTime, datetime.fromisoformat),
        (DateTime, datetime.fromisoformat),
        (Date, date.fromisoformat),
        (Time, time.fromisoformat),
        (LargeBinary, base64.b64decode),
    )
    return next((parse for each, parse in known if isinstance(kind, each)), lambda value: value)
