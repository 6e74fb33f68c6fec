"""Tables of the timetable: sessions over class days, and feeds that calendars of phones subscribe to."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model


class ClassSession(Model):
    """A session of a class day: what is taught from when to when, where, by whom. A room holds one session at a time;
    remote sessions have the room's name of their channel, or none. Without a class it is for the whole cohort."""

    __tablename__ = "class_session"
    __table_args__ = (
        UniqueConstraint("cohort_id", "day", "starts", "room"),
        CheckConstraint("ends > starts", name="times_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    day: Mapped[date] = mapped_column()
    starts: Mapped[time] = mapped_column()
    ends: Mapped[time] = mapped_column()
    title: Mapped[str] = mapped_column(String(120), default="")
    room: Mapped[str] = mapped_column(String(40), default="")
    teacher: Mapped[str] = mapped_column(String(80), default="")
    is_remote: Mapped[bool] = mapped_column(default=False)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("class_section.id", ondelete="RESTRICT"))


class CalendarFeed(Model):
    """A person's secret address of their calendar. Only its digest is kept; ending the row ends the feed at once."""

    __tablename__ = "calendar_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()
