"""Trying a policy on a cohort before it is written: nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lms.attendance import access, queries
from lms.attendance.marks import MarkSource
from lms.attendance.queries import CoursePlan, StandingMark
from lms.attendance.requests.effects import sums_of
from lms.attendance.rules import DayRecord, DayStatus, Policy, Tally, counted_by, settle_day
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Trial:
    """A trainee under the policy in force and under the one that is tried."""

    enrolment_id: int
    name: str
    before: Tally
    after: Tally
    changed_days: int

    @property
    def differs(self) -> bool:
        """Whether anything that counts is different."""
        return bool(self.changed_days) or _sums(self.before) != _sums(self.after)


def _sums(tally: Tally) -> tuple[object, ...]:
    course = tally.course
    won = sum(unit.allowance.won for unit in course.units)
    return (tally.basis, tally.credited, tally.missed, tally.left, course.completes, course.is_expelled, won)


def try_policy(actor: Actor, *, cohort_id: int, policy: Policy) -> list[Trial]:
    """Everybody's sums by today's policy and by another one. Days that the door marked are judged anew; what people
    decided stays. Closed units are shown as if they were open; they never change in truth."""
    cohort = access.cohort_for_closing(actor, cohort_id)
    present = queries.course_plan(cohort, on=cohort.ends_on)
    tried = queries.course_plan(cohort, on=cohort.ends_on, policy=counted_by(policy, policy.basis))
    before = queries.tallies_by(present, cohort_id)
    marks = queries.every_mark(cohort_id)
    judged = _judged_anew(cohort, tried, marks)
    trials = []
    for person in cohorts.trainees(cohort_id, on=cohort.ends_on, states=None):
        who = person.enrolment_id
        if who not in before:
            continue
        days = {
            day: judged.get((who, day), (mark.status, mark.incidents, mark.minutes)) for day, mark in marks[who].items()
        }
        changed = sum(days[day][:2] != (mark.status, mark.incidents) for day, mark in marks[who].items())
        after = sums_of(
            days, units=tried.units, scheduled=tried.scheduled, policies=tried.policies, planned=tried.planned
        )
        trials.append(Trial(who, person.name, before[who], after, changed))
    return sorted(trials, key=lambda trial: (not trial.differs, trial.name))


def _judged_anew(
    cohort: CohortCard, plan: CoursePlan, marks: dict[int, dict[date, StandingMark]]
) -> dict[tuple[int, date], tuple[DayStatus, int, int | None]]:
    policy = plan.now.policy
    events = queries.events_between(cohort.id, cohort.starts_on, cohort.ends_on)
    hours = queries.hours_of_days(cohort.id, plan.days, ordinary=policy.hours)
    excuses = queries.part_day_excuses(cohort_id=cohort.id, days=plan.days)
    found: dict[tuple[int, date], tuple[DayStatus, int, int | None]] = {}
    for who, own in marks.items():
        for day, mark in own.items():
            if mark.source != MarkSource.DOOR:
                continue
            record = DayRecord(
                tuple(queries.as_day_events(events.get((who, day), []), day)), excuses.get((who, day), ())
            )
            result = settle_day(policy, hours.get(day, policy.hours), record)
            found[who, day] = (result.status, result.incidents, result.minutes)
    return found
