"""Cases of dates: the days that an excuse covers, and unit periods."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from lms.attendance.rules import (
    BadValueError,
    ExcuseKind,
    Policy,
    credited_dates,
    excuse_named,
    leave_available,
    sick_ceiling,
    unit_periods,
)
from lms.attendance.rules import reading as read


def period_case(
    policy: Policy, given: Mapping[str, Any], where: str, holidays: Callable[[date], Collection[date]]
) -> dict[str, Any]:
    """The dates that an excuse covers from the day of its cause."""
    first = read.day(given.get("from"), f"{where}.from")
    kind = excuse_named(read.word(given.get("kind"), f"{where}.kind"))
    allowed = _allowed(policy, kind, given, where)
    asked = read.count(given["asked_days"], f"{where}.asked_days") if "asked_days" in given else allowed
    named = [name for name in ("holidays", "days_off", "closed") if given.get(name) is not None]
    off = {
        read.day(each, f"{where}.{name}[{at}]")
        for name in named
        for at, each in enumerate(read.sequence(given[name], f"{where}.{name}"))
    }
    dates = credited_dates(first, min(asked, allowed), holidays=off if named else holidays(first))
    if given.get("to") is not None:
        last = read.day(given["to"], f"{where}.to")
        dates = [day for day in dates if day <= last]
    return {
        "credited_dates": [day.isoformat() for day in dates],
        "credited": len(dates),
        "absent": max(0, asked - len(dates)),
    }


def _allowed(policy: Policy, kind: ExcuseKind, given: Mapping[str, Any], where: str) -> int:
    if "allowed_days" in given:
        return read.count(given["allowed_days"], f"{where}.allowed_days")
    if kind in policy.excuse_days:
        return policy.excuse_days[kind]
    if kind is ExcuseKind.ILLNESS and "scheduled_days" in given:
        return sick_ceiling(policy, read.count(given["scheduled_days"], f"{where}.scheduled_days"))
    if kind is ExcuseKind.LEAVE and "months_elapsed" in given:
        return leave_available(policy, read.count(given["months_elapsed"], f"{where}.months_elapsed"))
    if "asked_days" in given:
        return read.count(given["asked_days"], f"{where}.asked_days")
    raise BadValueError(f"{where}.allowed_days", "this reason has no number of days of its own; name it")


def unit_dates(policy: Policy, case: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The unit periods of a course, the first one apart."""
    given = case if "start" in case else read.mapping(case.get("input"), f"{where}.input")
    start = read.day(given.get("start"), f"{where}.start")
    end = read.day(given["end"], f"{where}.end") if given.get("end") is not None else None
    if end is not None and end < start:
        raise BadValueError(f"{where}.end", "lies before start")
    units = unit_periods(start, end, unit_start=policy.unit_start)
    found = [[unit.first.isoformat(), unit.last.isoformat()] for unit in units]
    wanted = {"first_unit": found[0], "units": found}
    return {name: wanted[name] for name in ("first_unit", "units") if name in case or name == "first_unit"}
