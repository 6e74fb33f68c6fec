"""What each trainee's days add up to, by the policy in force."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, String, case, cast, func, literal, select

from lms.attendance.models import DayMark, LockedUnit
from lms.attendance.queries.days import hours_of_days
from lms.attendance.queries.marks import replaced_in
from lms.attendance.queries.policy import PolicyBook, PolicyInForce, policy_book
from lms.attendance.rules import (
    Basis,
    DayStatus,
    Policy,
    Tally,
    UnitPeriod,
    minutes_worth,
    planned_minutes,
    policy_from,
    tally_of,
    tally_of_hours,
    unit_periods,
)
from lms.attendance.rules.courses import Settled
from lms.cohorts.models import CalendarDay
from lms.cohorts.types import CohortCard, DayKind
from lms.core.db import db

_CLASS = (DayKind.CLASS, DayKind.MAKE_UP)


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """A cohort's class days cut into unit periods, each with the policy that settles it.

    Marks on days ``off`` (a class day that was decided to be none) stay on record and count for nothing. Where hours
    are counted, ``planned`` are the minutes of each class day, and ``scheduled`` are minutes.
    """

    days: Sequence[date]
    units: Sequence[UnitPeriod]
    scheduled: Sequence[int]
    policies: Sequence[Policy]
    now: PolicyInForce
    off: Sequence[date] = ()
    planned: Mapping[date, int] = field(default_factory=dict)

    def days_of(self, unit: UnitPeriod) -> int:
        """How many class days a unit has."""
        return bisect_right(self.days, unit.last) - bisect_left(self.days, unit.first)

    def unit_at(self, day: date) -> UnitPeriod | None:
        """The unit in which a day lies."""
        at = bisect_right([unit.first for unit in self.units], day) - 1
        return self.units[at] if at >= 0 and day <= self.units[at].last else None


def course_plan(cohort: CohortCard, *, on: date, policy: Policy | None = None) -> CoursePlan:
    """The plan as of a day: a closed unit keeps the policy it was closed with, others follow the one in force on their
    first day. With ``policy`` everything follows that one (to try it out)."""
    book = policy_book(cohort)
    current = book.on(min(max(on, cohort.starts_on), cohort.ends_on)) if policy is None else PolicyInForce(policy)
    units = unit_periods(cohort.starts_on, cohort.ends_on, unit_start=current.policy.unit_start)
    days, off = _calendar(cohort.id)
    starts = [unit.first for unit in units]
    policies = [policy] * len(units) if policy is not None else _policies(cohort, units, book)
    planned = _planned(cohort.id, days, units, policies) if current.policy.basis is Basis.HOURS else {}
    scheduled = [0] * len(units)
    for day in days:
        at = bisect_right(starts, day) - 1
        if 0 <= at < len(units) and day <= units[at].last:
            scheduled[at] += planned[day] if planned else 1
    return CoursePlan(days, units, scheduled, policies, current, off, planned)


def _planned(
    cohort_id: int, days: Sequence[date], units: Sequence[UnitPeriod], policies: Sequence[Policy]
) -> dict[date, int]:
    """The minutes of each class day that can count; one statement for each kind of ordinary day in the policies."""
    stored = {hours: hours_of_days(cohort_id, days, ordinary=hours) for hours in {each.hours for each in policies}}
    starts = [unit.first for unit in units]
    found = {}
    for day in days:
        policy = policies[max(0, bisect_right(starts, day) - 1)]
        found[day] = planned_minutes(policy, stored[policy.hours].get(day, policy.hours))
    return found


def _calendar(cohort_id: int) -> tuple[list[date], list[date]]:
    """Class days, and days that were decided to be none, in order."""
    rows = db.session.execute(
        select(CalendarDay.day, CalendarDay.kind.in_(_CLASS))
        .where(CalendarDay.cohort_id == cohort_id)
        .order_by(CalendarDay.day)
    ).all()
    return [day for day, is_class in rows if is_class], [day for day, is_class in rows if not is_class]


def _policies(cohort: CohortCard, units: Sequence[UnitPeriod], book: PolicyBook) -> list[Policy]:
    closed = {
        number: policy_from(plain, strict=False)
        for number, plain in db.session.execute(
            select(LockedUnit.number, LockedUnit.policy).where(LockedUnit.cohort_id == cohort.id)
        )
    }
    return [closed.get(unit.number) or book.on(unit.first).policy for unit in units]


def day_by_hours(cohort: CohortCard, day: date) -> tuple[Policy, int] | None:
    """The policy that settles a day's unit and the minutes that can count; None where the class counts days (then one
    statement)."""
    if policy_book(cohort).basis_on(cohort.starts_on) is not Basis.HOURS:
        return None
    plan = course_plan(cohort, on=day)
    unit = plan.unit_at(day)
    return plan.policies[unit.number - 1] if unit else plan.now.policy, plan.planned.get(day, 0)


def tallies_by(plan: CoursePlan, cohort_id: int, *, enrolment_id: int | None = None) -> dict[int, Tally]:
    """Everybody's sums by a plan, for those with any mark: one statement."""
    unit = case(*((DayMark.day <= each.last, each.number) for each in plan.units), else_=0)
    day = cast(unit, String) + ":" + DayMark.status + ":" + cast(DayMark.events, String)
    if plan.planned:
        day = day + ":" + cast(func.coalesce(DayMark.minutes, -1), String) + ":" + cast(_planned_on(plan), String)
    statement = (
        select(DayMark.enrolment_id, func.aggregate_strings(day, ","))
        .where(DayMark.cohort_id == cohort_id, DayMark.id.not_in(replaced_in(cohort_id)))
        .group_by(DayMark.enrolment_id)
    )
    if plan.off:
        statement = statement.where(DayMark.day.not_in(plan.off))
    if enrolment_id is not None:
        statement = statement.where(DayMark.enrolment_id == enrolment_id)
    if plan.planned:
        return {
            who: tally_of_hours(_timed(days, plan.policies), scheduled=plan.scheduled, policies=plan.policies)
            for who, days in db.session.execute(statement)
        }
    known: Settled = {}
    return {
        who: tally_of(_rows(days), scheduled=plan.scheduled, policies=plan.policies, known=known)
        for who, days in db.session.execute(statement)
    }


