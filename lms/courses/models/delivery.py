"""Tables of delivery: plans of rules, days and work bound by cohorts, personal exceptions."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class DeliveryPlan(LedgerRow, Model):
    """All rules of a course as they were decided at one time; the highest version counts."""

    __tablename__ = "delivery_plan"
    __table_args__ = (UniqueConstraint("course_id", "version"), {"info": {"ledger": True}})

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    version: Mapped[int] = mapped_column()
    body: Mapped[dict[str, Any]] = mapped_column(JsonValue)


class DeliveryBinding(Model):
    """What a name of a course's plan means in a cohort: the day of an event, or the id of a piece of work."""

    __tablename__ = "delivery_binding"
    __table_args__ = (UniqueConstraint("cohort_id", "course_id", "kind", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(60))
    day: Mapped[date | None] = mapped_column()
    work_id: Mapped[int | None] = mapped_column()


class DeliveryException(LedgerRow, Model):
    """A module opened for one trainee until a day (inclusive); a row that supersedes it and has no day ends it."""

    __tablename__ = "delivery_exception"
    __table_args__ = (
        Index("ix_delivery_exception_person", "cohort_id", "course_id", "person_id"),
        {"info": {"ledger": True}},
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    module: Mapped[str] = mapped_column(String(300))
    until: Mapped[date | None] = mapped_column()
