"""Cases of a unit period: absences, conversion, expulsion, allowance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lms.attendance.cases.days import record_of
from lms.attendance.rules import BadValueError, Policy, UnitCounts, count_days, settle_day, settle_hours, settle_unit
from lms.attendance.rules import reading as read
from lms.attendance.rules.shares import hundredths

_INCIDENTS = ("late", "early", "left_early", "outing", "outings", "lates", "earlies")
_LEFT_ON = ("left_on_day", "left_after_day", "dropped_on_day", "dropout_on_day", "last_day")
_LEFT = ("left", "left_early", "dropped", "quit")
_BEFORE = ("events_before", "carried_events", "carry_in", "remainder_before", "carried")


def unit_case(policy: Policy, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """A unit's sums, its allowance, and whether it expels. Rates are percent with two decimals."""
    if "day_minutes" in given or "minutes" in given:
        return _by_hours(policy, given, where)
    result = settle_unit(policy, unit_counts(policy, given, where), before=first_count(given, where, _BEFORE))
    net, of = result.rate
    fee, fee_of = result.fee_rate
    return {
        "credited": result.credited,
        "converted_absences": result.converted,
        "net_attended": result.net,
        "absences": result.absences,
        "rate_pct": percent(net, of),
        "stipend_krw": result.allowance.won,
        "stipend_ok": result.allowance.is_due,
        "expel_threshold": result.expel_from,
        "expelled": result.is_expelled,
        "completion_rate_pct": percent(net, of),
        "fee_rate_pct": percent(fee, fee_of),
        "course_rate_pct": percent(net, of),
    }


def unit_counts(policy: Policy, given: Mapping[str, Any], where: str) -> UnitCounts:
    """The counts of a unit as a case gives them: by days, by absences, or by days attended."""
    if "days" in given:
        days = [
            settle_day(
                policy, policy.hours, record_of(read.mapping(each, f"{where}.days[{at}]"), f"{where}.days[{at}]")
            )
            for at, each in enumerate(read.sequence(given["days"], f"{where}.days"))
        ]
        scheduled = read.count(given.get("scheduled_days", len(days)), f"{where}.scheduled_days")
        return count_days(scheduled, ((day.status, day.incidents) for day in days))
    scheduled = number(given, "scheduled_days", where)
    school = read.count(given.get("school_excused", 0), f"{where}.school_excused")
    excused = sum(
        read.count(given.get(name, 0), f"{where}.{name}") for name in ("excused", "excused_days", "leave_days")
    )
    dropped = _dropped(given, where, scheduled)
    absent = _absent(given, where, scheduled - dropped, school + excused)
    if absent + school + excused + dropped > scheduled:
        raise BadValueError(f"{where}.scheduled_days", "fewer than the days that are told of")
    return UnitCounts(scheduled, scheduled, absent, incidents_of(given, where), school, dropped)


def _absent(given: Mapping[str, Any], where: str, of: int, excused: int) -> int:
    for name in ("absent_days", "absences", "absent"):
        if name in given:
            return read.count(given[name], f"{where}.{name}")
    for name in ("attended", "attended_days", "credited"):
        if name in given:
            absent = of - excused - read.count(given[name], f"{where}.{name}")
            if absent < 0:
                raise BadValueError(f"{where}.{name}", "more than the days that are scheduled")
            return absent
    return 0


def _dropped(given: Mapping[str, Any], where: str, scheduled: int) -> int:
    for name in _LEFT_ON:
        if given.get(name) is not None:
            return max(0, scheduled - read.count(given[name], f"{where}.{name}"))
    if any(given.get(name) is True for name in _LEFT):
        return scheduled - sum(first_count(given, where, (name,)) for name in ("attended", "absent_days", "absences"))
    return first_count(given, where, tuple(name for name in given if "drop" in name or "중도탈락" in name))


def incidents_of(given: Mapping[str, Any], where: str) -> int:
    """Incidents in one number, or by kind."""
    if "events" in given:
        return read.count(given["events"], f"{where}.events")
    return sum(read.count(given[name], f"{where}.{name}") for name in _INCIDENTS if name in given)


def first_count(given: Mapping[str, Any], where: str, names: tuple[str, ...]) -> int:
    """The first of several names for one number; 0 where none is given."""
    return next((read.count(given[name], f"{where}.{name}") for name in names if given.get(name) is not None), 0)


def number(given: Mapping[str, Any], name: str, where: str) -> int:
    """A number that must be there."""
    if name not in given:
        raise BadValueError(f"{where}.{name}", "missing")
    return read.positive(given[name], f"{where}.{name}")


def percent(part: int, whole: int) -> float | None:
    """A rate in percent with two decimals, rounded half up; None of nothing."""
    found = hundredths(part, whole)
    return None if found is None else found / 100


def _by_hours(policy: Policy, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    name = "day_minutes" if "day_minutes" in given else "minutes"
    listed = read.sequence(given[name], f"{where}.{name}")
    result = settle_hours(policy, [read.count(each, f"{where}.{name}[{at}]") for at, each in enumerate(listed)])
    return {
        "counted_minutes": result.counted,
        "needed_minutes": result.needed,
        "enough": result.is_enough,
        "rate_pct": percent(result.counted, result.needed),
        "stipend_ok": result.is_enough,
    }
