"""Tables of centres, programmes, cohorts, classes, calendars and enrolments."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.cohorts.types import DayKind, EnrolmentState
from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class Centre(Model):
    """A training centre."""

    __tablename__ = "centre"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    timezone: Mapped[str] = mapped_column(String(40), default="Asia/Seoul")
    address: Mapped[str] = mapped_column(String(200), default="")


class Programme(Model):
    """What is taught (과정): a field and its title, run again and again as cohorts."""

    __tablename__ = "programme"
    __table_args__ = (UniqueConstraint("centre_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id", ondelete="RESTRICT"))
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    field: Mapped[str] = mapped_column(String(40))


class Cohort(Model):
    """One run of a programme (기수), from a first to a last day."""

    __tablename__ = "cohort"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        CheckConstraint("ends_on >= starts_on", name="dates_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id", ondelete="RESTRICT"), index=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(80))
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()


class ClassSection(Model):
    """A class (반) of a cohort."""

    __tablename__ = "class_section"
    __table_args__ = (UniqueConstraint("cohort_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    name: Mapped[str] = mapped_column(String(40))
    room: Mapped[str] = mapped_column(String(40), default="")


class Enrolment(Model):
    """A person in a cohort. ``state`` is the newest entry of the ledger, kept here for quick lists."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("cohort_id", "person_id"), Index("ix_enrolment_person", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    state: Mapped[str] = mapped_column(String(20), default=EnrolmentState.ADMITTED)
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
    intent: Mapped[str] = mapped_column(String(30), default="")


class EnrolmentEntry(LedgerRow, Model):
    """A change of state of an enrolment, as of a day."""

    __tablename__ = "enrolment_entry"
    __table_args__ = (Index("ix_enrolment_entry_enrolment", "enrolment_id"), {"info": {"ledger": True}})

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    state: Mapped[str] = mapped_column(String(20))
    effective_on: Mapped[date] = mapped_column()


class ClassMembership(Model):
    """Membership of a class, from a day to a day (exclusive; open while it lasts). Moving never changes the past."""

    __tablename__ = "class_membership"
    __table_args__ = (
        Index("ix_class_membership_section", "section_id", "starts_on"),
        UniqueConstraint("enrolment_id", "starts_on"),
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="dates_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    section_id: Mapped[int] = mapped_column(ForeignKey("class_section.id", ondelete="RESTRICT"))
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()


class CalendarDay(Model):
    """A day of a cohort's calendar, stored as decided. Class days have hours; other kinds say why there is none."""

    __tablename__ = "calendar_day"
    __table_args__ = (UniqueConstraint("cohort_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    day: Mapped[date] = mapped_column()
    kind: Mapped[str] = mapped_column(String(12), default=DayKind.CLASS)
    starts: Mapped[time | None] = mapped_column()
    ends: Mapped[time | None] = mapped_column()
    breaks: Mapped[list[Any]] = mapped_column(JsonValue, default=list)
    label: Mapped[dict[str, Any] | None] = mapped_column(JsonValue)
