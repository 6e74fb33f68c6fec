"""Reads of day marks, in a constant number of statements."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from lms.attendance.marks import AttendanceTerms, DayMarked, MarkStatus, Tally, tally
from lms.attendance.models import DayMark
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core import terms
from lms.core.db import db

KIND = "attendance"


def terms_for(cohort: CohortCard, *, on: date) -> AttendanceTerms:
    """The attendance terms of a cohort on a day: its centre's, else the site's, else those of the public rules."""
    found = terms.in_force(KIND, on=on, scopes=(("cohort", cohort.id), ("centre", cohort.centre_id), ("site", 0)))
    if found is None:
        return AttendanceTerms()
    share, of = found.numbers["completion"]
    return AttendanceTerms(int(found.numbers["events_per_absence"]), (int(share), int(of)), found.id)


def marks_of_day(cohort_id: int, day: date) -> dict[int, tuple[int, str]]:
    """Today's value of each trainee's mark on a day: enrolment to (row id, status)."""
    rows = db.session.execute(
        select(DayMark.enrolment_id, DayMark.id, DayMark.status)
        .where(DayMark.cohort_id == cohort_id, DayMark.day == day)
        .order_by(DayMark.id)
    )
    return {enrolment: (ident, status) for enrolment, ident, status in rows}


def marks_of_cohort(cohort_id: int, *, enrolment_id: int | None = None) -> dict[int, dict[date, DayMarked]]:
    """Every trainee's days as they count today, in one statement."""
    newest = select(func.max(DayMark.id)).where(DayMark.cohort_id == cohort_id)
    if enrolment_id is not None:
        newest = newest.where(DayMark.enrolment_id == enrolment_id)
    newest = newest.group_by(DayMark.enrolment_id, DayMark.day)
    rows = db.session.execute(
        select(DayMark.enrolment_id, DayMark.day, DayMark.status, DayMark.events).where(DayMark.id.in_(newest))
    )
    found: dict[int, dict[date, DayMarked]] = {}
    for enrolment, day, status, events in rows:
        found.setdefault(enrolment, {})[day] = DayMarked(day, MarkStatus(status), events)
    return found


def tallies(cohort: CohortCard, *, on: date, enrolment_id: int | None = None) -> dict[int, Tally]:
    """What each trainee's days add up to, for those with any mark: three statements whatever the class."""
    scheduled = len(cohorts.class_days(cohort.id))
    rules = terms_for(cohort, on=on)
    return {
        enrolment: tally(days.values(), start=cohort.starts_on, scheduled=scheduled, terms=rules)
        for enrolment, days in marks_of_cohort(cohort.id, enrolment_id=enrolment_id).items()
    }


def history_of_day(enrolment_id: int, day: date) -> list[DayMark]:
    """Everything that was ever marked for a trainee's day, oldest first."""
    return list(
        db.session.scalars(
            select(DayMark).where(DayMark.enrolment_id == enrolment_id, DayMark.day == day).order_by(DayMark.id)
        )
    )


def unmarked_days(cohort_id: int, *, until: date) -> list[date]:
    """Class days up to a day on which nobody was marked."""
    marked = set(db.session.scalars(select(DayMark.day).where(DayMark.cohort_id == cohort_id).distinct()))
    return [card.day for card in cohorts.class_days(cohort_id, until=until) if card.day not in marked]
