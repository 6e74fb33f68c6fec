"""A prompt of this morning to a class, which most have answered."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from lms.accounts.types import Role
from lms.attendance import services as attendance
from lms.attendance.checkin.prompts import PromptPurpose
from lms.cohorts.models import Cohort
from lms.core import clock
from lms.core.actor import SYSTEM, Actor, Grant

Trainees = list[tuple[int, int]]


def prompt_of_today(cohort: Cohort, trainees: Trainees, *, today: date, now: datetime) -> None:
    """Asked at half past nine, or a while ago where it is earlier; every fourth of those who came stays silent."""
    sent = min(clock.local_moment(today, time(9, 30)), now - timedelta(minutes=10))
    sent = max(sent, clock.local_moment(today, time(0)))
    prompt = attendance.send_prompt(SYSTEM, cohort_id=cohort.id, purpose=PromptPurpose.PRESENCE, minutes=5, now=sent)
    for number, (_enrolment, person) in enumerate(trainees[1:-2]):
        if number % 4 == 3:
            continue
        actor = Actor(person, "", frozenset({Grant(Role.TRAINEE, "cohort", cohort.id)}))
        phone = attendance.Phone(f"own {person}", "home")
        attendance.answer_prompt(actor, prompt_id=prompt, phone=phone, now=sent + timedelta(seconds=40 + number))
