"""What happened at the door today and on the class day before: scans, a few late, one phone used by two."""

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
        _day(chance, cohort, trainees[:-1], before[-1].day, now=now)
        roster_life.roster_of_day(cohort, before[-1].day, now=now)
    window = attendance.open_window(SYSTEM, cohort_id=cohort.id, purpose=Purpose.ARRIVAL, now=now)
    for number, (enrolment, _person) in enumerate(trainees[1:-2]):
        minute = 14 if number == 4 else chance.randint(-14, 6)
        moment = _moment(today, time(9), minute, now=now)
        device = "shared" if number in (2, 3) else f"own {enrolment}"
        _event(cohort, enrolment, today, EventKind.CHECK_IN, moment, device=device, window_id=window.id)
    attendance.close_window(SYSTEM, window_id=window.id, now=now)


def _day(chance: random.Random, cohort: Cohort, trainees: Trainees, day: date, *, now: datetime) -> None:
    """A whole day with its comings and goings; one goes out at noon and comes back."""
    for number, (enrolment, _person) in enumerate(trainees):
        came = _moment(day, time(9), chance.randint(-14, 8), now=now)
        left = _moment(day, time(18), chance.randint(-4, 9), now=now)
        _event(cohort, enrolment, day, EventKind.CHECK_IN, came, device=f"own {enrolment}")
        if number == 1:
            out, back = _moment(day, time(14), 5, now=now), _moment(day, time(14), 50, now=now)
            _event(cohort, enrolment, day, EventKind.OUTING, out, device=f"own {enrolment}")
            _event(cohort, enrolment, day, EventKind.RETURN, back, device=f"own {enrolment}")
        _event(cohort, enrolment, day, EventKind.CHECK_OUT, left, device=f"own {enrolment}")


def _moment(day: date, at: time, minutes: int, *, now: datetime) -> datetime:
    """A moment of a day that is not ahead of us, however early the demonstration is loaded."""
    planned = clock.local_moment(day, at) + timedelta(minutes=minutes)
    return max(min(planned, now - timedelta(minutes=1)), clock.local_moment(day, time(0)))


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
