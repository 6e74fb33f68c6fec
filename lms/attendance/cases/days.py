"""Cases of a day: coming, going, outings, excuses, corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lms.attendance.rules import (
    BadValueError,
    Correction,
    DayEvent,
    DayRecord,
    EventKind,
    Excuse,
    Policy,
    excuse_named,
    settle_day,
)
from lms.attendance.rules import reading as read
from lms.attendance.rules.spans import Span, joined

DAY_LONG = 24 * 3600


def day_case(policy: Policy, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The status of a day with the official label, minutes attended and scheduled, and incidents."""
    result = settle_day(policy, policy.hours, record_of(given, where))
    return {
        "status": result.label,
        "minutes": result.minutes,
        "of": result.scheduled // 60,
        "credited": result.is_credited,
        "events": result.incidents,
    }


def record_of(given: Mapping[str, Any], where: str) -> DayRecord:
    """What a case says of a day."""
    corrected = given.get("correction")
    return DayRecord(
        events=tuple(_events(given, where)),
        excuses=tuple(_excuses(given, where)),
        correction=None if corrected is None else _correction(corrected, f"{where}.correction"),
    )


def _events(given: Mapping[str, Any], where: str) -> Iterator[DayEvent]:
    arrived, left = _time(given, "in", where), _time(given, "out", where)
    if arrived is not None and left is not None and left < arrived:
        raise BadValueError(f"{where}.out", "lies before in")
    if arrived is not None:
        yield DayEvent(EventKind.CHECK_IN, arrived)
    closed, open_since = _outings(given, where)
    for start, end in closed:
        yield DayEvent(EventKind.OUTING, start)
        yield DayEvent(EventKind.RETURN, end)
    if open_since is not None:
        yield DayEvent(EventKind.OUTING, open_since)
    if left is not None:
        yield DayEvent(EventKind.CHECK_OUT, left)


def _time(given: Mapping[str, Any], name: str, where: str) -> int | None:
    return None if given.get(name) is None else read.clock(given[name], f"{where}.{name}")


def _outings(given: Mapping[str, Any], where: str) -> tuple[tuple[Span, ...], int | None]:
    """Closed outings as a set, and since when someone is out without having come back."""
    closed: list[Span] = []
    open_since: int | None = None
    for at, pair in enumerate(read.sequence(given.get("outings") or [], f"{where}.outings")):
        here = f"{where}.outings[{at}]"
        times = read.sequence(pair, here)
        if len(times) == 1 or (len(times) == 2 and times[1] is None):
            since = read.clock(times[0], f"{here}[0]")
            open_since = since if open_since is None else min(open_since, since)
        else:
            closed.append(read.span(pair, here))
    return joined(closed), open_since


def _correction(value: object, where: str) -> Correction:
    asked = read.mapping(value, where)
    days = read.count(asked.get("requested_after_days", 0), f"{where}.requested_after_days")
    return Correction(tuple(_events(asked, where)), days, is_approved=bool(asked.get("approved", False)))


def _excuses(given: Mapping[str, Any], where: str) -> Iterator[Excuse]:
    """Every key that begins with ``excuse``: ``excuse_full`` is for the whole day, others for hours of it."""
    for name, value in given.items():
        if not name.startswith("excuse") or value is None:
            continue
        listed = value if isinstance(value, list) and any(isinstance(each, Mapping) for each in value) else [value]
        for each in listed:
            excuse = _excuse(each, f"{where}.{name}", all_day=name == "excuse_full")
            if excuse is not None:
                yield excuse


def _excuse(value: object, where: str, *, all_day: bool) -> Excuse | None:
    if isinstance(value, list):
        return Excuse(excuse_named(""), is_all_day=False, spans=(read.span(value, where),))
    if isinstance(value, str):
        return Excuse(excuse_named(value), is_all_day=all_day, lasts=0 if all_day else DAY_LONG)
    said = read.mapping(value, where)
    if said.get("approved", True) is False or ("evidence" in said and not said["evidence"]):
        return None
    kind = excuse_named(str(said.get("kind") or said.get("reason") or ""))
    spans = tuple(_spans(said, where))
    if spans:
        return Excuse(kind, is_all_day=False, spans=joined(spans))
    lasts = _length(said, where)
    if lasts is not None:
        return Excuse(kind, is_all_day=False, lasts=lasts)
    if all_day or said.get("all_day") or said.get("days"):
        return Excuse(kind)
    return Excuse(kind, is_all_day=False, lasts=DAY_LONG)


def _spans(said: Mapping[str, Any], where: str) -> Iterator[Span]:
    first = next((name for name in ("from", "start", "since") if said.get(name) is not None), None)
    second = next((name for name in ("to", "end", "until") if said.get(name) is not None), None)
    if first or second:  # one of them alone means from the beginning, or to the end, of the day
        start = said[first] if first else "00:00"
        yield read.span([start, said[second] if second else "24:00"], f"{where}.{first or second}")
    for name in ("between", "hours", "time", "span", "spans", "times"):
        value = said.get(name)
        if isinstance(value, list) and value:
            pairs = value if isinstance(value[0], list) else [value]
            yield from (read.span(pair, f"{where}.{name}") for pair in pairs)


def _length(said: Mapping[str, Any], where: str) -> int | None:
    for name, unit in (("minutes", 60), ("duration_min", 60), ("hours", 3600)):
        value = said.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
            return round(value * unit)
        if value is not None and not isinstance(value, list):
            raise BadValueError(f"{where}.{name}", "a length or two times expected")
    return None
