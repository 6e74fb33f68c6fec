"""Changing what was set up: cohorts and their dates, classes, staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import delete, or_

from lms.accounts.services import end_grant
from lms.accounts.types import Role, Scope
from lms.cohorts import access, holding, queries, rules
from lms.cohorts.models import CalendarDay, ClassSection, Cohort
from lms.cohorts.services.founding import ORDINARY_HOURS, Names, lay_calendar
from lms.cohorts.types import WhyNot
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction


def change_cohort(
    actor: Actor,
    *,
    cohort_id: int,
    name: str,
    starts_on: date,
    ends_on: date,
    closed: Mapping[date, Names],
    today: date,
) -> None:
    """Rename a cohort or move its dates. Days that come new are laid out with ``closed`` as days off, future days that
    fall away are removed, and what was decided about a day stays."""
    access.cohort_for_managing(actor, cohort_id)
    with transaction():
        cohort = db.session.get_one(Cohort, cohort_id, with_for_update=True, populate_existing=True)
        before = (cohort.starts_on, cohort.ends_on)
        if why_not := rules.why_not_redate(before=before, after=(starts_on, ends_on), today=today):
            raise Refused(why_not)
        moved = _days_between(before[0], starts_on) | _days_between(before[1], ends_on)
        if sentence := holding.why_held(cohort_id, moved | ({before[0]} if before[0] != starts_on else set())):
            raise Refused(WhyNot.DAY_HELD, sentence=sentence)
        old_name = cohort.name
        cohort.name, cohort.starts_on, cohort.ends_on = name.strip(), starts_on, ends_on
        db.session.execute(
            delete(CalendarDay).where(
                CalendarDay.cohort_id == cohort_id, or_(CalendarDay.day < starts_on, CalendarDay.day > ends_on)
            )
        )
        lay_calendar(cohort, closed, ORDINARY_HOURS)
        audit.record(
            actor,
            "cohort.changed",
            cohort,
            before={"name": old_name, "starts_on": before[0].isoformat(), "ends_on": before[1].isoformat()},
            after={"name": cohort.name, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()},
        )


def _days_between(one: date, other: date) -> set[date]:
    """The days by which an edge moves."""
    first, last = min(one, other), max(one, other)
    return {first + timedelta(days=number) for number in range((last - first).days)}


def change_section(actor: Actor, *, section_id: int, name: str, room: str) -> None:
    """Give a class another name or room."""
    with transaction():
        section = db.session.get(ClassSection, section_id)
        if section is None:
            raise NotFound
        access.cohort_for_managing(actor, section.cohort_id)
        others = [each for each in queries.sections(section.cohort_id) if each.id != section_id]
        if any(each.name == name.strip() for each in others):
            raise Refused(WhyNot.NAME_TAKEN)
        before = {"name": section.name, "room": section.room}
        section.name, section.room = name.strip(), room.strip()
        audit.record(
            actor, "section.changed", section, before=before, after={"name": section.name, "room": section.room}
        )


def unstaff_cohort(actor: Actor, *, cohort_id: int, person_id: int, role: Role, reason: str, now: datetime) -> None:
    """Take an instructor or a mentor off a cohort."""
    access.cohort_for_managing(actor, cohort_id)
    if role not in (Role.INSTRUCTOR, Role.MENTOR):
        raise NotAllowed
    end_grant(actor, person_id=person_id, role=role, scope=Scope.COHORT, scope_id=cohort_id, now=now, reason=reason)
