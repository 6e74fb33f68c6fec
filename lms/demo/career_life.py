"""What happens after a course of the demo: completion, outcomes, cases, letters, sessions."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from lms.accounts.types import Role
from lms.careers import services as careers
from lms.careers.models import JobCase, PrepSession
from lms.careers.types import OutcomeKind, SessionKind
from lms.cohorts.models import Cohort
from lms.cohorts.services import end_cohort
from lms.core import clock
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.db import db
from lms.credentials.services import settle_completion
from lms.demo import attendance_life, texts
from lms.demo.class_life import Trainees, as_trainee, mark_days
from lms.portfolio import services as portfolio


def finish(
    chance: random.Random, cohort: Cohort, trainees: Trainees, *, employed: int, excluded: int, now: datetime
) -> None:
    """End a cohort, settle completion and record what became of its graduates."""
    mark_days(random.Random(7), cohort, trainees, until=cohort.ends_on + timedelta(days=1), now=now)
    attendance_life.close_months(cohort, trainees, today=clock.local_date(now), now=now)
    end_cohort(SYSTEM, cohort_id=cohort.id, now=now)
    settle_completion(SYSTEM, cohort_id=cohort.id, now=now)
    for number, (enrolment, _person) in enumerate(reversed(trainees)):
        if number < employed:
            kind, evidence = OutcomeKind.EMPLOYED, "재직증명서"
        elif number < employed + excluded:
            kind, evidence = OutcomeKind(texts.EXCLUSIONS[number - employed]), "증명서"
        else:
            continue
        careers.record_outcome(
            SYSTEM,
            enrolment_id=enrolment,
            kind=kind,
            effective_on=cohort.ends_on + timedelta(days=chance.randint(5, 60)),
            employer=chance.choice(texts.EMPLOYERS) if kind is OutcomeKind.EMPLOYED else "",
            evidence=evidence,
            now=now,
        )


def letters_of_running(cohort: Cohort, trainees: Trainees, mentor_id: int, *, now: datetime) -> None:
    """A portfolio and letters: one answered with a note, one waiting."""
    mentor = Actor(mentor_id, "", frozenset({Grant(Role.MENTOR, "cohort", cohort.id)}))
    headline, body, skills = texts.PORTFOLIO
    portfolio.save_portfolio(
        as_trainee(trainees[0][1], cohort.id), headline=headline, body=body, skills=skills, now=now
    )
    for number, (company, question, answer, quote, note) in enumerate(texts.LETTERS):
        author = as_trainee(trainees[number][1], cohort.id)
        letter = portfolio.start_letter(
            author,
            cohort_id=cohort.id,
            company=company,
            question=question,
            limit=1000,
            body=answer,
            now=now - timedelta(days=3),
        )
        portfolio.ask_for_review(author, letter_id=letter.id, now=now - timedelta(days=2))
        if number == 0:
            portfolio.write_note(mentor, letter_id=letter.id, quote=quote, text=note, now=now - timedelta(days=1))
            portfolio.finish_round(mentor, letter_id=letter.id, is_ready=False, now=now - timedelta(days=1))


def offer_sessions(centre_id: int, mentor_id: int, *, today: date) -> None:
    """A fortnight of preparation sessions on working days."""
    zone = ZoneInfo("Asia/Seoul")
    day, offered = today + timedelta(days=1), 0
    while offered < 10:
        if day.weekday() < 5:
            kind, title, capacity = texts.SESSIONS[offered % len(texts.SESSIONS)]
            starts = datetime.combine(day, time(14 + offered % 3), zone)
            careers.offer_session(
                SYSTEM,
                centre_id=centre_id,
                mentor_id=mentor_id,
                kind=SessionKind(kind),
                title=title,
                starts_at=starts,
                ends_at=starts + timedelta(minutes=50),
                capacity=capacity,
                room="상담실 2",
            )
            offered += 1
        day += timedelta(days=1)


def book_for_graduates(chance: random.Random, *, now: datetime) -> None:
    """A few graduates with open cases have booked."""
    cases = list(db.session.scalars(select(JobCase).where(JobCase.closed_at.is_(None)).order_by(JobCase.id)))
    sessions = list(db.session.scalars(select(PrepSession.id).order_by(PrepSession.starts_at)))
    pairs = list(zip(cases[1:5], sessions, strict=False))
    chance.shuffle(pairs)
    for case, session_id in pairs:
        careers.book_session(as_trainee(case.person_id, case.cohort_id), session_id=session_id, now=now)
