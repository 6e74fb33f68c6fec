"""Signals: what makes a check-in worth a look. They add up to a score; a person decides, nothing is refused by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Signal(StrEnum):
    """Something unusual about a check-in."""

    SHARED_DEVICE = "shared_device"
    NOT_AT_PLACE = "not_at_place"
    OTHER_NETWORK = "other_network"
    NEW_DEVICE = "new_device"
    LATE_DELIVERY = "late_delivery"


WEIGHTS: Mapping[Signal, int] = {
    Signal.SHARED_DEVICE: 3,
    Signal.NOT_AT_PLACE: 2,
    Signal.OTHER_NETWORK: 1,
    Signal.NEW_DEVICE: 1,
    Signal.LATE_DELIVERY: 1,
}
WORTH_A_LOOK = 2
"""From this score on a check-in is on the list."""
_MOST = 2
"""A network counts as the class's when more than half of at least this many came through it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What we know of a check-in: keyed digests of browser and network, ``place`` yes or no or nothing said."""

    event_id: int
    enrolment_id: int
    device: str = ""
    network: str = ""
    place: str = ""
    is_late: bool = False


def signals_of(attempts: Sequence[Attempt], *, known: Mapping[int, frozenset[str]]) -> dict[int, tuple[Signal, ...]]:
    """The signals of each check-in of a day, by event. ``known`` are the browsers each person used before."""
    users: dict[str, set[int]] = {}
    for attempt in attempts:
        if attempt.device:
            users.setdefault(attempt.device, set()).add(attempt.enrolment_id)
    usual = _usual_network(attempts)
    found = {}
    for attempt in attempts:
        before = known.get(attempt.enrolment_id, frozenset())
        facts = {
            Signal.SHARED_DEVICE: len(users.get(attempt.device, ())) > 1,
            Signal.NOT_AT_PLACE: attempt.place == "no",
            Signal.OTHER_NETWORK: bool(usual and attempt.network and attempt.network != usual),
            Signal.NEW_DEVICE: bool(attempt.device and before and attempt.device not in before),
            Signal.LATE_DELIVERY: attempt.is_late,
        }
        found[attempt.event_id] = tuple(signal for signal, holds in facts.items() if holds)
    return found


def score(signals: Sequence[Signal]) -> int:
    """How unusual a check-in is."""
    return sum(WEIGHTS[signal] for signal in signals)


def _usual_network(attempts: Sequence[Attempt]) -> str:
    counts = Counter(attempt.network for attempt in attempts if attempt.network)
    if not counts:
        return ""
    network, most = counts.most_common(1)[0]
    return network if most >= _MOST and most * 2 > counts.total() else ""
