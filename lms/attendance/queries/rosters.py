"""Reads for roster imports."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time

from sqlalchemy import select

from lms.accounts.models import Person
from lms.attendance.checkin.types import EventKind
from lms.attendance.models import AttendanceEvent, RosterImport
from lms.attendance.queries.events import EventCard, events_of_people, standing_of_batch
from lms.attendance.roster_import.reading import digits
from lms.attendance.roster_import.types import Known
from lms.cohorts.models import Enrolment
from lms.core import clock
from lms.core.db import db


def people_to_match(cohort_id: int) -> list[Known]:
    """Everybody ever enrolled in a cohort, as rosters name them."""
    rows = db.session.execute(
        select(Enrolment.id, Person.name, Person.birth_date, Person.phone)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.cohort_id == cohort_id)
        .order_by(Enrolment.id)
    )
    return [Known(ident, " ".join(name.split()), birth, digits(phone)) for ident, name, birth, phone in rows]


def local_events(
    enrolment_ids: Collection[int], days: Collection[date]
) -> dict[tuple[int, date], dict[EventKind, time]]:
    """Our events as a terminal prints them: the first coming, the last of everything else, to the minute."""
    found: dict[tuple[int, date], dict[EventKind, time]] = {}
    for key, cards in events_of_people(enrolment_ids, days).items():
        own = found.setdefault(key, {})
        for card in cards:
            at = clock.local_time(card.happened_at).replace(second=0, microsecond=0)
            if card.kind != EventKind.CHECK_IN or EventKind.CHECK_IN not in own:
                own[EventKind(card.kind)] = at
    return found


def roster_imports(cohort_id: int) -> list[RosterImport]:
    """What was taken over for a cohort, newest first."""
    return list(
        db.session.scalars(
            select(RosterImport).where(RosterImport.cohort_id == cohort_id).order_by(RosterImport.id.desc()).limit(50)
        )
    )


def events_of_batch(cohort_id: int, batch: str) -> list[EventCard]:
    """The events of an import that still stand."""
    return standing_of_batch(AttendanceEvent.cohort_id == cohort_id, AttendanceEvent.batch == batch)
