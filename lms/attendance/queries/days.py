"""What a day of a cohort is: its hours, whether it is a class day, whether its unit is closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import exists, func, or_, select

from lms.attendance.marks import MarkSource
from lms.attendance.models import AttendanceEvent, DayMark, LockedUnit
from lms.attendance.rules import Hours
from lms.attendance.rules.reading import clock
from lms.cohorts.models import CalendarDay, Enrolment
from lms.cohorts.types import PRESENT_STATES, DayKind
from lms.core.db import db

_CLASS = (DayKind.CLASS, DayKind.MAKE_UP)


def day_standing(cohort_id: int, day: date) -> tuple[bool, bool]:
    """Whether a day is a class day, and whether it lies in a closed unit; one statement."""
    is_class_day = exists().where(
        CalendarDay.cohort_id == cohort_id, CalendarDay.day == day, CalendarDay.kind.in_(_CLASS)
    )
    is_closed = exists().where(LockedUnit.cohort_id == cohort_id, LockedUnit.first <= day, LockedUnit.last >= day)
    row = db.session.execute(select(is_class_day, is_closed)).one()
    return bool(row[0]), bool(row[1])


def hours_of_days(cohort_id: int, days: Sequence[date], *, ordinary: Hours) -> dict[date, Hours]:
    """The hours of class days as the calendar stores them, else the ordinary ones; one statement."""
    rows = db.session.execute(
        select(CalendarDay.day, CalendarDay.starts, CalendarDay.ends, CalendarDay.breaks).where(
            CalendarDay.cohort_id == cohort_id, CalendarDay.day.in_(list(days)), CalendarDay.kind.in_(_CLASS)
        )
    )
    return {day: _hours(starts, ends, breaks, ordinary) for day, starts, ends, breaks in rows}


def taking_part(cohort_id: int, day: date) -> list[int]:
    """Enrolments that had begun and not ended on a day, whatever became of them since."""
    on_course = Enrolment.state.in_([str(state) for state in PRESENT_STATES])
    return list(
        db.session.scalars(
            select(Enrolment.id)
            .where(
                Enrolment.cohort_id == cohort_id,
                Enrolment.starts_on <= day,
                or_(on_course & Enrolment.ends_on.is_(None), Enrolment.ends_on > day),
            )
            .order_by(Enrolment.id)
        )
    )


def days_at_the_door(*, since: date, before: date) -> list[tuple[int, date]]:
    """Cohorts and days with events that no derived mark has seen yet; ``before`` is excluded."""
    derived = (
        select(func.max(DayMark.at))
        .where(
            DayMark.cohort_id == AttendanceEvent.cohort_id,
            DayMark.day == AttendanceEvent.day,
            DayMark.source == MarkSource.DOOR,
        )
        .correlate(AttendanceEvent)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(AttendanceEvent.cohort_id, AttendanceEvent.day)
        .where(AttendanceEvent.day >= since, AttendanceEvent.day < before)
        .group_by(AttendanceEvent.cohort_id, AttendanceEvent.day)
        .having(or_(derived.is_(None), func.max(AttendanceEvent.at) > derived))
        .order_by(AttendanceEvent.day, AttendanceEvent.cohort_id)
    )
    return [(cohort_id, day) for cohort_id, day in rows]


def _hours(starts: time | None, ends: time | None, breaks: list[Any] | None, ordinary: Hours) -> Hours:
    if starts is None or ends is None:
        return ordinary
    pauses = tuple((clock(pause[0], "breaks"), clock(pause[1], "breaks")) for pause in breaks or [])
    return Hours(_second(starts), _second(ends), pauses)


def _second(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second
