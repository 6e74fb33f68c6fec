"""What each trainee's days add up to, by the policy in force."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import String, case, cast, func, select

from lms.attendance.models import DayMark, LockedUnit
from lms.attendance.queries.marks import replaced_in
from lms.attendance.queries.policy import PolicyBook, PolicyInForce, policy_book
from lms.attendance.rules import Policy, Tally, UnitPeriod, policy_from, tally_of, unit_periods
from lms.attendance.rules.courses import Settled
from lms.cohorts.models import CalendarDay
from lms.cohorts.types import CohortCard, DayKind
from lms.core.db import db

_CLASS = (DayKind.CLASS, DayKind.MAKE_UP)


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """A cohort's class days cut into unit periods, each with the policy that settles it. Marks on days ``off`` (a
    class day that was decided to be none) stay on record and count for nothing."""

    days: Sequence[date]
    units: Sequence[UnitPeriod]
    scheduled: Sequence[int]
    policies: Sequence[Policy]
    now: PolicyInForce
    off: Sequence[date] = ()

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
    scheduled = [0] * len(units)
    for day in days:
        at = bisect_right(starts, day) - 1
        if 0 <= at < len(units) and day <= units[at].last:
            scheduled[at] += 1
    policies = [policy] * len(units) if policy is not None else _policies(cohort, units, book)
    return CoursePlan(days, units, scheduled, policies, current, off)


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


def tallies_by(plan: CoursePlan, cohort_id: int, *, enrolment_id: int | None = None) -> dict[int, Tally]:
    """Everybody's sums by a plan, for those with any mark: one statement."""
    unit = case(*((DayMark.day <= each.last, each.number) for each in plan.units), else_=0)
    day = cast(unit, String) + ":" + DayMark.status + ":" + cast(DayMark.events, String)
    statement = (
        select(DayMark.enrolment_id, func.aggregate_strings(day, ","))
        .where(DayMark.cohort_id == cohort_id, DayMark.id.not_in(replaced_in(cohort_id)))
        .group_by(DayMark.enrolment_id)
    )
    if plan.off:
        statement = statement.where(DayMark.day.not_in(plan.off))
    if enrolment_id is not None:
        statement = statement.where(DayMark.enrolment_id == enrolment_id)
    known: Settled = {}
    return {
        who: tally_of(_rows(days), scheduled=plan.scheduled, policies=plan.policies, known=known)
        for who, days in db.session.execute(statement)
    }


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