def _planned_on(plan: CoursePlan) -> ColumnElement[int]:
    """The minutes planned on the day of a mark: those of most days, unless the day is among the others."""
    (usual, _days), *_rest = Counter(plan.planned.values()).most_common(1)
    others: dict[int, list[date]] = {}
    for on, minutes in plan.planned.items():
        if minutes != usual:
            others.setdefault(minutes, []).append(on)
    if not others:
        return literal(usual)
    return case(*((DayMark.day.in_(on), minutes) for minutes, on in others.items()), else_=usual)


def _timed(days: str, policies: Sequence[Policy]) -> Iterator[tuple[int, str, int, int, int]]:
    """What a trainee's days are worth, counted like ``_rows``."""
    for day, number in Counter(days.split(",")).items():
        unit, status, _incidents, known, planned = day.split(":")
        at, whole, minutes = int(unit), int(planned), int(known)
        policy = policies[at - 1] if at else policies[-1]
        worth = minutes_worth(policy, DayStatus(status), None if minutes < 0 else minutes, planned=whole)
        yield at, status, number, whole * number, worth * number


def _rows(days: str) -> Iterator[tuple[int, str, int, int]]:
    """What a trainee's days are, counted: one text a trainee costs a third of a row for each unit and status."""
    for day, number in Counter(days.split(",")).items():
        unit, status, incidents = _read(day)
        yield unit, status, number, incidents * number


@lru_cache(maxsize=1024)
def _read(day: str) -> tuple[int, str, int]:
    unit, status, incidents = day.split(":")
    return int(unit), status, int(incidents)


def tallies(cohort: CohortCard, *, on: date, enrolment_id: int | None = None) -> dict[int, Tally]:
    """What each trainee's days add up to, for those with any mark: four statements whatever the class."""
    return tallies_by(course_plan(cohort, on=on), cohort.id, enrolment_id=enrolment_id)
