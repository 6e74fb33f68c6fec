"""Made-up courses with made-up people, by a seed: plain values for the oracle, and the same for the engine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from lms.attendance.rules import (
    ConversionScope,
    Correction,
    DayEvent,
    DayRecord,
    EventKind,
    Excuse,
    ExcuseKind,
    Hours,
    Policy,
    Rounding,
    UnitStart,
    count_days,
    settle_course,
    settle_day,
    unit_periods,
)
from lms.attendance.rules.spans import joined

HOURS = (
    (540, 1080, ((720, 780),)),
    (600, 1140, ((720, 780), (900, 915))),
    (570, 1050, ((690, 750), (660, 690))),
    (1110, 1320, ()),
    (540, 780, ((640, 650),)),
)
SHARES = (Fraction(4, 5), Fraction(3, 4), Fraction(2, 3), Fraction(9, 10))


def courses(seed: int) -> Iterator[dict[str, Any]]:
    """Courses without end."""
    chance = random.Random(seed)
    while True:
        yield course(chance)


def course(chance: random.Random) -> dict[str, Any]:
    """One trainee's course of up to six months under terms of its own."""
    start = date(2026, 1, 1) + timedelta(days=chance.randrange(800))
    end = start + timedelta(days=chance.randrange(20, 183))
    days = {}
    care = chance.choice((0.02, 0.1, 0.3))
    hours = chance.choice(HOURS)
    day = start
    while day <= end:
        if day.weekday() < 5 and chance.random() > 0.04:
            days[day] = _day(chance, care, chance.choice(HOURS) if chance.random() < 0.1 else hours)
        day += timedelta(days=1)
    return {"start": start, "end": end, "terms": _terms(chance), "days": days}


def _terms(chance: random.Random) -> dict[str, Any]:
    scope = chance.choice(("unit_period", "unit_period", "unit_period", "course", "none"))
    carry = chance.random() < 0.2
    return {
        "grace_in": chance.choice((0, 5, 10, 10, 15)),
        "grace_out": chance.choice((0, 10, 10, 30)),
        "inclusive": chance.random() < 0.6,
        "absent_below": chance.choice((Fraction(1, 2), Fraction(1, 2), Fraction(1, 3), None)),
        "each_outing": chance.random() < 0.3,
        "per_absence": None if scope == "none" else chance.choice((2, 3, 3, 3, 4)),
        "scope": scope,
        "carry": carry,
        "runs_on": carry or scope == "course",
        "clamped": chance.random() < 0.7,
        "completion": chance.choice(SHARES),
        "expel_unit": chance.choice((Fraction(1, 2), Fraction(1, 2), Fraction(2, 5), None)),
        "expel_unit_min_days": chance.choice((14, 14, 10)),
        "expel_total": chance.choice((Fraction(1, 5), Fraction(1, 5), Fraction(1, 4), None)),
        "rounding": chance.choice(("half_up", "half_up", "up", "down")),
        "allowance_share": chance.choice(SHARES),
        "per_day": chance.choice((10_000, 4_300)),
        "cap": chance.choice((200_000, 86_000, None)),
        "correction_days": chance.choice((1, 1, 3)),
    }


def _day(chance: random.Random, care: float, hours: tuple[int, int, tuple[tuple[int, int], ...]]) -> dict[str, Any]:
    start, end, breaks = hours
    found: dict[str, Any] = {
        "start": start,
        "end": end,
        "breaks": breaks,
        "events": [],
        "excuses": [],
        "all_day": "",
        "correction": None,
    }
    if chance.random() > 1 - care / 4:
        found["all_day"] = chance.choice(("leave", "school", "reserve_forces", "illness"))
    if chance.random() < care / 2:
        return found
    strays = chance.random() < care * 2
    came = start + (chance.randint(-20, 330) if strays else chance.randint(-20, 10))
    went = end + (chance.randint(-330, 30) if strays else chance.randint(-10, 30))
    went = max(came, went)
    events = [(came, "check_in")] if chance.random() > care / 6 else []
    if chance.random() < care:
        events += _outings(chance, start, end)
    if chance.random() > care / 6:
        events.append((went, "check_out"))
    elif chance.random() < 0.6:
        found["correction"] = {
            "after": chance.randint(0, 3),
            "approved": chance.random() < 0.8,
            "out": max(came, end + chance.randint(-40, 5)),
        }
    chance.shuffle(events)
    found["events"] = events
    if chance.random() < care:
        found["excuses"] = [_excuse(chance, start, end) for _ in range(chance.randint(1, 2))]
    return found


