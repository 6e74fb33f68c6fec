"""Tables of live defences: what an assignment asks for, times on offer, meetings, what was said, points."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.assessments.defence.types import State
from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class DefenceSetting(Model):
    """The defence that an assignment asks for: how many, how long, and the checklist (texts in both languages)."""

    __tablename__ = "defence_setting"

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"), primary_key=True)
    needed: Mapped[int] = mapped_column(default=2)
    minutes: Mapped[int] = mapped_column(default=30)
    checklist: Mapped[list[Any]] = mapped_column(JsonValue)
    is_open: Mapped[bool] = mapped_column(default=True)


class DefenceSlot(Model):
    """A time at which somebody is ready to evaluate. ``is_open`` until it is booked or taken back."""

    __tablename__ = "defence_slot"
    __table_args__ = (
        UniqueConstraint("evaluator_id", "starts_at"),
        Index("ix_defence_slot_open", "cohort_id", "is_open", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="times"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    evaluator_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    starts_at: Mapped[datetime] = mapped_column()
    ends_at: Mapped[datetime] = mapped_column()
    place: Mapped[str] = mapped_column(String(120), default="")
    is_open: Mapped[bool] = mapped_column(default=True)


class Defence(Model):
    """A booked meeting. ``live_slot_id`` and ``pair`` are unique while it stands and empty once it is called off, so
    that a time is booked once and nobody evaluates the same work twice. Codes are shown to their holder only.
    """

    __tablename__ = "defence"
    __table_args__ = (
        UniqueConstraint("live_slot_id"),
        UniqueConstraint("pair"),
        Index("ix_defence_assignment", "assignment_id"),
        Index("ix_defence_evaluator", "evaluator_id"),
        Index("ix_defence_author", "author_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("defence_slot.id", ondelete="RESTRICT"))
    live_slot_id: Mapped[int | None] = mapped_column(ForeignKey("defence_slot.id", ondelete="RESTRICT"))
    pair: Mapped[str | None] = mapped_column(String(40))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    version: Mapped[int] = mapped_column()
    evaluator_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    starts_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(12), default=State.BOOKED)
    evaluator_code: Mapped[str] = mapped_column(String(8))
    author_code: Mapped[str] = mapped_column(String(8))
    evaluator_met_at: Mapped[datetime | None] = mapped_column()
    author_met_at: Mapped[datetime | None] = mapped_column()
    revealed_at: Mapped[datetime | None] = mapped_column()


class DefenceEntry(LedgerRow, Model):
    """What was written down of a defence: the result, the author's answer, a missing partner, the decision of staff."""

    __tablename__ = "defence_entry"
    __table_args__ = (
        UniqueConstraint("defence_id", "kind"),
        {"info": {"ledger": True}},
    )

    defence_id: Mapped[int] = mapped_column(ForeignKey("defence.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(12))
    facts: Mapped[dict[str, Any]] = mapped_column(JsonValue)


class DefencePoint(LedgerRow, Model):
    """Evaluation points that came or went; the balance is their sum. Once for each reason of a defence."""

    __tablename__ = "defence_point"
    __table_args__ = (
        UniqueConstraint("person_id", "defence_id", "why"),
        Index("ix_defence_point_person", "person_id", "cohort_id"),
        {"info": {"ledger": True}},
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    defence_id: Mapped[int | None] = mapped_column(ForeignKey("defence.id", ondelete="RESTRICT"))
    delta: Mapped[int] = mapped_column()
    why: Mapped[str] = mapped_column(String(12))
