"""A whole file of cases: each answered on its own, so that one bad case does not hide the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lms.attendance.cases import courses, days, periods, placement, units
from lms.attendance.cases.keys import usual_keys
from lms.attendance.rules import BadValueError, Policy, policy_from
from lms.attendance.rules import reading as read

Holidays = Callable[[date], Collection[date]]
"""The public holidays that matter from a day on, for cases that name none."""
LISTS = ("cases", "unit_period_dates", "placement_cases")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a case comes to, or why there is no answer; ``differs`` names the keys that its file expects otherwise."""

    id: str
    result: Mapping[str, Any]
    error: str = ""
    differs: tuple[str, ...] = ()


def answer_file(plain: object, *, holidays: Holidays) -> list[Answer]:
    """Answer every case of a file. Raises BadValueError where the file as a whole cannot be read."""
    whole = read.mapping(plain, "file")
    if not any(name in whole for name in LISTS):
        raise BadValueError("file", f"one of {', '.join(LISTS)} expected")
    policy = policy_from(whole.get("policy", {}), strict=False)
    return [_answer(case, where, name, policy, holidays) for case, where, name in _listed(whole)]


def _listed(whole: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    for name in LISTS:
        for at, case in enumerate(read.sequence(whole.get(name) or [], name)):
            yield read.mapping(case, f"{name}[{at}]"), f"{name}[{at}]", name


def _answer(case: Mapping[str, Any], where: str, name: str, policy: Policy, holidays: Holidays) -> Answer:
    ident = str(case.get("id") or case.get("start") or where)
    try:
        found = _result(case, where, name, policy, holidays)
    except BadValueError as error:
        return Answer(ident, {}, str(error))
    wanted = case.get("expected")
    if not isinstance(wanted, Mapping):
        usual = usual_keys(case.get("level"), case.get("input") or {})
        return Answer(ident, {key: value for key, value in found.items() if not usual or key in usual})
    result = {key: found.get(key) for key in wanted}
    return Answer(ident, result, differs=tuple(key for key in wanted if result[key] != wanted[key]))


def _result(case: Mapping[str, Any], where: str, name: str, policy: Policy, holidays: Holidays) -> dict[str, Any]:
    if name == "unit_period_dates":
        return periods.unit_dates(_with(policy, case, where), case, where)
    given = read.mapping(case.get("input"), f"{where}.input")
    inside = f"{where}.input"
    if name == "placement_cases":
        return placement.placement_case(given, inside)
    policy = _with(_with(policy, case, where), given, inside)
    level = case.get("level")
    if level == "day":
        return days.day_case(policy, given, inside)
    if level == "period":
        return periods.period_case(policy, given, inside, holidays)
    if level == "unit_period":
        return units.unit_case(policy, given, inside)
    if level == "course":
        return courses.course_case(policy, given, inside)
    raise BadValueError(f"{where}.level", f"day, period, unit_period or course expected, not {level!r}")


def _with(policy: Policy, holder: Mapping[str, Any], where: str) -> Policy:
    """The policy with what a case or its input overrides."""
    if isinstance(holder.get("policy"), str):
        policy = policy_from({"id": holder["policy"]}, base=policy, where=f"{where}.policy")
    elif holder.get("policy") is not None:
        policy = policy_from(holder["policy"], base=policy, where=f"{where}.policy", strict=False)
    if isinstance(holder.get("day"), Mapping):
        policy = policy_from({"day": holder["day"]}, base=policy, where=where)
    return policy
