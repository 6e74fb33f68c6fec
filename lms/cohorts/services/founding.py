"""Setting up centres, programmes, cohorts, classes and calendars."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import insert, select

from lms.accounts.policies import acts_as
from lms.accounts.services import grant_role
from lms.accounts.types import Place, Role, Scope
from lms.cohorts import access, holding, policies, queries, rules
from lms.cohorts.events import CalendarChanged, CohortEnded
from lms.cohorts.models import CalendarDay, Centre, ClassSection, Cohort, Programme
from lms.cohorts.types import DayKind, WhyNot
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction

Names = Mapping[str, str]
ORDINARY_HOURS = rules.Hours()


def found_centre(actor: Actor, *, code: str, name: Names, address: str = "") -> Centre:
    """A new centre. For the system and administrators of the whole site."""
    if not (actor.is_system or actor.holds(Role.ADMINISTRATOR, Scope.SITE, None)):
        raise NotAllowed
    with transaction():
        if db.session.scalar(select(Centre.id).where(Centre.code == code)) is not None:
            raise Refused(WhyNot.NAME_TAKEN)
        centre = Centre(code=code, name=dict(name), address=address)
        db.session.add(centre)
        db.session.flush()
        audit.record(actor, "centre.founded", centre)
    return centre


def found_programme(actor: Actor, *, centre_id: int, code: str, name: Names, field: str) -> Programme:
    """A new programme of a centre."""
    if not acts_as(actor, Role.ADMINISTRATOR, Place(centre_id)):
        raise NotFound
    with transaction():
        if any(each.code == code for each in queries.programmes(centre_id)):
            raise Refused(WhyNot.NAME_TAKEN)
        programme = Programme(centre_id=centre_id, code=code, name=dict(name), field=field)
        db.session.add(programme)
        db.session.flush()
        audit.record(actor, "programme.founded", programme)
    return programme


def start_cohort(
    actor: Actor,
    *,
    programme_id: int,
    number: int,
    name: str,
    starts_on: date,
    ends_on: date,
    closed: Mapping[date, Names],
    hours: rules.Hours = ORDINARY_HOURS,
) -> Cohort:
    """A new run of a programme with its calendar laid out. ``closed`` are the days off as decided, with labels."""
    programme = db.session.get(Programme, programme_id)
    if programme is None or not acts_as(actor, Role.ADMINISTRATOR, Place(programme.centre_id)):
        raise NotFound
    if ends_on < starts_on:
        raise Refused(WhyNot.DATES_REVERSED)
    centre_id = programme.centre_id
    with transaction():
        if db.session.scalar(select(Cohort.id).where(Cohort.programme_id == programme_id, Cohort.number == number)):
            raise Refused(WhyNot.NAME_TAKEN)
        cohort = Cohort(
            centre_id=centre_id,
            programme_id=programme_id,
            number=number,
            name=name,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        db.session.add(cohort)
        db.session.flush()
        lay_calendar(cohort, closed, hours)
        audit.record(actor, "cohort.started", cohort, after={"name": name})
    return cohort


def lay_calendar(cohort: Cohort, closed: Mapping[date, Names], hours: rules.Hours) -> None:
    """Store a day for every class day and day off that is not decided yet, between a cohort's first and last day."""
    decided = set(db.session.scalars(select(CalendarDay.day).where(CalendarDay.cohort_id == cohort.id)))
    planned = rules.planned_days(cohort.starts_on, cohort.ends_on, closed=closed, hours=hours)
    days = [plan for plan in planned if plan.day not in decided]
    rows = [
        {
            "cohort_id": cohort.id,
            "day": plan.day,
            "kind": plan.kind,
            "starts": plan.starts,
            "ends": plan.ends,
            "breaks": [list(pair) for pair in plan.breaks],
            "label": dict(plan.label) if plan.label else None,
        }
        for plan in days
    ]
    if rows:
        db.session.execute(insert(CalendarDay), rows)


