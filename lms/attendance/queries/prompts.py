"""Reads of remote prompts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, case, cast, literal, or_, select
from sqlalchemy import String as Text

from lms.attendance.checkin.prompts import PromptPurpose
from lms.attendance.models import AttendanceEvent, RemotePrompt
from lms.cohorts.models import ClassMembership, Enrolment
from lms.cohorts.types import PRESENT_STATES
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class PromptCard:
    """A prompt as pages show it."""

    id: int
    cohort_id: int
    section_id: int | None
    day: date
    purpose: PromptPurpose
    sent_at: datetime
    closes_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether it can be answered."""
        return self.sent_at <= now < self.closes_at


def _prompts() -> Select[int, int, int | None, date, str, datetime, datetime]:
    return select(
        RemotePrompt.id,
        RemotePrompt.cohort_id,
        RemotePrompt.section_id,
        RemotePrompt.day,
        RemotePrompt.purpose,
        RemotePrompt.sent_at,
        RemotePrompt.closes_at,
    )


def _card(row: Sequence[Any]) -> PromptCard:
    ident, cohort_id, section_id, day, purpose, sent_at, closes_at = row
    return PromptCard(ident, cohort_id, section_id, day, PromptPurpose(purpose), sent_at, closes_at)


def prompt(prompt_id: int) -> PromptCard | None:
    """One prompt."""
    row = db.session.execute(_prompts().where(RemotePrompt.id == prompt_id)).first()
    return _card(row) if row else None


def prompts_of_day(cohort_id: int, day: date) -> list[PromptCard]:
    """The prompts of a day, newest first."""
    statement = _prompts().where(RemotePrompt.cohort_id == cohort_id, RemotePrompt.day == day)
    return [_card(row) for row in db.session.execute(statement.order_by(RemotePrompt.id.desc()))]


_OWN = (
    _prompts()
    .add_columns(Enrolment.id)
    .join(Enrolment, Enrolment.cohort_id == RemotePrompt.cohort_id)
    .outerjoin(
        ClassMembership,
        and_(
            ClassMembership.enrolment_id == Enrolment.id,
            ClassMembership.starts_on <= RemotePrompt.day,
            or_(ClassMembership.ends_on.is_(None), ClassMembership.ends_on > RemotePrompt.day),
        ),
    )
    .where(
        Enrolment.state.in_([str(state) for state in PRESENT_STATES]),
        or_(RemotePrompt.section_id.is_(None), RemotePrompt.section_id == ClassMembership.section_id),
    )
)


def prompt_to(person_id: int, prompt_id: int) -> tuple[PromptCard, int] | None:
    """A prompt that asks this person, with the enrolment by which it does."""
    row = db.session.execute(_OWN.where(Enrolment.person_id == person_id, RemotePrompt.id == prompt_id)).first()
    return (_card(row[:7]), row[7]) if row else None


def prompts_due(person_id: int, *, now: datetime) -> list[PromptCard]:
    """Open prompts that wait for a person's answer; one statement."""
    slot = case(
        (RemotePrompt.purpose == PromptPurpose.ARRIVAL, "check_in"),
        (RemotePrompt.purpose == PromptPurpose.DEPARTURE, "check_out"),
        else_=literal("presence:") + cast(RemotePrompt.id, Text),
    )
    done = (
        select(AttendanceEvent.id)
        .where(
            AttendanceEvent.enrolment_id == Enrolment.id,
            AttendanceEvent.day == RemotePrompt.day,
            AttendanceEvent.slot == slot,
        )
        .exists()
    )
    statement = _OWN.where(
        Enrolment.person_id == person_id, RemotePrompt.sent_at <= now, RemotePrompt.closes_at > now, ~done
    )
    return [_card(row[:7]) for row in db.session.execute(statement.order_by(RemotePrompt.id))]
