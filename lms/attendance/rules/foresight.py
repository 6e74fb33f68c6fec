"""Foresight: how many more days may be missed, when completion goes out of reach, whom to tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import takewhile

from lms.attendance.rules.courses import CourseResult
from lms.attendance.rules.policy import Policy
from lms.attendance.rules.types import DayStatus


class Risk(IntEnum):
    """How near the edge someone is: trainee, then instructor, then administrator are told."""

    NONE = 0
    WATCH = 1
    WARNING = 2
    DANGER = 3
    LOST = 4


@dataclass(frozen=True, slots=True)
class Foresight:
    """``left`` are days, or minutes where hours are counted. ``lost_on`` is the class day on which completion becomes
    impossible if every day from now on is missed. ``in_a_row`` are unannounced absences up to the last day held;
    ``to_next_absence`` more incidents are one absence.
    """

    left: int
    lost_on: date | None
    in_a_row: int
    to_next_absence: int | None
    risk: Risk


def absences_up_to(newest_first: Iterable[DayStatus]) -> int:
    """How many of the newest days were missed without a break; an excused day ends the row."""
    return sum(1 for _ in takewhile(lambda status: status.is_absence, newest_first))


def foresee(
    policy: Policy,
    course: CourseResult,
    *,
    ahead: Sequence[date],
    in_a_row: int,
    planned: Mapping[date, int] | None = None,
) -> Foresight:
    """Look ahead. ``ahead`` are the class days to come, ``planned`` their minutes where hours are counted; ``in_a_row``
    are the unannounced absences up to now."""
    lost_on = _lost_on(course.left, ahead, planned or {}) if course.left >= 0 else None
    return Foresight(course.left, lost_on, in_a_row, _to_next(policy, course), _risk(policy, course, in_a_row))


def _lost_on(left: int, ahead: Sequence[date], planned: Mapping[date, int]) -> date | None:
    """The day on which more is missed than is left."""
    if not planned:
        return ahead[left] if left < len(ahead) else None
    for day in ahead:
        left -= planned.get(day, 0)
        if left < 0:
            return day
    return None


def _to_next(policy: Policy, course: CourseResult) -> int | None:
    if policy.incidents_per_absence is None or not course.units:
        return None
    begun = [unit for unit in course.units if unit.counts.held]
    counted = begun if policy.runs_over_units else begun[-1:]
    return policy.incidents_per_absence - sum(unit.counts.incidents for unit in counted) % policy.incidents_per_absence


def _risk(policy: Policy, course: CourseResult, in_a_row: int) -> Risk:
    if course.left < 0:
        return Risk.LOST
    by_days = Risk.NONE
    for share, risk in ((policy.danger, Risk.DANGER), (policy.warning, Risk.WARNING), (policy.watch, Risk.WATCH)):
        if course.absences and course.left * share[1] <= course.allowed * share[0]:
            by_days = risk
            break
    by_row = Risk.NONE
    if in_a_row >= policy.warn_in_a_row:
        by_row = Risk.DANGER if in_a_row >= policy.alert_in_a_row else Risk.WARNING
    return max(by_days, by_row)
