"""What approving requests would make of days and rates, worked out by the rules in a constant number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.attendance.queries.days import hours_of_days
from lms.attendance.queries.events import EventCard, as_day_events, events_of_people
from lms.attendance.queries.marks import StandingMark, marks_of_people
from lms.attendance.queries.requests import RequestCard, part_day_excuses, requests_of
from lms.attendance.queries.tallies import CoursePlan, course_plan
from lms.attendance.requests.effects import Effect, effect_of, status_after
from lms.attendance.requests.rules import budget, days_of
from lms.attendance.requests.types import RequestKind, Verdict
from lms.attendance.rules import DayStatus, Excuse, ExcuseKind, Hours
from lms.cohorts.types import CohortCard


@dataclass(frozen=True, slots=True)
class DayChange:
    """One day before and after; ``before`` None while nobody has marked it, ``minutes`` where hours are counted."""

    day: date
    before: DayStatus | None
    after: DayStatus
    incidents: int
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What approving one request makes: its days, the sums, and days for which no credit is left."""

    changes: Sequence[DayChange]
    effect: Effect
    beyond: Sequence[date]


@dataclass(frozen=True, slots=True)
class _Known:
    plan: CoursePlan
    marks: dict[int, dict[date, StandingMark]]
    events: dict[tuple[int, date], list[EventCard]]
    hours: dict[date, Hours]
    excuses: dict[tuple[int, date], tuple[Excuse, ...]]
    sick: dict[int, int]


def outcomes(cohort: CohortCard, cards: Sequence[RequestCard], *, today: date) -> dict[int, Outcome]:
    """The outcome of each request of a cohort, by its id, as if it alone were approved."""
    if not cards:
        return {}
    plan = course_plan(cohort, on=today)
    who = {card.enrolment_id for card in cards}
    days = sorted({day for card in cards for day in days_of(card.asked, plan.days)})
    known = _Known(
        plan,
        marks_of_people(who),
        events_of_people(who, days),
        hours_of_days(cohort.id, days, ordinary=plan.now.policy.hours),
        part_day_excuses(who, cohort_id=cohort.id, days=days),
        _sick_days(who, plan),
    )
    return {card.id: _outcome(cohort, card, known, today) for card in cards}


def _outcome(cohort: CohortCard, card: RequestCard, known: _Known, today: date) -> Outcome:
    plan, policy = known.plan, known.plan.now.policy
    days = days_of(card.asked, plan.days)
    beyond: list[date] = []
    if card.asked.reason is ExcuseKind.ILLNESS and card.asked.kind is RequestKind.EXCUSE:
        left = budget(
            policy,
            starts_on=cohort.starts_on,
            first=card.asked.first,
            scheduled=len(plan.days),
            leave_taken=0,
            sick_taken=known.sick.get(card.enrolment_id, 0),
        ).sick
        days, beyond = days[:left], days[left:]
    own = known.marks.get(card.enrolment_id, {})
    changes = []
    for day in days:
        events = as_day_events(known.events.get((card.enrolment_id, day), []), day)
        hours = known.hours.get(day, policy.hours)
        marked = own[day].status if day in own else None
        others = known.excuses.get((card.enrolment_id, day), ())
        minutes = own[day].minutes if day in own else None
        after = status_after(
            card.asked, events, policy=policy, hours=hours, known=marked, minutes=minutes, excuses=others
        )
        if after is not None:
            counted = None
            status, incidents, known_minutes = after
            if plan.planned and known_minutes is not None:
                counted = min(known_minutes, plan.planned.get(day, 0))
            changes.append(DayChange(day, marked, status, incidents, counted))
    before = {day: (mark.status, mark.incidents, mark.minutes) for day, mark in own.items()}
    changed = {each.day: (each.after, each.incidents, each.minutes) for each in changes if each.day <= today}
    effect = effect_of(
        before, changed, units=plan.units, scheduled=plan.scheduled, policies=plan.policies, planned=plan.planned
    )
    return Outcome(changes, effect, beyond)


def _sick_days(who: set[int], plan: CoursePlan) -> dict[int, int]:
    """Days of illness that approved excuses have used up."""
    used: dict[int, int] = {}
    for card in requests_of(who):
        is_sick = card.asked.reason is ExcuseKind.ILLNESS and card.asked.kind is RequestKind.EXCUSE
        if is_sick and card.verdict is Verdict.APPROVED:
            days = card.facts.get("days", [])
            used[card.enrolment_id] = used.get(card.enrolment_id, 0) + len(days or days_of(card.asked, plan.days))
    return used
