"""Words of imports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ImportState(StrEnum):
    """Where an import is. READY waits for a person, READING and STORING for a worker."""

    READING = "reading"
    READY = "ready"
    STORING = "storing"
    DONE = "done"
    SAME = "same"
    FAILED = "failed"
    CANCELLED = "cancelled"


AT_WORK = frozenset({ImportState.READING, ImportState.STORING})
OPEN = AT_WORK | {ImportState.READY}


@dataclass(frozen=True, slots=True)
class ChosenModule:
    """A module of the source by its number (from 0) and the keys of its lessons, as they are to be stored."""

    number: int
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen in the preview: modules and lessons in their order; what is missing was switched off."""

    modules: tuple[ChosenModule, ...]
