"""Who is in, late, out, away or missing, from the events of a day so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Protocol

from lms.attendance.checkin.types import EventKind, Purpose


class Whereabouts(StrEnum):
    """Where a trainee is at this moment of the day."""

    MISSING = "missing"
    LATE = "late"
    HERE = "here"
    AWAY = "away"
    GONE = "gone"


class SomeEvent(Protocol):
    """An event as queries give it."""

    @property
    def kind(self) -> str: ...
    @property
    def happened_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Presence:
    """A trainee's day so far: first in, last out, and whether the first coming was late."""

    state: Whereabouts
    came_at: datetime | None = None
    went_at: datetime | None = None
    is_late: bool = False


def presence(events: Sequence[SomeEvent], *, late_after: datetime | None) -> Presence:
    """Fold the standing events of a day, in their order: the first check-in and the last check-out count."""
    came_at, went_at, is_away = None, None, False
    for event in events:
        if event.kind == EventKind.CHECK_IN:
            came_at = came_at or event.happened_at
        elif event.kind == EventKind.CHECK_OUT:
            went_at = event.happened_at
        else:
            is_away = event.kind == EventKind.OUTING
    is_late = bool(came_at and late_after and came_at > late_after)
    if went_at is not None:
        return Presence(Whereabouts.GONE, came_at, went_at, is_late)
    if is_away:
        return Presence(Whereabouts.AWAY, came_at, None, is_late)
    if came_at is None:
        return Presence(Whereabouts.MISSING)
    return Presence(Whereabouts.LATE if is_late else Whereabouts.HERE, came_at, None, is_late)


def next_kind(events: Sequence[SomeEvent]) -> EventKind:
    """What a scan at the window for outings means now: the way out, or the way back."""
    steps = [event.kind for event in events if event.kind in (EventKind.OUTING, EventKind.RETURN)]
    return EventKind.RETURN if steps and steps[-1] == EventKind.OUTING else EventKind.OUTING


def purpose_at(local: time, *, starts: time | None, ends: time | None) -> Purpose:
    """What an instructor most likely wants to open at this time of a class day; in its last hour, the end."""
    if starts is None or ends is None:
        return Purpose.ARRIVAL
    left = (ends.hour - local.hour) * 60 + ends.minute - local.minute
    return Purpose.DEPARTURE if left <= 60 else Purpose.ARRIVAL
