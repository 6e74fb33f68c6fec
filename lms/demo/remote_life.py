"""A prompt of this morning to a class, which most have answered; early in the day, that of the last class day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from lms.accounts.types import Role
from lms.attendance import services as attendance
from lms.attendance.checkin.prompts import PromptPurpose
from lms.cohorts.models import Cohort
from lms.cohorts.queries import class_days
from lms.core import clock
from lms.core.actor import SYSTEM, Actor, Grant

Trainees = list[tuple[int, int]]
ASKED_AT = time(9, 30)
OPEN = 5
"""So many minutes a prompt can be answered."""


def prompt_of_morning(cohort: Cohort, trainees: Trainees, *, today: date, now: datetime) -> None:
    """Asked at half past nine of the last class day on which it is over; every fourth of those who came is silent."""
    over = [
        sent
        for card in class_days(cohort.id, until=today)[-2:]
        if (sent := clock.local_moment(card.day, ASKED_AT)) + timedelta(minutes=OPEN) < now
    ]
    if not over:
        return
    sent = over[-1]
    prompt = attendance.send_prompt(SYSTEM, cohort_id=cohort.id, purpose=PromptPurpose.PRESENCE, minutes=OPEN, now=sent)
    for number, (_enrolment, person) in enumerate(trainees[1:-2]):
        if number % 4 == 3:
            continue
        actor = Actor(person, "", frozenset({Grant(Role.TRAINEE, "cohort", cohort.id)}))
        phone = attendance.Phone(f"own {person}", "home")
        attendance.answer_prompt(actor, prompt_id=prompt, phone=phone, now=sent + timedelta(seconds=40 + number))
