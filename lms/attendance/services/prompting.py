"""Remote sessions: sending prompts, answering them, and what becomes of silence."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from lms.attendance import access, queries
from lms.attendance.checkin.prompts import MINUTES, PromptPurpose, answer_of, back_at, silent, was_there
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource, Recorded, WhyNot
from lms.attendance.models import RemotePrompt
from lms.attendance.queries import EventCard, PromptCard
from lms.attendance.services.checking_in import Phone, signals_from
from lms.attendance.services.recording import correct_events, record_event
from lms.cohorts import queries as cohorts
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction
from lms.notifications import services as notices

_NOTICE = {
    "ko": "원격 수업 확인: 지금 자리에 계신지 한 번 눌러 답해 주십시오.",
    "en": "Remote class: tap once to say that you are there.",
}


def send_prompt(
    actor: Actor,
    *,
    cohort_id: int,
    purpose: PromptPurpose,
    minutes: int,
    now: datetime,
    section_id: int | None = None,
) -> int:
    """Ask a class whether it is there; its id. The same question that is open already is given back."""
    cohort = access.cohort_for_marking(actor, cohort_id)
    today = clock.local_date(now)
    if minutes not in MINUTES:
        raise Refused(WhyNot.MINUTES_UNFIT)
    with transaction():
        if not queries.day_standing(cohort.id, today)[0]:
            raise Refused(WhyNot.NO_CLASS_TODAY)
        if section_id is not None and section_id not in {each.id for each in cohorts.sections(cohort.id)}:
            raise NotFound
        for known in queries.prompts_of_day(cohort.id, today):
            if known.is_open(now) and (known.purpose, known.section_id) == (purpose, section_id):
                return known.id
        row = RemotePrompt(
            cohort_id=cohort.id,
            section_id=section_id,
            day=today,
            purpose=purpose,
            sent_at=now,
            opened_by=actor.user_id,
            closes_at=now + timedelta(minutes=minutes),
        )
        db.session.add(row)
        db.session.flush()
        audit.record(actor, "attendance.prompt_sent", row, after={"purpose": purpose, "minutes": minutes})
        people = [each.person_id for each in cohorts.trainees(cohort.id, on=today, section_id=section_id)]
        notices.tell(actor, person_ids=people, text=_NOTICE, now=now, path="/attendance/check-in")
        made: int = row.id
    return made


def answer_prompt(actor: Actor, *, prompt_id: int, phone: Phone, now: datetime) -> Recorded:
    """Say that one is there, while the prompt is open; answering twice is answering once."""
    found = queries.prompt_to(actor.user_id or 0, prompt_id)
    if found is None:
        raise NotFound
    prompt, enrolment_id = found
    if not prompt.is_open(now):
        raise Refused(WhyNot.PROMPT_OVER)
    kind, slot = answer_of(prompt.purpose, prompt.id)
    facts = EventFacts(
        cohort_id=prompt.cohort_id,
        enrolment_id=enrolment_id,
        day=prompt.day,
        kind=kind,
        happened_at=now,
        source=EventSource.REMOTE,
        slot=slot,
        signals=signals_from(phone, delay=timedelta(0)),
    )
    return record_event(actor, facts, now=now)


def silent_at(prompt: PromptCard, events: dict[int, list[EventCard]], everybody: Sequence[int]) -> list[int]:
    """Who did not answer: of the whole class at the beginning and the end, of those who were there in between."""
    slots = {who: frozenset(card.slot for card in cards) for who, cards in events.items()}
    asked = list(everybody)
    if prompt.purpose is PromptPurpose.PRESENCE:
        asked = [who for who in everybody if was_there(events.get(who, []), at=prompt.sent_at)]
    return silent(slots, asked, purpose=prompt.purpose, prompt_id=prompt.id)


def book_silence(actor: Actor, *, prompt_id: int, enrolment_ids: Sequence[int], now: datetime) -> int:
    """Book an outing, from the prompt until they were heard of again, for people who did not answer; how many."""
    prompt = queries.prompt(prompt_id)
    if prompt is None:
        raise NotFound
    cohort = access.cohort_for_marking(actor, prompt.cohort_id)
    if not enrolment_ids:
        raise Refused(WhyNot.NOBODY_CHOSEN)
    if prompt.is_open(now) or prompt.purpose is not PromptPurpose.PRESENCE:
        raise Refused(WhyNot.PROMPT_OPEN)
    with transaction():
        events = queries.events_of_day(cohort.id, prompt.day)
        everybody = [
            each.enrolment_id for each in cohorts.trainees(cohort.id, on=prompt.day, section_id=prompt.section_id)
        ]
        chosen = list(dict.fromkeys(enrolment_ids))
        if not set(chosen) <= set(silent_at(prompt, events, everybody)):
            raise Refused(WhyNot.ANSWERED)
        facts: list[EventFacts] = []
        for who in chosen:
            back = back_at(events.get(who, []), after=prompt.sent_at)
            for kind, at in ((EventKind.OUTING, prompt.sent_at), (EventKind.RETURN, back)):
                if at is not None:
                    facts.append(
                        EventFacts(
                            cohort_id=cohort.id,
                            enrolment_id=who,
                            day=prompt.day,
                            kind=kind,
                            happened_at=at,
                            source=EventSource.STAFF,
                            slot=f"{kind}:prompt:{prompt.id}",
                        )
                    )
        reason = f"원격 확인 무응답 {clock.local_time(prompt.sent_at):%H:%M}"
        correct_events(actor, facts, now=now, reason=reason, batch=secrets.token_hex(8))
    return len(chosen)