def _outings(chance: random.Random, start: int, end: int) -> list[tuple[int, str]]:
    events = []
    for _ in range(chance.randint(1, 3)):
        gone = chance.randint(start - 10, end - 1)
        events.append((gone, "outing"))
        if chance.random() < 0.9:
            events.append((gone + chance.randint(1, 120), "return"))
    return events


def _excuse(chance: random.Random, start: int, end: int) -> dict[str, Any]:
    if chance.random() < 0.3:
        return {"lasts": chance.randint(10, 240)}
    at = chance.choice((start, chance.randint(start, end - 1)))
    return {"span": (at, at + chance.randint(10, 300))}


def policy_of(terms: dict[str, Any]) -> Policy:
    """The same terms for the engine."""
    pair = lambda share: None if share is None else (share.numerator, share.denominator)  # noqa: E731
    return Policy(
        grace_in=terms["grace_in"],
        grace_out=terms["grace_out"],
        boundary_is_on_time=terms["inclusive"],
        absent_below=pair(terms["absent_below"]),
        counts_each_outing=terms["each_outing"],
        incidents_per_absence=terms["per_absence"],
        conversion_scope=ConversionScope(terms["scope"]),
        carries_remainder=terms["carry"],
        unit_start=UnitStart.CLAMPED if terms["clamped"] else UnitStart.ROLLED,
        completion=pair(terms["completion"]),
        expel_unit=pair(terms["expel_unit"]),
        expel_unit_min_days=terms["expel_unit_min_days"],
        expel_total=pair(terms["expel_total"]),
        rounding=Rounding(terms["rounding"]),
        allowance_share=pair(terms["allowance_share"]),
        allowance_per_day=terms["per_day"],
        allowance_cap=terms["cap"],
        correction_days=terms["correction_days"],
    )


def record_of(day: dict[str, Any]) -> tuple[Hours, DayRecord]:
    """The same day for the engine, in seconds."""
    seconds = lambda span: (span[0] * 60, span[1] * 60)  # noqa: E731
    excuses = [Excuse(ExcuseKind(day["all_day"]))] if day["all_day"] else []
    for excuse in day["excuses"]:
        if "lasts" in excuse:
            excuses.append(Excuse(ExcuseKind.OTHER, is_all_day=False, lasts=excuse["lasts"] * 60))
        else:
            excuses.append(Excuse(ExcuseKind.OTHER, is_all_day=False, spans=joined([seconds(excuse["span"])])))
    asked = day["correction"]
    correction = asked and Correction(
        (DayEvent(EventKind.CHECK_OUT, asked["out"] * 60),), asked["after"], is_approved=asked["approved"]
    )
    events = tuple(DayEvent(EventKind(kind), minute * 60) for minute, kind in day["events"])
    hours = Hours(day["start"] * 60, day["end"] * 60, tuple(seconds(span) for span in day["breaks"]))
    return hours, DayRecord(events, tuple(excuses), correction)


def engine_sums(course: dict[str, Any]) -> dict[str, Any]:
    """What the engine makes of a course, in the oracle's words."""
    policy = policy_of(course["terms"])
    results = {day: settle_day(policy, *record_of(plain)) for day, plain in course["days"].items()}
    periods = unit_periods(course["start"], course["end"], unit_start=policy.unit_start)
    counts = []
    for period in periods:
        own = [
            (result.status, result.incidents) for day, result in results.items() if period.first <= day <= period.last
        ]
        counts.append(count_days(len(own), own))
    whole = settle_course(policy, counts)
    return {
        "days": {day: (result.status, result.minutes, result.incidents) for day, result in results.items()},
        "units": [
            {
                "first": period.first,
                "last": period.last,
                "scheduled": unit.counts.scheduled,
                "absent": unit.counts.absent,
                "converted": unit.converted,
                "school": unit.counts.school,
                "incidents": unit.counts.incidents,
                "absences": unit.absences,
                "won": unit.allowance.won,
                "expelled": unit.is_expelled,
            }
            for period, unit in zip(periods, whole.units, strict=True)
        ],
        "scheduled": whole.scheduled,
        "absences": whole.absences,
        "converted": whole.converted,
        "needed": whole.needed,
        "attended": whole.attended,
        "completes": whole.completes,
        "left": whole.left,
        "expelled": whole.is_expelled_in_total,
    }
