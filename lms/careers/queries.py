"""Reads of outcomes, cases and sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.attendance.rules.placement import Placement
from lms.careers.models import Booking, JobCase, OutcomeEntry, PrepSession
from lms.careers.types import EXCLUDED, PLACED, CaseLine, OutcomeKind, SessionLine
from lms.core.db import db
from lms.credentials.queries import standing_decisions
from lms.credentials.types import Verdict


def outcomes_of_cohort(cohort_id: int) -> dict[int, OutcomeEntry]:
    """Today's outcome of each enrolment."""
    later = aliased(OutcomeEntry)
    rows = db.session.scalars(
        select(OutcomeEntry)
        .outerjoin(later, later.supersedes_id == OutcomeEntry.id)
        .where(OutcomeEntry.cohort_id == cohort_id, later.id.is_(None))
    )
    return {row.enrolment_id: row for row in rows}


def placement(cohort_id: int) -> Placement:
    """The counts of a cohort as they stand."""
    decisions = standing_decisions(cohort_id)
    outcomes = outcomes_of_cohort(cohort_id)
    kinds = {who: OutcomeKind(entry.kind) for who, entry in outcomes.items()}
    completers = {who for who, entry in decisions.items() if entry.verdict == Verdict.COMPLETED}
    early = {who for who, entry in decisions.items() if entry.verdict == Verdict.EARLY_EMPLOYED}
    return Placement(
        completers=len(completers),
        employed=sum(kinds.get(who) in PLACED for who in completers),
        early_employed=len(early),
        excluded=sum(kinds.get(who) in EXCLUDED for who in completers),
    )


def open_cases(cohort_ids: Iterable[int], *, now: datetime) -> list[CaseLine]:
    """Cases that are open, those with the least support first."""
    held = func.count(Booking.id)
    upcoming = aliased(PrepSession)
    rows = db.session.execute(
        select(
            JobCase.id,
            JobCase.person_id,
            Person.name,
            JobCase.cohort_id,
            JobCase.until,
            held,
            func.min(upcoming.starts_at),
        )
        .join(Person, Person.id == JobCase.person_id)
        .outerjoin(Booking, and_(Booking.case_id == JobCase.id, Booking.state == "booked"))
        .outerjoin(upcoming, and_(upcoming.id == Booking.session_id, upcoming.starts_at > now))
        .where(JobCase.cohort_id.in_(list(cohort_ids)), JobCase.closed_at.is_(None))
        .group_by(JobCase.id, JobCase.person_id, Person.name, JobCase.cohort_id, JobCase.until)
        .order_by(held, JobCase.until, Person.name)
    )
    return [CaseLine(*row) for row in rows]


def case_of(person_id: int) -> JobCase | None:
    """A person's open case."""
    return db.session.scalar(
        select(JobCase)
        .where(JobCase.person_id == person_id, JobCase.closed_at.is_(None))
        .order_by(JobCase.id.desc())
        .limit(1)
    )


def sessions(centre_ids: Iterable[int], *, since: datetime, person_id: int) -> list[SessionLine]:
    """Sessions of centres from a time on: one statement."""
    mine = aliased(Booking)
    rows = db.session.execute(
        select(
            PrepSession.id,
            PrepSession.kind,
            PrepSession.title,
            PrepSession.room,
            PrepSession.starts_at,
            PrepSession.ends_at,
            PrepSession.capacity,
            select(func.count())
            .where(Booking.session_id == PrepSession.id, Booking.state == "booked")
            .scalar_subquery(),
            Person.name,
            mine.id.is_not(None),
        )
        .join(Person, Person.id == PrepSession.mentor_id)
        .outerjoin(
            mine,
            and_(mine.session_id == PrepSession.id, mine.person_id == person_id, mine.state == "booked"),
        )
        .where(PrepSession.centre_id.in_(list(centre_ids)), PrepSession.starts_at >= since)
        .order_by(PrepSession.starts_at, PrepSession.id)
        .limit(60)
    )
    return [SessionLine(*row) for row in rows]


def bookings_of_case(case_id: int) -> list[tuple[Booking, PrepSession]]:
    """Everything that was booked for a case."""
    rows = db.session.execute(
        select(Booking, PrepSession)
        .join(PrepSession, PrepSession.id == Booking.session_id)
        .where(Booking.case_id == case_id)
        .order_by(PrepSession.starts_at)
    )
    return [(booking, session) for booking, session in rows]
