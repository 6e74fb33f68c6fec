"""From events at the door to presence as a set of intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lms.attendance.rules.spans import Span, joined
from lms.attendance.rules.types import EventKind

_ORDER = {EventKind.CHECK_IN: 0, EventKind.RETURN: 1, EventKind.OUTING: 2, EventKind.CHECK_OUT: 3}


@dataclass(frozen=True, slots=True)
class DayEvent:
    """An event of a day, at a second since midnight."""

    kind: EventKind
    second: int


@dataclass(frozen=True, slots=True)
class Presence:
    """When someone was there. ``outings`` are away times between coming and going; ``no_return`` says that the last
    of them was never closed and lasts until the check-out."""

    arrived: int | None
    left: int | None
    intervals: tuple[Span, ...]
    outings: tuple[Span, ...]
    no_return: bool = False


def presence_of(events: Iterable[DayEvent]) -> Presence:
    """Walk through a day's events in the order in which they happened.

    The first check-in and the last check-out count. Who goes and comes back (by whatever event) was out in between; an
    outing without return lasts until the check-out.
    """
    ordered = sorted(events, key=lambda event: (event.second, _ORDER[event.kind]))
    arrived = next((event.second for event in ordered if event.kind is EventKind.CHECK_IN), None)
    left = next((event.second for event in reversed(ordered) if event.kind is EventKind.CHECK_OUT), None)
    if arrived is None or left is None or left < arrived:
        return Presence(arrived, left, (), ())
    outings: list[Span] = []
    away_since: int | None = None
    for event in ordered:
        if not arrived <= event.second <= left:
            continue
        if event.kind in (EventKind.OUTING, EventKind.CHECK_OUT):
            away_since = event.second if away_since is None else away_since
        elif away_since is not None:
            outings.append((away_since, event.second))
            away_since = None
    no_return = away_since is not None and away_since < left
    if away_since is not None and no_return:
        outings.append((away_since, left))
    gone = joined(outings)
    return Presence(arrived, left, _between(arrived, left, gone), gone, no_return)


def _between(arrived: int, left: int, gone: tuple[Span, ...]) -> tuple[Span, ...]:
    edges = [arrived, *(edge for span in gone for edge in span), left]
    return joined(zip(edges[::2], edges[1::2], strict=True))
