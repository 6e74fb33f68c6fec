"""Reads of requests, and of what they are judged by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, exists, func, select

from lms.accounts.models import Person
from lms.attendance.marks import MarkSource
from lms.attendance.models import AttendanceRequest, DayMark, LockedUnit, RequestDecision, RequestRevocation
from lms.attendance.requests.effects import second_of
from lms.attendance.requests.types import TERMS, Asked, RequestKind, RequestTerms, Verdict
from lms.attendance.rules import Excuse, ExcuseKind
from lms.cohorts.models import Enrolment
from lms.cohorts.types import CohortCard
from lms.core import terms
from lms.core.db import db
from lms.core.files import StoredFile


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request with its decision, if there is one (``verdict`` None: open). ``has_paper``: a file still kept."""

    id: int
    cohort_id: int
    enrolment_id: int
    person_id: int
    name: str
    asked: Asked
    text: str
    evidence_id: int | None
    has_paper: bool
    asked_at: datetime
    verdict: Verdict | None
    decided_at: datetime | None
    decided_by: int | None
    decision: str
    facts: Mapping[str, Any]
    filed_by: int | None = None
    revoked_at: datetime | None = None
    revocation: str = ""
    undone: Mapping[str, Any] = field(default_factory=dict)


_Parts = Select[AttendanceRequest, int, str, datetime | None, RequestDecision | None, RequestRevocation | None]