def decide_day(
    actor: Actor,
    *,
    cohort_id: int,
    day: date,
    kind: DayKind,
    label: Names,
    reason: str,
    now: datetime,
    hours: rules.Hours | None = None,
) -> None:
    """Decide what one day is: off, class after all, or made up for, with its hours.

    Without ``hours`` a class day keeps those it has; a day that becomes one gets the ordinary ones. Raises
    Refused(DAY_HELD) with a ``sentence`` where something settled rests on the day.
    """
    access.cohort_for_managing(actor, cohort_id)
    with transaction() as unit:
        row = db.session.scalar(
            select(CalendarDay)
            .where(CalendarDay.cohort_id == cohort_id, CalendarDay.day == day)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        before = _plain_day(row) if row else None
        if row is None:
            row = CalendarDay(cohort_id=cohort_id, day=day, breaks=[])
            db.session.add(row)
        row.kind = kind
        row.label = dict(label) or None
        _set_hours(row, hours)
        after = _plain_day(row)
        if before is None or any(before[key] != after[key] for key in ("is_class", "starts", "ends", "breaks")):
            if sentence := holding.why_held(cohort_id, [day]):
                raise Refused(WhyNot.DAY_HELD, sentence=sentence)
            unit.note(CalendarChanged(at=now, cohort_id=cohort_id, days=(day,)))
        audit.record(actor, "calendar.decided", row, before=before, after=after, reason=reason)


def _set_hours(row: CalendarDay, hours: rules.Hours | None) -> None:
    if row.kind not in (DayKind.CLASS, DayKind.MAKE_UP):
        row.starts, row.ends, row.breaks = None, None, []
        return
    if hours is None:
        if row.starts is not None:
            return
        hours = ORDINARY_HOURS
    if why_not := rules.why_not_hours(hours):
        raise Refused(why_not)
    row.starts, row.ends, row.breaks = hours.starts, hours.ends, [list(pair) for pair in hours.breaks]


def _plain_day(row: CalendarDay) -> dict[str, object]:
    return {
        "kind": row.kind,
        "is_class": row.kind in (DayKind.CLASS, DayKind.MAKE_UP),
        "starts": f"{row.starts:%H:%M}" if row.starts else "",
        "ends": f"{row.ends:%H:%M}" if row.ends else "",
        "breaks": [list(pair) for pair in row.breaks or []],
    }


def open_section(actor: Actor, *, cohort_id: int, name: str, room: str = "") -> ClassSection:
    """A new class of a cohort."""
    access.cohort_for_managing(actor, cohort_id)
    with transaction():
        if any(section.name == name for section in queries.sections(cohort_id)):
            raise Refused(WhyNot.NAME_TAKEN)
        section = ClassSection(cohort_id=cohort_id, name=name, room=room)
        db.session.add(section)
        db.session.flush()
        audit.record(actor, "section.opened", section)
    return section


def staff_cohort(actor: Actor, *, cohort_id: int, person_id: int, role: Role, now: datetime) -> None:
    """Put an instructor or a mentor to work in a cohort."""
    access.cohort_for_managing(actor, cohort_id)
    if role not in (Role.INSTRUCTOR, Role.MENTOR):
        raise NotAllowed
    grant_role(actor, person_id=person_id, role=role, scope=Scope.COHORT, scope_id=cohort_id, now=now)


def end_cohort(actor: Actor, *, cohort_id: int, now: datetime) -> None:
    """Say that a cohort is over; packages above settle what follows."""
    card = access.cohort_for_managing(actor, cohort_id)
    if not policies.may_manage_cohort(actor, card.place):
        raise NotAllowed
    with transaction() as unit:
        cohort = db.session.get_one(Cohort, cohort_id, with_for_update=True, populate_existing=True)
        if cohort.ended_at is not None:
            return
        cohort.ended_at = now
        audit.record(actor, "cohort.ended", cohort)
        unit.note(CohortEnded(at=now, cohort_id=cohort_id))
