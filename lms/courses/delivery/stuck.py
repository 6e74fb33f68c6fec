"""Who needs a word from the instructor: readers who do not read, and those whom the class has left behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

SILENT_AFTER = timedelta(days=7)
LEAST_BEHIND = 3
"""Lessons below the middle of the class from which somebody counts as left behind."""


class Stuck(StrEnum):
    """Why a reader is on the list."""

    NOT_STARTED = "not_started"
    SILENT = "silent"
    BEHIND = "behind"


def middle(done: Sequence[int]) -> int:
    """How many lessons the middle of a class finished."""
    return int(median(done)) if done else 0


def why_stuck(
    *, done: int, open_left: int, middle_of_class: int, last_at: datetime | None, now: datetime
) -> Stuck | None:
    """Why somebody is stuck. Nobody is who has read all that is open to them."""
    if open_left == 0:
        return None
    if last_at is None:
        return Stuck.NOT_STARTED if middle_of_class else None
    if middle_of_class - done >= LEAST_BEHIND:
        return Stuck.BEHIND
    return Stuck.SILENT if now - last_at >= SILENT_AFTER else None