def _requests() -> _Parts:
    return (
        select(AttendanceRequest, Person.id, Person.name, StoredFile.purged_at, RequestDecision, RequestRevocation)
        .join(Enrolment, Enrolment.id == AttendanceRequest.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(StoredFile, StoredFile.id == AttendanceRequest.evidence_id)
        .outerjoin(RequestDecision, RequestDecision.request_id == AttendanceRequest.id)
        .outerjoin(RequestRevocation, RequestRevocation.request_id == AttendanceRequest.id)
    )


def _card(
    row: AttendanceRequest,
    trainee: tuple[int, str],
    purged_at: datetime | None,
    decision: RequestDecision | None,
    revoked: RequestRevocation | None,
) -> RequestCard:
    verdict = Verdict(decision.verdict) if decision else None
    asked = Asked(RequestKind(row.kind), ExcuseKind(row.reason), row.first, row.last, row.starts, row.ends)
    return RequestCard(
        row.id,
        row.cohort_id,
        row.enrolment_id,
        *trainee,
        asked,
        row.text,
        row.evidence_id,
        row.evidence_id is not None and purged_at is None,
        row.asked_at,
        Verdict.REVOKED if revoked else verdict,
        decision.at if decision else None,
        decision.actor_id if decision else None,
        decision.reason if decision else "",
        decision.facts or {} if decision else {},
        row.filed_by,
        revoked.at if revoked else None,
        revoked.reason if revoked else "",
        (revoked.facts or {}) if revoked else {},
    )


def _cards(statement: _Parts) -> list[RequestCard]:
    return [_card(row[0], (row[1], row[2]), *row[3:6]) for row in db.session.execute(statement)]


def request(request_id: int) -> RequestCard | None:
    """One request."""
    found = _cards(_requests().where(AttendanceRequest.id == request_id))
    return found[0] if found else None


def requests_by_id(cohort_id: int, ids: Collection[int]) -> list[RequestCard]:
    """Requests of a cohort by id, oldest first."""
    statement = _requests().where(AttendanceRequest.cohort_id == cohort_id, AttendanceRequest.id.in_(ids))
    return _cards(statement.order_by(AttendanceRequest.id))


def requests_of(enrolment_ids: Iterable[int]) -> list[RequestCard]:
    """What these trainees asked for, newest first."""
    statement = _requests().where(AttendanceRequest.enrolment_id.in_(list(enrolment_ids)))
    return _cards(statement.order_by(AttendanceRequest.id.desc()))


def queue(cohort_id: int, *, is_open: bool, page: int, size: int = 25) -> tuple[list[RequestCard], int]:
    """Open requests, oldest first, or decided ones, newest first: a page of them, and how many there are."""
    wanted = RequestDecision.id.is_(None) if is_open else RequestDecision.id.is_not(None)
    order = AttendanceRequest.id if is_open else RequestDecision.id.desc()
    statement = _requests().where(AttendanceRequest.cohort_id == cohort_id, wanted)
    count = db.session.scalar(
        select(func.count())
        .select_from(AttendanceRequest)
        .outerjoin(RequestDecision, RequestDecision.request_id == AttendanceRequest.id)
        .where(AttendanceRequest.cohort_id == cohort_id, wanted)
    )
    return _cards(statement.order_by(order).limit(size).offset((page - 1) * size)), count or 0


def open_counts(cohort_ids: Iterable[int]) -> dict[int, int]:
    """How many requests of each cohort wait."""
    rows = db.session.execute(
        select(AttendanceRequest.cohort_id, func.count())
        .outerjoin(RequestDecision, RequestDecision.request_id == AttendanceRequest.id)
        .where(AttendanceRequest.cohort_id.in_(list(cohort_ids)), RequestDecision.id.is_(None))
        .group_by(AttendanceRequest.cohort_id)
    )
    return {row[0]: row[1] for row in rows}


def request_terms(cohort: CohortCard, *, on: date) -> RequestTerms:
    """What the centre decided about requests."""
    found = terms.in_force(TERMS, on=on, scopes=(("centre", cohort.centre_id), ("site", 0)))
    return RequestTerms.from_numbers(found.numbers) if found else RequestTerms()


def closed_spans(cohort_id: int) -> list[tuple[date, date]]:
    """First and last days of a cohort's closed units."""
    rows = db.session.execute(select(LockedUnit.first, LockedUnit.last).where(LockedUnit.cohort_id == cohort_id))
    return [(first, last) for first, last in rows]


def approved_since(day: date, *, until: date) -> list[RequestCard]:
    """Approved requests about days of this stretch, everywhere."""
    statement = _requests().where(
        RequestDecision.verdict == Verdict.APPROVED,
        RequestRevocation.id.is_(None),
        AttendanceRequest.last >= day,
        AttendanceRequest.first <= until,
    )
    return _cards(statement.order_by(AttendanceRequest.id))


def part_day_excuses(
    enrolment_ids: Collection[int] | None = None, *, cohort_id: int, days: Collection[date]
) -> dict[tuple[int, date], tuple[Excuse, ...]]:
    """Approved excuses for some hours of these days, of a cohort or of some of its trainees; one statement."""
    statement = (
        select(AttendanceRequest)
        .join(RequestDecision, RequestDecision.request_id == AttendanceRequest.id)
        .where(
            AttendanceRequest.cohort_id == cohort_id,
            AttendanceRequest.first.in_(list(days)),
            AttendanceRequest.kind == RequestKind.EXCUSE,
            AttendanceRequest.starts.is_not(None),
            RequestDecision.verdict == Verdict.APPROVED,
            ~exists().where(RequestRevocation.request_id == AttendanceRequest.id),
        )
        .order_by(AttendanceRequest.id)
    )
    if enrolment_ids is not None:
        statement = statement.where(AttendanceRequest.enrolment_id.in_(enrolment_ids))
    found: dict[tuple[int, date], tuple[Excuse, ...]] = {}
    for row in db.session.scalars(statement):
        key = (row.enrolment_id, row.first)
        span = (second_of(row.starts), second_of(row.ends))
        found[key] = (*found.get(key, ()), Excuse(ExcuseKind(row.reason), is_all_day=False, spans=(span,)))
    return found


def days_marked_by_request(enrolment_ids: Collection[int], *, since: date) -> set[tuple[int, date]]:
    """Days that an approved request has marked once, whatever became of the mark since."""
    rows = db.session.execute(
        select(DayMark.enrolment_id, DayMark.day)
        .where(DayMark.enrolment_id.in_(enrolment_ids), DayMark.source == MarkSource.REQUEST, DayMark.day >= since)
        .distinct()
    )
    return {(who, day) for who, day in rows}


def days_of_request(enrolment_id: int, first: date, last: date) -> list[date]:
    """A trainee's marked days from a day to a day, in order."""
    rows = db.session.scalars(
        select(DayMark.day)
        .where(DayMark.enrolment_id == enrolment_id, DayMark.day >= first, DayMark.day <= last)
        .distinct()
        .order_by(DayMark.day)
    )
    return list(rows)


def paper_of(card: RequestCard) -> StoredFile | None:
    """The file that shows the reason, if there is one."""
    return db.session.get(StoredFile, card.evidence_id) if card.evidence_id else None


def papers_to_purge(*, limit: int = 200) -> list[tuple[RequestCard, StoredFile]]:
    """Decided requests whose file is still kept, oldest decision first."""
    rows = db.session.execute(
        _requests()
        .add_columns(StoredFile)
        .where(StoredFile.id.is_not(None), StoredFile.purged_at.is_(None), RequestDecision.id.is_not(None))
        .order_by(RequestDecision.id)
        .limit(limit)
    )
    return [(_card(row[0], (row[1], row[2]), *row[3:6]), row[6]) for row in rows]
