"""What happened at the door on the last class day and today: scans, a few late, one phone used by two.

Nothing happens before its hour: a demonstration that is loaded at dawn shows a class that has yet to come.
"""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from lms.attendance import services as attendance
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource, Purpose
from lms.cohorts import services as cohorts
from lms.cohorts.models import Cohort
from lms.cohorts.queries import class_days
from lms.cohorts.types import DayKind
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.demo import roster_life, timetable_life

Trainees = list[tuple[int, int]]
SEED = 5
SCREEN_UP, SCREEN_DOWN = time(8, 40), time(9, 30)
MAKE_UP = {"ko": "보강", "en": "Make-up day"}


def days_at_the_door(cohort: Cohort, trainees: Trainees, *, today: date, now: datetime) -> None:
    """Make today a class day whatever the weekday, and let people come; the first trainee is yet to come."""
    chance = random.Random(SEED + cohort.id)
    before = class_days(cohort.id, until=today - timedelta(days=1))
    if all(card.day != today for card in class_days(cohort.id, until=today)):
        reason = "The demonstration always has a class today."
        kind = DayKind.MAKE_UP
        cohorts.decide_day(SYSTEM, cohort_id=cohort.id, day=today, kind=kind, label=MAKE_UP, reason=reason, now=now)
    timetable_life.timetable(cohort, today=today, now=now)
    if before:
        _whole_day(chance, cohort, trainees[:-1], before[-1].day)
        roster_life.roster_of_day(cohort, before[-1].day, now=now)
    _today(chance, cohort, trainees[1:-2], today, now=now)


def _today(chance: random.Random, cohort: Cohort, coming: Trainees, today: date, *, now: datetime) -> None:
    """Who has come by now; before the screen is up, nobody."""
    opened = clock.local_moment(today, SCREEN_UP)
    if opened >= now:
        return
    window = attendance.open_window(SYSTEM, cohort_id=cohort.id, purpose=Purpose.ARRIVAL, now=opened)
    for number, (enrolment, _person) in enumerate(coming):
        moment, device = _arrival(chance, number, enrolment, today)
        if moment < now:
            _event(cohort, enrolment, today, EventKind.CHECK_IN, moment, device=device, window_id=window.id)
    attendance.close_window(SYSTEM, window_id=window.id, now=min(now, clock.local_moment(today, SCREEN_DOWN)))


def _whole_day(chance: random.Random, cohort: Cohort, trainees: Trainees, day: date) -> None:
    """A day that is over, with its comings and goings; one goes out at noon and comes back."""
    for number, (enrolment, _person) in enumerate(trainees):
        came, device = _arrival(chance, number - 2, enrolment, day)
        left = clock.local_moment(day, time(18)) + timedelta(minutes=chance.randint(-4, 9))
        _event(cohort, enrolment, day, EventKind.CHECK_IN, came, device=device)
        if number == 1:
            out, back = clock.local_moment(day, time(14, 5)), clock.local_moment(day, time(14, 50))
            _event(cohort, enrolment, day, EventKind.OUTING, out, device=f"own {enrolment}")
            _event(cohort, enrolment, day, EventKind.RETURN, back, device=f"own {enrolment}")
        _event(cohort, enrolment, day, EventKind.CHECK_OUT, left, device=f"own {enrolment}")


def _arrival(chance: random.Random, number: int, enrolment_id: int, day: date) -> tuple[datetime, str]:
    """When somebody of this number comes, and by which phone: number 4 is late, 2 and 3 come by one phone."""
    minute = 14 if number == 4 else chance.randint(-14, 6)
    moment = clock.local_moment(day, time(9)) + timedelta(minutes=minute)
    return moment, "shared" if number in (2, 3) else f"own {enrolment_id}"


def _event(
    cohort: Cohort,
    enrolment_id: int,
    day: date,
    kind: EventKind,
    moment: datetime,
    *,
    device: str,
    window_id: int | None = None,
) -> None:
    slot = str(kind) if kind in (EventKind.CHECK_IN, EventKind.CHECK_OUT) else f"{kind}:demo"
    facts = EventFacts(
        cohort_id=cohort.id,
        enrolment_id=enrolment_id,
        day=day,
        kind=kind,
        happened_at=moment,
        source=EventSource.QR,
        slot=slot,
        window_id=window_id,
        signals={"device": attendance.digest_of(device), "network": attendance.digest_of("the centre")},
    )
    attendance.record_event(SYSTEM, facts, now=moment)
