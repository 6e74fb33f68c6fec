"""Deciding when modules open: rules of a course, days of a cohort, exceptions of a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, select

from lms.cohorts import queries as cohorts
from lms.core import audit
from lms.core.actor import Actor
from lms.core.clock import local_date
from lms.core.db import db
from lms.core.errors import Conflict, NotAllowed, Refused
from lms.core.transaction import transaction
from lms.courses import access, conditions, policies, queries
from lms.courses.delivery.rules import why_not_plan
from lms.courses.delivery.stored import plan_to_json
from lms.courses.delivery.types import Plan, WhyNot
from lms.courses.models import DeliveryBinding, DeliveryException, DeliveryPlan
from lms.courses.queries.delivery import EVENT, WORK

REASON_LENGTH = 500


def decide_plan(actor: Actor, *, course_id: int, plan: Plan, reason: str, now: datetime) -> DeliveryPlan:
    """Store the rules of a course. ``plan.version`` is the one that was looked at; raises Conflict when another came
    in between, Refused when the plan makes no sense."""
    access.course_for_editing(actor, course_id)
    if why_not := why_not_plan(plan, queries.newest_shapes(course_id), queries.gates_of(course_id)):
        raise Refused(why_not)
    with transaction():
        current = db.session.scalar(
            select(DeliveryPlan)
            .where(DeliveryPlan.course_id == course_id)
            .order_by(DeliveryPlan.version.desc())
            .limit(1)
            .with_for_update()
        )
        if (current.version if current else 0) != plan.version:
            raise Conflict(theirs=current.body if current else None, ours=plan_to_json(plan))
        row = DeliveryPlan(
            at=now,
            actor_id=actor.user_id,
            reason=reason[:REASON_LENGTH],
            supersedes_id=current.id if current else None,
            course_id=course_id,
            version=plan.version + 1,
            body=plan_to_json(plan),
        )
        db.session.add(row)
        db.session.flush()
        audit.record(
            actor,
            "delivery.planned",
            row,
            before={"version": plan.version},
            after={"version": row.version, **row.body},
            reason=row.reason,
        )
    return row


def bind_names(
    actor: Actor, *, course_id: int, cohort_id: int, days: Mapping[str, date | None], works: Mapping[str, int | None]
) -> None:
    """Say which day each named event is in this cohort (None: as the calendar gives it) and which of its assignments
    each named work means."""
    pin = access.pinned_cohort_for_staff(actor, course_id, cohort_id)
    if not policies.may_decide_delivery(actor, pin.cohort.place):
        raise NotAllowed
    known = {work for work, _title in conditions.works_of(cohort_id)}
    plan = queries.plan_of(course_id)
    events = {event.name for event in plan.events}
    wanted = {rule.work for rule in plan.rules if rule.work}
    with transaction():
        bound = queries.bindings_of(cohort_id, course_id)
        before = {**{name: day.isoformat() for name, day in bound.decided.items()}, **bound.works}
        db.session.execute(
            delete(DeliveryBinding).where(
                DeliveryBinding.cohort_id == cohort_id, DeliveryBinding.course_id == course_id
            )
        )
        kept_days = {name: day for name, day in days.items() if name in events and day is not None}
        kept_works = {name: work for name, work in works.items() if name in wanted and work in known}
        place = {"cohort_id": cohort_id, "course_id": course_id}
        db.session.add_all(DeliveryBinding(**place, kind=EVENT, name=name, day=day) for name, day in kept_days.items())
        db.session.add_all(
            DeliveryBinding(**place, kind=WORK, name=name, work_id=work) for name, work in kept_works.items()
        )
        after = {**{name: day.isoformat() for name, day in kept_days.items()}, **kept_works}
        audit.record(actor, "delivery.bound", ("cohort", cohort_id), before=before, after=after)


def open_for(
    actor: Actor,
    *,
    course_id: int,
    cohort_id: int,
    person_id: int,
    module: str,
    until: date,
    reason: str,
    now: datetime,
) -> DeliveryException:
    """Open a module for one trainee until a day, for a reason; an earlier exception of the same module gives way."""
    pin = access.pinned_cohort_for_staff(actor, course_id, cohort_id)
    if not policies.may_decide_delivery(actor, pin.cohort.place):
        raise NotAllowed
    if not reason.strip():
        raise Refused(WhyNot.REASON_MISSING)
    if until < local_date(now):
        raise Refused(WhyNot.ALREADY_OVER)
    if cohorts.enrolment_of(person_id, cohort_id) is None:
        raise Refused(WhyNot.NOT_A_TRAINEE)
    if module not in {shape.key for shape in queries.shapes_of_revision(pin.course.revision_id)}:
        raise Refused(WhyNot.MODULE_UNKNOWN)
    with transaction():
        rows = queries.exceptions_of(cohort_id, course_id)
        gone = {row.supersedes_id for row in rows}
        earlier = next(
            (row for row in rows if row.person_id == person_id and row.module == module and row.id not in gone), None
        )
        row = DeliveryException(
            at=now,
            actor_id=actor.user_id,
            reason=reason.strip()[:REASON_LENGTH],
            supersedes_id=earlier.id if earlier else None,
            cohort_id=cohort_id,
            course_id=course_id,
            person_id=person_id,
            module=module,
            until=until,
        )
        db.session.add(row)
        db.session.flush()
        audit.record(
            actor,
            "delivery.opened",
            row,
            after={"person": person_id, "module": module, "until": until.isoformat()},
            reason=row.reason,
        )
    return row


def end_exception(actor: Actor, *, exception_id: int, now: datetime) -> None:
    """Take a personal exception back. The row stays; another one ends it."""
    row = access.exception_for_staff(actor, exception_id)
    pin = access.pinned_cohort_for_staff(actor, row.course_id, row.cohort_id)
    if not policies.may_decide_delivery(actor, pin.cohort.place):
        raise NotAllowed
    with transaction():
        row = db.session.get_one(DeliveryException, exception_id)
        ended = db.session.scalar(
            select(DeliveryException.id).where(DeliveryException.supersedes_id == exception_id).limit(1)
        )
        if ended is not None or row.until is None:
            raise Refused(WhyNot.ENDED_ALREADY)
        end = DeliveryException(
            at=now,
            actor_id=actor.user_id,
            reason="",
            supersedes_id=row.id,
            cohort_id=row.cohort_id,
            course_id=row.course_id,
            person_id=row.person_id,
            module=row.module,
            until=None,
        )
        db.session.add(end)
        db.session.flush()
        audit.record(actor, "delivery.closed", end, before={"until": row.until.isoformat()})


def start_preview(actor: Actor, *, course_id: int, cohort_id: int, person_id: int, day: date) -> str:
    """Begin to look at a course as a trainee sees it on a day. Gives the trainee's name; it is on record."""
    pin = access.pinned_cohort_for_staff(actor, course_id, cohort_id)
    known = {each.person_id: each.name for each in cohorts.trainees(pin.cohort.id, on=day, states=None)}
    if person_id not in known:
        raise Refused(WhyNot.NOT_A_TRAINEE)
    with transaction():
        audit.record(
            actor,
            "course.previewed",
            ("course", course_id),
            after={"cohort": cohort_id, "person": person_id, "day": day.isoformat()},
        )
    return known[person_id]


def note_export(actor: Actor, *, course_id: int, cohort_id: int, reason: str) -> None:
    """Put on record that a class's progress was exported, and why."""
    access.pinned_cohort_for_staff(actor, course_id, cohort_id)
    if not reason.strip():
        raise Refused(WhyNot.REASON_MISSING)
    with transaction():
        audit.record(
            actor,
            "progress.exported",
            ("cohort", cohort_id),
            after={"course": course_id},
            reason=reason.strip()[:REASON_LENGTH],
        )
