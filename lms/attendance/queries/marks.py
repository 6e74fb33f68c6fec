"""Reads of day marks as they count today, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import aliased

from lms.attendance.models import DayMark
from lms.attendance.rules import DayStatus
from lms.cohorts import queries as cohorts
from lms.core.db import db

Marked = tuple[str, int]
"""A status and how many incidents the day holds."""


@dataclass(frozen=True, slots=True)
class StandingMark:
    """A day as it counts: row, status, incidents, minutes attended (None: not known) and who stands behind it."""

    id: int
    status: DayStatus
    incidents: int
    minutes: int | None
    source: str


_later = aliased(DayMark)
_STANDING: Select[int, date, int, str, int, int | None, str] = (
    select(
        DayMark.enrolment_id,
        DayMark.day,
        DayMark.id,
        DayMark.status,
        DayMark.events,
        DayMark.minutes,
        DayMark.source,
    )
    .outerjoin(_later, _later.supersedes_id == DayMark.id)
    .where(_later.id.is_(None))
)
_OF_DAY = _STANDING.where(DayMark.cohort_id == bindparam("cohort_id"), DayMark.day == bindparam("day"))


def replaced_in(cohort_id: int) -> Select[int | None]:
    """The marks of a cohort that a later one replaced: few, and read from an index of their own, so that sums over
    many marks exclude them in one go."""
    return select(DayMark.supersedes_id).where(DayMark.cohort_id == cohort_id, DayMark.supersedes_id.is_not(None))


def standing_marks_of_day(cohort_id: int, day: date) -> dict[int, StandingMark]:
    """Everybody's mark of a day, by enrolment."""
    rows = db.session.execute(_OF_DAY, {"cohort_id": cohort_id, "day": day})
    return {row[0]: StandingMark(row[2], DayStatus(row[3]), *row[4:]) for row in rows}


def marks_of_day(cohort_id: int, day: date) -> dict[int, tuple[int, str]]:
    """Today's value of each trainee's mark on a day: enrolment to (row id, status)."""
    return {who: (mark.id, mark.status) for who, mark in standing_marks_of_day(cohort_id, day).items()}


def marks_of_enrolment(enrolment_id: int) -> dict[date, StandingMark]:
    """A trainee's days, by day."""
    rows = db.session.execute(_STANDING.where(DayMark.enrolment_id == enrolment_id).order_by(DayMark.day))
    return {row[1]: StandingMark(row[2], DayStatus(row[3]), *row[4:]) for row in rows}


def marks_of_people(enrolment_ids: Collection[int]) -> dict[int, dict[date, StandingMark]]:
    """Several trainees' days, by enrolment and day."""
    found: dict[int, dict[date, StandingMark]] = {}
    for row in db.session.execute(_STANDING.where(DayMark.enrolment_id.in_(enrolment_ids))):
        found.setdefault(row[0], {})[row[1]] = StandingMark(row[2], DayStatus(row[3]), *row[4:])
    return found


def marks_between(cohort_id: int, first: date, last: date) -> dict[int, dict[date, Marked]]:
    """Everybody's marks from a day to a day (both included), by enrolment and day."""
    rows = db.session.execute(
        _STANDING.where(DayMark.cohort_id == cohort_id, DayMark.day >= first, DayMark.day <= last)
    )
    found: dict[int, dict[date, Marked]] = {}
    for row in rows:
        found.setdefault(row[0], {})[row[1]] = (row[3], row[4])
    return found


def minutes_between(cohort_id: int, first: date, last: date) -> dict[int, dict[date, int | None]]:
    """The minutes known of everybody's marks from a day to a day, by enrolment and day."""
    rows = db.session.execute(
        _STANDING.where(DayMark.cohort_id == cohort_id, DayMark.day >= first, DayMark.day <= last)
    )
    found: dict[int, dict[date, int | None]] = {}
    for row in rows:
        found.setdefault(row[0], {})[row[1]] = row[5]
    return found


def history_of_day(enrolment_id: int, day: date) -> list[DayMark]:
    """Everything that was ever marked for a trainee's day, oldest first."""
    return list(
        db.session.scalars(
            select(DayMark).where(DayMark.enrolment_id == enrolment_id, DayMark.day == day).order_by(DayMark.id)
        )
    )


def has_marks(cohort_id: int) -> bool:
    """Whether any day of a cohort was ever marked."""
    return bool(db.session.scalar(select(exists().where(DayMark.cohort_id == cohort_id))))


def unmarked_days(cohort_id: int, *, until: date) -> list[date]:
    """Class days up to a day on which nobody was marked."""
    marked = set(db.session.scalars(select(DayMark.day).where(DayMark.cohort_id == cohort_id).distinct()))
    return [card.day for card in cohorts.class_days(cohort_id, until=until) if card.day not in marked]


def every_mark(cohort_id: int) -> dict[int, dict[date, StandingMark]]:
    """Everybody's days, by enrolment and day; one statement, a row a day."""
    found: dict[int, dict[date, StandingMark]] = {}
    for row in db.session.execute(_STANDING.where(DayMark.cohort_id == cohort_id)):
        found.setdefault(row[0], {})[row[1]] = StandingMark(row[2], DayStatus(row[3]), *row[4:])
    return found
