"""Opening and closing check-in."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from lms.attendance import access, queries
from lms.attendance.checkin.types import Purpose, WhyNot
from lms.attendance.models import CheckInWindow
from lms.attendance.queries import WindowCard
from lms.cohorts import queries as cohorts
from lms.cohorts.types import DayKind
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction


def open_window(
    actor: Actor, *, cohort_id: int, purpose: Purpose, now: datetime, section_id: int | None = None
) -> WindowCard:
    """Open check-in for a class today, until it is closed or the day ends. One that is open already is given back."""
    cohort = access.cohort_for_marking(actor, cohort_id)
    today = clock.local_date(now)
    with transaction():
        day = cohorts.day_of(cohort.id, today)
        if day is None or day.kind not in (DayKind.CLASS, DayKind.MAKE_UP):
            raise Refused(WhyNot.NO_CLASS_TODAY)
        if section_id is not None and section_id not in {each.id for each in cohorts.sections(cohort.id)}:
            raise NotFound
        for known in queries.open_windows([cohort.id], now=now):
            if (known.purpose, known.section_id) == (purpose, section_id):
                return known
        window = CheckInWindow(
            cohort_id=cohort.id,
            section_id=section_id,
            day=today,
            purpose=purpose,
            opened_at=now,
            opened_by=actor.user_id,
            closes_at=clock.local_moment(today + timedelta(days=1), time(0)),
        )
        db.session.add(window)
        db.session.flush()
        audit.record(actor, "attendance.window_opened", window, after={"purpose": purpose, "day": today.isoformat()})
        card = queries.window(window.id)
    if card is None:
        raise NotFound
    return card


def close_window(actor: Actor, *, window_id: int, now: datetime) -> None:
    """Close check-in; closing twice is closing once."""
    access.window_for_staff(actor, window_id)
    with transaction():
        window = db.session.get_one(CheckInWindow, window_id, with_for_update=True, populate_existing=True)
        if window.closed_at is None:
            window.closed_at = min(now, window.closes_at)
            audit.record(actor, "attendance.window_closed", window)
