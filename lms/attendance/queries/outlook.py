"""Looking ahead for a whole class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from lms.attendance.models import RiskNote
from lms.attendance.queries.marks import StandingMark, marks_between, marks_of_enrolment
from lms.attendance.queries.tallies import CoursePlan, course_plan, tallies_by
from lms.attendance.rules import DayStatus, Foresight, Tally, foresee
from lms.cohorts.types import CohortCard
from lms.core.db import db

RECENT = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A class's plan, everybody's sums, and what lies ahead of each (for those with any mark)."""

    plan: CoursePlan
    tallies: dict[int, Tally]
    ahead: dict[int, Foresight]


def outlook(cohort: CohortCard, *, on: date) -> Outlook:
    """Everybody's sums and foresight; five statements whatever the class."""
    plan = course_plan(cohort, on=on)
    sums = tallies_by(plan, cohort.id)
    marks = marks_between(cohort.id, on - RECENT, on)
    to_come = [day for day in plan.days if day > on]
    today = [on] if on in plan.days else []
    ahead = {}
    for who, tally in sums.items():
        own = marks.get(who, {})
        recent = [DayStatus(own[day][0]) for day in sorted(own, reverse=True)]
        days = to_come if on in own else today + to_come
        ahead[who] = foresee(plan.now.policy, tally.course, ahead=days, recent=recent)
    return Outlook(plan, sums, ahead)


def last_risks(cohort_id: int) -> dict[int, RiskNote]:
    """The newest note on each trainee of a cohort."""
    newest = select(func.max(RiskNote.id)).where(RiskNote.cohort_id == cohort_id).group_by(RiskNote.enrolment_id)
    rows = db.session.scalars(select(RiskNote).where(RiskNote.id.in_(newest)))
    return {row.enrolment_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class OwnOutlook:
    """One trainee's plan, days, sums and what lies ahead (None before the first mark)."""

    plan: CoursePlan
    marks: dict[date, StandingMark]
    tally: Tally | None
    ahead: Foresight | None


def outlook_of(cohort: CohortCard, enrolment_id: int, *, on: date) -> OwnOutlook:
    """One trainee's six months; five statements."""
    plan = course_plan(cohort, on=on)
    marks = marks_of_enrolment(enrolment_id)
    tally = tallies_by(plan, cohort.id, enrolment_id=enrolment_id).get(enrolment_id)
    if tally is None:
        return OwnOutlook(plan, marks, None, None)
    recent = [marks[day].status for day in sorted(marks, reverse=True)]
    days = [day for day in plan.days if day > on or (day == on and on not in marks)]
    return OwnOutlook(plan, marks, tally, foresee(plan.now.policy, tally.course, ahead=days, recent=recent))
