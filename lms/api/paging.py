"""Parts of lists by a cursor that survives new rows: the key of the last one that was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from lms.api.schemas import Paging

RowT = TypeVar("RowT")


def part(rows: Iterable[RowT], asked: Paging, *, key: Callable[[RowT], int]) -> tuple[list[RowT], int | None]:
    """The rows after ``asked.after`` in the order of their keys, and the next cursor."""
    left = sorted((row for row in rows if key(row) > asked.after), key=key)
    found = left[: asked.limit]
    return found, key(found[-1]) if len(left) > len(found) else None
