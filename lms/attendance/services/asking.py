"""A trainee asks: an excuse, leave, a correction; and takes it back while nobody has decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from lms.attendance import access, queries
from lms.attendance.models import AttendanceRequest, RequestDecision
from lms.attendance.queries import CoursePlan, RequestCard
from lms.attendance.requests import rules
from lms.attendance.requests.rules import Situation
from lms.attendance.requests.types import Asked, RequestKind, Verdict, WhyNot
from lms.attendance.rules import ExcuseKind
from lms.cohorts.models import Enrolment
from lms.cohorts.types import CohortCard
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.files import FileKind, StoredFile, keep_upload
from lms.core.transaction import transaction

PAPERS = frozenset(
    {FileKind.PDF, FileKind.PNG, FileKind.JPEG, FileKind.WEBP, FileKind.DOCX, FileKind.HWP, FileKind.HWPX}
)
LARGEST_PAPER = 10 * 1024 * 1024
TEXT_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that proves the reason."""

    name: str
    data: bytes


def ask(
    actor: Actor, *, enrolment_id: int, asked: Asked, text: str, paper: Paper | None, now: datetime
) -> AttendanceRequest:
    """Ask for something, with a paper if there is one, for oneself or, as staff, for a trainee that called.

    Raises Refused(requests.WhyNot) or Refused(UploadRefused).
    """
    enrolment, cohort = access.enrolment_for_asking(actor, enrolment_id)
    with transaction():
        db.session.get_one(
            Enrolment, enrolment.id, with_for_update=True, populate_existing=True
        )  # one request of a person at a time
        if reason := rules.why_not_ask(asked, situation(cohort, enrolment.id, asked, now=now), text=text):
            raise Refused(reason)
        file = None
        if paper is not None:
            file = _keep(actor, paper, now=now)
        row = AttendanceRequest(
            cohort_id=cohort.id,
            enrolment_id=enrolment.id,
            kind=asked.kind,
            reason=asked.reason,
            first=asked.first,
            last=asked.last,
            starts=asked.starts,
            ends=asked.ends,
            text=text.strip()[:TEXT_LENGTH],
            evidence_id=file.id if file else None,
            asked_at=now,
            filed_by=None if enrolment.person_id == actor.user_id else actor.user_id,
        )
        db.session.add(row)
        db.session.flush()
        after = {"kind": asked.kind, "first": asked.first.isoformat(), "last": asked.last.isoformat()}
        audit.record(actor, "attendance.request_made", row, after={**after, "paper": file is not None})
    return row


def _keep(actor: Actor, paper: Paper, *, now: datetime) -> StoredFile:
    return keep_upload(
        actor,
        data=paper.data,
        name=paper.name,
        purpose="attendance.evidence",
        allowed=PAPERS,
        largest=LARGEST_PAPER,
        now=now,
    )


def add_paper(actor: Actor, *, request_id: int, paper: Paper | None, now: datetime) -> None:
    """Add the paper that was still missing: the trainee, or staff to whom it was brought."""
    card, _cohort = access.request_for_reading(actor, request_id)
    with transaction():
        row = db.session.get_one(AttendanceRequest, card.id, with_for_update=True, populate_existing=True)
        if reason := rules.why_not_add_paper(verdict=card.verdict, has_paper=row.evidence_id is not None):
            raise Refused(reason)
        if paper is None or not paper.data:
            raise Refused(WhyNot.PAPER_MISSING)
        row.evidence_id = _keep(actor, paper, now=now).id
        audit.record(actor, "attendance.paper_added", row)


def situation(cohort: CohortCard, enrolment_id: int, asked: Asked, *, now: datetime) -> Situation:
    """What a request is judged by today."""
    today = clock.local_date(now)
    plan = queries.course_plan(cohort, on=today)
    others = [card for card in queries.requests_of([enrolment_id]) if card.verdict in (None, Verdict.APPROVED)]
    policy = plan.now.policy
    return Situation(
        today=today,
        class_days=plan.days,
        policy=policy,
        terms=queries.request_terms(cohort, on=today),
        budget=rules.budget(
            policy,
            starts_on=cohort.starts_on,
            first=asked.first,
            scheduled=len(plan.days),
            leave_taken=_count(others, plan, RequestKind.LEAVE, ExcuseKind.LEAVE),
            sick_taken=_count(others, plan, RequestKind.EXCUSE, ExcuseKind.ILLNESS),
        ),
        has_leave=rules.has_leave(policy, plan.units),
        taken={day for card in others if card.asked.kind == asked.kind for day in rules.days_of(card.asked, plan.days)},
        closed=queries.closed_spans(cohort.id),
    )


def _count(cards: list[RequestCard], plan: CoursePlan, kind: RequestKind, reason: ExcuseKind) -> int:
    return sum(
        len(rules.days_of(card.asked, plan.days))
        for card in cards
        if (card.asked.kind, card.asked.reason) == (kind, reason)
    )


def withdraw(actor: Actor, *, request_id: int, now: datetime) -> None:
    """Take one's own request back, before it is decided."""
    card = access.own_request(actor, request_id)
    with transaction():
        if card.verdict is not None:
            raise Refused(WhyNot.DECIDED_ALREADY)
        store_decision(actor, card, Verdict.WITHDRAWN, reason="", facts=None, now=now)
        audit.record(actor, "attendance.request_withdrawn", ("attendance_request", card.id))


def store_decision(
    actor: Actor,
    card: RequestCard,
    verdict: Verdict,
    *,
    reason: str,
    facts: dict[str, object] | None,
    now: datetime,
) -> None:
    """Append how a request ended; the database lets it end once."""
    row = RequestDecision(
        at=now, actor_id=actor.user_id, reason=reason, request_id=card.id, verdict=verdict, facts=facts
    )
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(WhyNot.DECIDED_ALREADY) from error
