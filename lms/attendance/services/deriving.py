"""Deriving a day's marks from what happened at the door."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from lms.attendance import queries
from lms.attendance.marks import MarkSource
from lms.attendance.queries import EventCard, PolicyInForce, StandingMark
from lms.attendance.rules import DayRecord, DayResult, settle_day
from lms.attendance.services.marking import Place, append, row_of
from lms.cohorts import queries as cohort_queries
from lms.cohorts.types import CohortCard
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction

LOOKS_BACK = timedelta(days=21)
log = logging.getLogger(__name__)


def results_of_day(
    cohort: CohortCard, day: date, events: Mapping[int, Sequence[EventCard]]
) -> tuple[PolicyInForce, dict[int, DayResult]]:
    """What the door's events make of a day, for everybody who took part, with the hours that approved
    excuses explain; four statements besides the events."""
    current = queries.terms_for(cohort, on=day)
    hours = queries.hours_of_days(cohort.id, [day], ordinary=current.policy.hours).get(day, current.policy.hours)
    excuses = queries.part_day_excuses(cohort_id=cohort.id, days=[day])
    results = {}
    for who in queries.taking_part(cohort.id, day):
        record = DayRecord(tuple(queries.as_day_events(events.get(who, ()), day)), excuses.get((who, day), ()))
        results[who] = settle_day(current.policy, hours, record)
    return current, results


def derive_day(actor: Actor, *, cohort_id: int, day: date, now: datetime) -> int:
    """Turn the events of a day that is over into marks; how many changed.

    A day without any event was not taken at the door and is left to the sheet. What staff, requests or imports decided
    stands above the door. Closed units are left alone. Deriving again changes only what has other facts by now.
    """
    cohort = cohort_queries.cohort(cohort_id)
    if cohort is None or day >= clock.local_date(now):
        return 0
    with transaction():
        events = queries.events_of_day(cohort_id, day)
        is_class_day, is_closed = queries.day_standing(cohort_id, day)
        if not events or not is_class_day or is_closed:
            return 0
        current, results = results_of_day(cohort, day, events)
        known = queries.standing_marks_of_day(cohort_id, day)
        mark = partial(row_of, actor, now=now, source=MarkSource.DOOR)
        rows = [
            {
                **mark(Place(cohort_id, who, day), result.status, known.get(who)),
                "events": result.incidents,
                "minutes": result.minutes,
                "facts": [fact.plain() for fact in result.facts],
                "terms_id": current.terms_id,
            }
            for who, result in results.items()
            if _is_news(result, known.get(who))
        ]
        if rows:
            append(rows)
            marked = {str(row["enrolment_id"]): str(row["status"]) for row in rows}
            audit.record(
                actor, "attendance.derived", ("cohort", cohort_id), after={"day": day.isoformat(), "marks": marked}
            )
    return len(rows)


def _is_news(result: DayResult, known: StandingMark | None) -> bool:
    if known is None:
        return True
    if known.source != MarkSource.DOOR:
        return False
    return (known.status, known.incidents, known.minutes) != (result.status, result.incidents, result.minutes)


def derive_recent_days(actor: Actor, *, now: datetime) -> int:
    """Derive every day of the last weeks that was taken at the door, one transaction a day; how many marks changed."""
    today = clock.local_date(now)
    changed = 0
    for cohort_id, day in queries.days_at_the_door(since=today - LOOKS_BACK, before=today):
        try:
            changed += derive_day(actor, cohort_id=cohort_id, day=day, now=now)
        except Exception:
            db.session.rollback()
            log.exception("cohort %s, %s: the day could not be derived", cohort_id, day)
    return changed
