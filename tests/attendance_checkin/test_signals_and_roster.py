"""Signals and whereabouts: plain values in, plain values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import pytest

from lms.attendance.checkin.roster import Presence, Whereabouts, next_kind, presence, purpose_at
from lms.attendance.checkin.signals import Attempt, Signal, score, signals_of
from lms.attendance.checkin.types import EventKind, Purpose

NINE = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
LATE_AFTER = NINE + timedelta(minutes=10)


@dataclass(frozen=True)
class Happened:
    kind: str
    happened_at: datetime


def day(*steps: tuple[str, int]) -> list[Happened]:
    return [Happened(kind, NINE + timedelta(minutes=minute)) for kind, minute in steps]


def at(minute: int) -> datetime:
    return NINE + timedelta(minutes=minute)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], Presence(Whereabouts.MISSING)),
        (day(("check_in", 10)), Presence(Whereabouts.HERE, at(10))),
        (day(("check_in", 11)), Presence(Whereabouts.LATE, at(11), None, is_late=True)),
        (day(("check_in", 0), ("outing", 60)), Presence(Whereabouts.AWAY, at(0))),
        (day(("check_in", 0), ("outing", 60), ("return", 90)), Presence(Whereabouts.HERE, at(0))),
        (day(("check_in", 0), ("check_out", 540)), Presence(Whereabouts.GONE, at(0), at(540))),
        (day(("check_out", 540)), Presence(Whereabouts.GONE, None, at(540))),
        (day(("check_in", 0), ("check_in", 5)), Presence(Whereabouts.HERE, at(0))),
    ],
)
def test_presence(events: list[Happened], expected: Presence) -> None:
    assert presence(events, late_after=LATE_AFTER) == expected


def test_without_hours_nobody_is_late() -> None:
    assert presence(day(("check_in", 300)), late_after=None).state is Whereabouts.HERE


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], EventKind.OUTING),
        (day(("check_in", 0)), EventKind.OUTING),
        (day(("outing", 60)), EventKind.RETURN),
        (day(("outing", 60), ("return", 80)), EventKind.OUTING),
    ],
)
def test_next_kind(events: list[Happened], expected: EventKind) -> None:
    assert next_kind(events) is expected


@pytest.mark.parametrize(
    ("local", "expected"),
    [(time(8, 40), Purpose.ARRIVAL), (time(16, 59), Purpose.ARRIVAL), (time(17, 0), Purpose.DEPARTURE)],
)
def test_purpose_at(local: time, expected: Purpose) -> None:
    assert purpose_at(local, starts=time(9), ends=time(18)) is expected
    assert purpose_at(local, starts=None, ends=None) is Purpose.ARRIVAL


@pytest.mark.parametrize(
    ("attempts", "known", "expected"),
    [
        ([Attempt(1, 10, "a", "n")], {}, {1: ()}),
        (
            [Attempt(1, 10, "a"), Attempt(2, 11, "a")],
            {},
            {1: (Signal.SHARED_DEVICE,), 2: (Signal.SHARED_DEVICE,)},
        ),
        ([Attempt(1, 10, "a"), Attempt(2, 10, "a")], {}, {1: (), 2: ()}),
        ([Attempt(1, 10, "b")], {10: frozenset({"a"})}, {1: (Signal.NEW_DEVICE,)}),
        ([Attempt(1, 10, "a")], {10: frozenset({"a"})}, {1: ()}),
        ([Attempt(1, 10, place="no"), Attempt(2, 11, place="yes")], {}, {1: (Signal.NOT_AT_PLACE,), 2: ()}),
        ([Attempt(1, 10, is_late=True)], {}, {1: (Signal.LATE_DELIVERY,)}),
        (
            [Attempt(1, 10, "", "n"), Attempt(2, 11, "", "n"), Attempt(3, 12, "", "m")],
            {},
            {1: (), 2: (), 3: (Signal.OTHER_NETWORK,)},
        ),
        ([Attempt(1, 10, "", "n"), Attempt(2, 11, "", "m")], {}, {1: (), 2: ()}),
    ],
)
def test_signals_of(
    attempts: list[Attempt], known: dict[int, frozenset[str]], expected: dict[int, tuple[Signal, ...]]
) -> None:
    assert signals_of(attempts, known=known) == expected


@pytest.mark.parametrize(
    ("signals", "expected"),
    [((), 0), ((Signal.SHARED_DEVICE,), 3), ((Signal.NEW_DEVICE, Signal.OTHER_NETWORK), 2)],
)
def test_score(signals: tuple[Signal, ...], expected: int) -> None:
    assert score(signals) == expected
