"""The audit trail as lists of who did what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select

from lms.accounts.models import Person, RoleGrant
from lms.accounts.types import Scope
from lms.admin.types import PAGE_SIZE, TrailPage, TrailQuestion
from lms.cohorts.belonging import of_centres
from lms.core.audit import AuditEntry, AuditSeal
from lms.core.db import db

Entry = tuple[AuditEntry, str]


def entries_about(person_id: int, *, most: int) -> list[Entry]:
    """What was done to a person, and by that person: entries with the actor's name, newest first."""
    about = and_(AuditEntry.subject_kind == "person", AuditEntry.subject_id == str(person_id))
    statement = _named().where(or_(about, AuditEntry.actor_id == person_id)).limit(most)
    return [(entry, name) for entry, name in db.session.execute(statement)]


def _named() -> Select[AuditEntry, str]:
    return (
        select(AuditEntry, func.coalesce(Person.name, ""))
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .order_by(AuditEntry.id.desc())
    )


def trail(question: TrailQuestion, *, own: Collection[int] | None, others: Collection[int]) -> TrailPage:
    """A page of the trail. It is too long to count; ``has_more`` says whether there is another page."""
    rows = entries(question, own=own, others=others, most=PAGE_SIZE + 1, offset=(question.page - 1) * PAGE_SIZE)
    return TrailPage(tuple(rows[:PAGE_SIZE]), question.page, len(rows) > PAGE_SIZE)


def entries(
    question: TrailQuestion, *, own: Collection[int] | None, others: Collection[int], most: int, offset: int = 0
) -> list[Entry]:
    """Entries that answer the question, newest first. ``own`` are the asker's centres, None for all."""
    conditions = [*_conditions(question), *_within(own, others)]
    statement = _named().where(*conditions).limit(most).offset(offset)
    return [(entry, name) for entry, name in db.session.execute(statement)]


def _within(own: Collection[int] | None, others: Collection[int]) -> Sequence[ColumnElement[bool]]:
    """For administrators of a centre: deeds of people who have to do with that centre alone. Where there is only one
    centre, everything."""
    ours = of_centres(own)
    if ours is None or not others:
        return []
    theirs = of_centres(others)
    of_site = select(RoleGrant.person_id).where(RoleGrant.scope == Scope.SITE, RoleGrant.ended_at.is_(None))
    people = select(Person.id).where(ours, Person.id.not_in(of_site))
    if theirs is not None:
        people = people.where(not_(theirs))
    return [AuditEntry.actor_id.in_(people)]


def _conditions(question: TrailQuestion) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if question.person:
        named = select(Person.id).where(
            or_(
                Person.name.icontains(question.person, autoescape=True),
                Person.email.icontains(question.person, autoescape=True),
            )
        )
        conditions.append(AuditEntry.actor_id.in_(named))
    if question.action:
        conditions.append(AuditEntry.action == question.action)
    if question.kind:
        conditions.append(AuditEntry.subject_kind == question.kind)
    if question.subject:
        conditions.append(AuditEntry.subject_id == question.subject)
    if question.since:
        conditions.append(AuditEntry.at >= _midnight(question.since))
    if question.until:
        conditions.append(AuditEntry.at < _midnight(question.until) + timedelta(days=1))
    return conditions


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo("Asia/Seoul")).astimezone(UTC)


def sealed_counts() -> tuple[int, int]:
    """How many entries there are, and how many of them are sealed."""
    total = db.session.scalar(select(func.count(AuditEntry.id))) or 0
    sealed = db.session.scalar(select(func.count(AuditSeal.id))) or 0
    return int(total), int(sealed)


def subject_kinds() -> list[str]:
    """Kinds of subjects that occur."""
    return list(db.session.scalars(select(AuditEntry.subject_kind).distinct().order_by(AuditEntry.subject_kind)))
