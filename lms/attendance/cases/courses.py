"""Cases of a course: totals, completion, expulsion, early employment, leave, illness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lms.attendance.cases.units import first_count, number, percent, unit_counts
from lms.attendance.rules import (
    BadValueError,
    CourseResult,
    ExcuseKind,
    Policy,
    UnitCounts,
    ending,
    excuse_named,
    leave_available,
    settle_course,
    sick_ceiling,
    split,
)
from lms.attendance.rules import reading as read

_SICK = ("sick_days", "sick", "illness_days", "sick_asked")


def course_case(policy: Policy, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Dispatch by what the case tells: illness, leave, hours, or days."""
    if any(name in given for name in _SICK) or _is_illness(given):
        return _illness(policy, given, where)
    if "months_elapsed" in given or "asked" in given:
        return _leave(policy, given, where)
    if "scheduled_hours" in given:
        return _by_hours(policy, given, where)
    return _by_days(policy, given, where)


def _is_illness(given: Mapping[str, Any]) -> bool:
    return isinstance(given.get("kind"), str) and excuse_named(given["kind"]) is ExcuseKind.ILLNESS


def _illness(policy: Policy, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    ceiling = sick_ceiling(policy, number(given, "scheduled_days", where))
    credited, absent = split(first_count(given, where, (*_SICK, "asked", "asked_days", "days")), ceiling)
    return {
        "credited": credited,
        "absent": absent,
        "ceiling": ceiling,
        "sick_ceiling": ceiling,
    }


def _leave(policy: Policy, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    months = read.count(given.get("months_elapsed", 0), f"{where}.months_elapsed")
    taken = first_count(given, where, ("taken", "used", "taken_before"))
    available = leave_available(policy, months, taken=taken)
    if not _takes_leave(policy, given, where):
        available = 0
    credited, absent = split(read.count(given.get("asked", 0), f"{where}.asked"), available)
    return {"credited": credited, "absent": absent, "available": available}


def _takes_leave(policy: Policy, given: Mapping[str, Any], where: str) -> bool:
    """Leave is for courses of six months or more, five days a week, six hours a day."""
    least = {"course_months": policy.leave_min_months, "days_per_week": 5, "hours_per_day": 6}
    return all(read.count(given[name], f"{where}.{name}") >= low for name, low in least.items() if name in given)


def _by_hours(policy: Policy, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Short courses complete by hours; the arithmetic is that of days."""
    scheduled = number(given, "scheduled_hours", where)
    attended = first_count(given, where, ("attended_hours", "attended"))
    result = settle_course(policy, [UnitCounts(scheduled, scheduled, max(0, scheduled - attended))])
    return {
        "attended": attended,
        "rate_pct": percent(attended, scheduled),
        "completed": result.completes,
        "needed_hours": result.needed,
    }


def _by_days(policy: Policy, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    if "units" in given:
        units = [
            unit_counts(policy, read.mapping(each, f"{where}.units[{at}]"), f"{where}.units[{at}]")
            for at, each in enumerate(read.sequence(given["units"], f"{where}.units"))
        ]
    else:
        units = [unit_counts(policy, given, where)]
    result = settle_course(policy, units)
    return {**_sums(result, by_units="units" in given), **_ending(result, given, where)}


def _sums(result: CourseResult, *, by_units: bool) -> dict[str, Any]:
    part, whole = result.rate
    expelled = result.is_expelled if by_units else result.is_expelled_in_total
    return {
        "attended": result.attended,
        "credited": result.attended,
        "absences": result.absences,
        "converted_absences": result.converted,
        "rate_pct": percent(part, whole),
        "course_rate_pct": percent(part, whole),
        "completed": result.completes and not expelled,
        "needed_days": result.needed,
        "expel_if_more_than": result.expel_above,
        "expelled": expelled,
        "remaining_absences": result.left,
    }


def _ending(result: CourseResult, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    on_day = given.get("employed_on_day")
    if on_day is not None and read.count(on_day, f"{where}.employed_on_day") == 0:
        raise BadValueError(f"{where}.employed_on_day", "a day from 1 expected")
    left_early = on_day is not None and on_day < result.scheduled
    expelled = result.is_expelled_in_total and on_day is None
    end = ending(result, is_employed=on_day is not None, left_early=left_early or result.dropped > 0, expelled=expelled)
    return {
        "state": str(end.state),
        "counts_as_completion": end.is_completion,
        "counts_in_placement": end.counts_in_placement,
    }
