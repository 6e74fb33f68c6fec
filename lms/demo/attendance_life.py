"""Presence in the demo: a fortnight at the door, closed unit periods, corrections, someone near the edge, two rules."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from lms.accounts.queries import people_with
from lms.accounts.types import Role
from lms.attendance import queries
from lms.attendance import services as attendance
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource
from lms.attendance.rules import PRESETS, DayStatus, policy_to
from lms.cohorts import queries as cohorts
from lms.cohorts.models import Cohort
from lms.cohorts.types import CohortCard
from lms.core import clock
from lms.core.actor import SYSTEM, Actor, Grant

Trainees = list[tuple[int, int]]
SEED = 8
AT_THE_DOOR = 8
"""So many class days before today are worked out from check-in and check-out; earlier ones were marked by hand."""
AWAY = 3
"""The last trainee but one stays away for so many days."""


def door_days(cohort: Cohort, *, today: date) -> list[date]:
    """The class days that the door tells of."""
    return [card.day for card in cohorts.class_days(cohort.id, until=today - timedelta(days=1))][-AT_THE_DOOR:]


def write_policy(cohort: Cohort, *, now: datetime) -> None:
    """The city's own rules for the second field: no allowance, nobody is expelled."""
    attendance.write_policy(
        SYSTEM,
        cohort_id=cohort.id,
        scope="programme",
        valid_from=cohort.starts_on,
        plain=policy_to(PRESETS["city-basic"].policy),
        now=now,
    )


def count_hours(cohort: Cohort, *, now: datetime) -> None:
    """The class that begins next counts hours from its first day."""
    attendance.write_policy(
        SYSTEM,
        cohort_id=cohort.id,
        scope="cohort",
        valid_from=cohort.starts_on,
        plain=policy_to(PRESETS["hours-based"].policy),
        now=now,
    )


def come_and_go(cohort: Cohort, trainees: Trainees, *, today: date, now: datetime) -> None:
    """Events of the last class days, and the marks that they become."""
    chance = random.Random(SEED + cohort.id)
    days = door_days(cohort, today=today)
    for day in days[:-1]:  # the door's own part of the demo tells of the last one
        away = {trainees[-2][0]} if day in days[-AWAY:] else set()
        events = [
            _event(cohort, who, day, kind, minute)
            for who, _person in trainees
            if who not in away
            for kind, minute in _day(chance)
        ]
        attendance.correct_events(SYSTEM, events, now=now, reason="")
    for day in days:
        attendance.derive_day(SYSTEM, cohort_id=cohort.id, day=day, now=now)
    if days:
        _keep_away(cohort, trainees[-2][0], days[-1], now=now)


def _day(chance: random.Random) -> list[tuple[EventKind, int]]:
    """When someone comes and goes, in minutes since midnight."""
    draw = chance.random()
    if draw < 0.02:
        return []
    came = 540 + (chance.randint(11, 40) if draw < 0.09 else chance.randint(-15, 9))
    went = 1080 + (-chance.randint(20, 90) if draw > 0.96 else chance.randint(-3, 12))
    events = [(EventKind.CHECK_IN, came)]
    if 0.5 < draw < 0.54:
        events += [(EventKind.OUTING, 860), (EventKind.RETURN, 905)]
    return events if 0.6 < draw < 0.61 else [*events, (EventKind.CHECK_OUT, went)]


def _event(cohort: Cohort, enrolment_id: int, day: date, kind: EventKind, minute: int) -> EventFacts:
    return EventFacts(
        cohort_id=cohort.id,
        enrolment_id=enrolment_id,
        day=day,
        kind=kind,
        happened_at=clock.local_moment(day, time(minute // 60, minute % 60)),
        source=EventSource.QR,
        slot=str(kind) if kind in (EventKind.CHECK_IN, EventKind.CHECK_OUT) else f"{kind}:demo",
    )


def _keep_away(cohort: Cohort, enrolment_id: int, day: date, *, now: datetime) -> None:
    """The last day of the one who stays away."""
    attendance.mark_attendance(
        SYSTEM,
        cohort_id=cohort.id,
        day=day,
        statuses={enrolment_id: DayStatus.ABSENT},
        now=now,
        reason="전화를 받지 않음",
    )


def close_months(cohort: Cohort, trainees: Trainees, *, today: date, now: datetime) -> None:
    """Close what is over but for the last unit; propose two corrections, of which one is confirmed; warn people."""
    card = cohorts.cohort(cohort.id)
    if card is None:
        return
    plan = queries.course_plan(card, on=today)
    over = [unit for unit in plan.units if unit.last < today]
    closing = over if cohort.ends_on < today else over[:-1]
    for unit in closing:
        attendance.close_unit(SYSTEM, cohort_id=cohort.id, number=unit.number, now=now)
    if closing and cohort.ends_on >= today:
        _correct(card, trainees, closing[0].last, now=now)
    if cohort.ends_on >= today:
        attendance.note_risks(SYSTEM, cohort=card, now=now)
        attendance.tell_staff(SYSTEM, running=[card], now=now)


def _correct(card: CohortCard, trainees: Trainees, until: date, *, now: datetime) -> None:
    teacher, office = people_with(Role.INSTRUCTOR, [card.place]), people_with(Role.ADMINISTRATOR, [card.place])
    if not teacher or not office:
        return
    days = [each.day for each in cohorts.class_days(card.id, until=until)]
    proposer = Actor(teacher[0].id, "", frozenset({Grant(Role.INSTRUCTOR, "cohort", card.id)}))
    decider = Actor(office[0].id, "", frozenset({Grant(Role.ADMINISTRATOR, "centre", card.centre_id)}))
    for (enrolment, _person), day, reason in zip(
        trainees[2:4], (days[2], days[5]), ("병원 진료확인서가 늦게 도착함", "면접확인서 원본 확인"), strict=False
    ):
        asked = attendance.propose_correction(
            proposer, enrolment_id=enrolment, day=day, status=DayStatus.EXCUSED, reason=reason, now=now
        )
        if enrolment == trainees[2][0]:
            attendance.decide_correction(decider, proposal_id=asked.id, confirms=True, answer="확인했습니다.", now=now)
