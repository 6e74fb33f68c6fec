"""Looking ahead for a whole class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import String, case, cast, func, select

from lms.attendance.models import DayMark, RiskNote
from lms.attendance.queries.marks import StandingMark, marks_of_enrolment, replaced_in
from lms.attendance.queries.tallies import CoursePlan, course_plan, tallies_by
from lms.attendance.rules import ABSENCES, Foresight, Tally, absences_up_to, foresee
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
    """Everybody's sums and foresight; four statements whatever the class."""
    plan = course_plan(cohort, on=on)
    sums = tallies_by(plan, cohort.id)
    away = absences_in_a_row(cohort.id, since=on - RECENT, until=on)
    to_come = [day for day in plan.days if day > on]
    today = [on] if on in plan.days else []
    ahead = {
        who: foresee(
            plan.now.policy,
            tally.course,
            ahead=to_come if who in away and away[who].last == on else today + to_come,
            in_a_row=away[who].count if who in away else 0,
            planned=plan.planned,
        )
        for who, tally in sums.items()
    }
    return Outlook(plan, sums, ahead)


@dataclass(frozen=True, slots=True)
class Away:
    """The last day that is marked, and how many days up to it were missed without a break."""

    last: date
    count: int


def absences_in_a_row(cohort_id: int, *, since: date, until: date) -> dict[int, Away]:
    """Unannounced absences in a row up to a day; one statement that the database counts, a row a trainee."""
    is_missed = DayMark.status.in_(ABSENCES)
    rows = db.session.execute(
        select(
            DayMark.enrolment_id,
            func.max(DayMark.day),
            func.max(case((~is_missed, DayMark.day))),
            func.aggregate_strings(case((is_missed, cast(DayMark.day, String))), ","),
        )
        .where(
            DayMark.cohort_id == cohort_id,
            DayMark.day >= since,
            DayMark.day <= until,
            DayMark.id.not_in(replaced_in(cohort_id)),
        )
        .group_by(DayMark.enrolment_id)
    )
    found = {}
    for who, last, there, missed in rows:
        days = missed.split(",") if missed else ()
        found[who] = Away(last, sum(1 for day in days if there is None or day > there.isoformat()))
    return found


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
    in_a_row = absences_up_to(marks[day].status for day in sorted(marks, reverse=True))
    days = [day for day in plan.days if day > on or (day == on and on not in marks)]
    ahead = foresee(plan.now.policy, tally.course, ahead=days, in_a_row=in_a_row, planned=plan.planned)
    return OwnOutlook(plan, marks, tally, ahead)
