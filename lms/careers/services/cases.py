"""Cases of graduates without a job, and what becomes of them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime

from sqlalchemy import select

from lms.careers import access, queries
from lms.careers.models import JobCase, OutcomeEntry
from lms.careers.services.sessions import cancel_all_of
from lms.careers.types import EXCLUDED, PLACED, OutcomeKind, WhyNot
from lms.cohorts import access as cohorts
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction

MONTHS = 6


def months_later(day: date, months: int) -> date:
    """The same day of month some months later, or that month's last day."""
    number = day.month - 1 + months
    year, month = day.year + number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def open_case(
    actor: Actor, *, enrolment_id: int, cohort_id: int, person_id: int, ends_on: date, now: datetime
) -> JobCase:
    """Open the six-month case of a graduate, once."""
    with transaction():
        known = db.session.scalar(select(JobCase).where(JobCase.enrolment_id == enrolment_id))
        if known is not None:
            return known
        case = JobCase(
            enrolment_id=enrolment_id,
            cohort_id=cohort_id,
            person_id=person_id,
            opened_at=now,
            until=months_later(ends_on, MONTHS),
        )
        db.session.add(case)
        db.session.flush()
        audit.record(actor, "case.opened", case)
    return case


def record_outcome(
    actor: Actor,
    *,
    enrolment_id: int,
    kind: OutcomeKind,
    effective_on: date,
    now: datetime,
    employer: str = "",
    evidence: str = "",
    reason: str = "",
) -> OutcomeEntry:
    """Write down what became of a graduate. A job or an exclusion takes evidence, closes the case and its bookings."""
    enrolment, card = cohorts.enrolment_for_staff(actor, enrolment_id)
    access.cohort_for_follow_up(actor, card.id)
    if kind is not OutcomeKind.SEEKING and not evidence.strip():
        raise Refused(WhyNot.EVIDENCE_MISSING)
    person_id = enrolment.person_id
    with transaction():
        before = queries.outcomes_of_cohort(card.id).get(enrolment_id)
        entry = OutcomeEntry(
            at=now,
            actor_id=actor.user_id,
            reason=reason,
            enrolment_id=enrolment_id,
            cohort_id=card.id,
            kind=kind,
            effective_on=effective_on,
            employer=employer.strip(),
            evidence=evidence.strip(),
            supersedes_id=before.id if before else None,
        )
        db.session.add(entry)
        db.session.flush()
        audit.record(
            actor,
            "outcome.recorded",
            entry,
            before={"kind": before.kind} if before else None,
            after={"kind": kind, "enrolment": enrolment_id},
        )
        _settle_case(actor, enrolment_id, person_id, kind, now)
    return entry


def _settle_case(actor: Actor, enrolment_id: int, person_id: int, kind: OutcomeKind, now: datetime) -> None:
    case = db.session.scalar(select(JobCase).where(JobCase.enrolment_id == enrolment_id))
    if case is None:
        return
    if kind in PLACED | EXCLUDED:
        case.closed_at, case.closed_as = now, kind
        cancel_all_of(actor, person_id=person_id, now=now)
        audit.record(actor, "case.closed", case, after={"as": kind})
    elif case.closed_at is not None:
        case.closed_at, case.closed_as = None, ""
        audit.record(actor, "case.reopened", case)
