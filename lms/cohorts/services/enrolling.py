"""Enrolling people, moving them between classes and states."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import select

from lms.accounts.services import end_grant, grant_role
from lms.accounts.types import Role, Scope
from lms.cohorts import access, holding, queries, rules
from lms.cohorts.events import Enrolled, EnrolmentChanged
from lms.cohorts.models import ClassMembership, ClassSection, Cohort, Enrolment, EnrolmentEntry
from lms.cohorts.types import CohortCard, EnrolmentState, WhyNot
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction


def enrol(
    actor: Actor,
    *,
    cohort_id: int,
    person_id: int,
    now: datetime,
    starts_on: date,
    section_id: int | None = None,
    state: EnrolmentState = EnrolmentState.ON_COURSE,
) -> Enrolment:
    """Make a person a trainee of a cohort, with the grant that goes with it, in one transaction."""
    card = access.cohort_for_managing(actor, cohort_id)
    with transaction() as unit:
        if queries.enrolment_of(person_id, cohort_id) is not None:
            raise Refused(WhyNot.ALREADY_ENROLLED)
        if section_id is not None and section_id not in {section.id for section in queries.sections(cohort_id)}:
            raise Refused(WhyNot.NOT_OF_THIS_COHORT)
        enrolment = Enrolment(cohort_id=card.id, person_id=person_id, state=state, starts_on=starts_on)
        db.session.add(enrolment)
        db.session.flush()
        _append(actor, enrolment, state, effective_on=starts_on, reason="", now=now)
        if section_id is not None:
            _join(enrolment, section_id, starts_on)
        if state in rules.SEES_COHORT:
            grant_role(actor, person_id=person_id, role=Role.TRAINEE, scope=Scope.COHORT, scope_id=card.id, now=now)
        audit.record(actor, "enrolment.made", enrolment, after={"state": state})
        unit.note(Enrolled(at=now, enrolment_id=enrolment.id, cohort_id=card.id, person_id=person_id))
    return enrolment


def refuse_since(card: CohortCard, days: Collection[date], *, today: date) -> None:
    """Raise Refused when somebody may not take part since one of these days. Within a transaction: the cohort's row is
    held until its end, so that no unit period is closed meanwhile."""
    if not days:
        return
    db.session.get_one(Cohort, card.id, with_for_update=True, populate_existing=True)
    settled = holding.settled_until([card.id]).get(card.id)
    for day in sorted(days):
        why_not = rules.why_not_since(day, first=card.starts_on, last=card.ends_on, today=today, settled_until=settled)
        if why_not:
            raise Refused(why_not)


def change_state(
    actor: Actor,
    *,
    enrolment_id: int,
    state: EnrolmentState,
    effective_on: date,
    reason: str,
    now: datetime,
) -> None:
    """Move an enrolment to another state, as of a day, for a reason."""
    _found, card = access.enrolment_for_staff(actor, enrolment_id)
    access.cohort_for_managing(actor, card.id)
    with transaction() as unit:
        enrolment = db.session.get_one(Enrolment, enrolment_id, with_for_update=True, populate_existing=True)
        before = EnrolmentState(enrolment.state)
        if why_not := rules.why_not_step(before, state):
            raise Refused(why_not)
        if why_not := rules.why_not_reason(before, state, reason):
            raise Refused(why_not)
        enrolment.state = state
        enrolment.ends_on = None if state in (EnrolmentState.ON_COURSE, EnrolmentState.ON_LEAVE) else effective_on
        _append(actor, enrolment, state, effective_on=effective_on, reason=reason, now=now)
        _follow_with_grant(actor, enrolment, state, now=now)
        audit.record(
            actor,
            "enrolment.changed",
            enrolment,
            before={"state": before},
            after={"state": state},
            reason=reason,
        )
        unit.note(
            EnrolmentChanged(
                at=now,
                enrolment_id=enrolment.id,
                cohort_id=enrolment.cohort_id,
                person_id=enrolment.person_id,
                state=state,
            )
        )


def _follow_with_grant(actor: Actor, enrolment: Enrolment, state: EnrolmentState, *, now: datetime) -> None:
    """Who was withdrawn or expelled loses the cohort at once; who completed keeps reading."""
    change = grant_role if state in rules.SEES_COHORT else end_grant
    change(
        actor,
        person_id=enrolment.person_id,
        role=Role.TRAINEE,
        scope=Scope.COHORT,
        scope_id=enrolment.cohort_id,
        now=now,
    )


def _append(
    actor: Actor,
    enrolment: Enrolment,
    state: EnrolmentState,
    *,
    effective_on: date,
    reason: str,
    now: datetime,
) -> None:
    db.session.add(
        EnrolmentEntry(
            at=now,
            actor_id=actor.user_id,
            reason=reason,
            enrolment_id=enrolment.id,
            state=state,
            effective_on=effective_on,
        )
    )


def move_to_section(actor: Actor, *, enrolment_id: int, section_id: int, on: date) -> None:
    """Put a trainee into another class from a day on; the days before stay with the old class."""
    _found, card = access.enrolment_for_staff(actor, enrolment_id)
    access.cohort_for_managing(actor, card.id)
    with transaction():
        enrolment = db.session.get_one(Enrolment, enrolment_id, with_for_update=True, populate_existing=True)
        section = db.session.get(ClassSection, section_id)
        if section is None or section.cohort_id != enrolment.cohort_id:
            raise NotFound
        if not card.starts_on <= on <= card.ends_on:
            raise Refused(WhyNot.OUTSIDE_COHORT)
        _join(enrolment, section_id, on)
        audit.record(actor, "enrolment.moved", enrolment, after={"section": section_id, "from": on.isoformat()})


def _join(enrolment: Enrolment, section_id: int, on: date) -> None:
    current = db.session.scalar(
        select(ClassMembership).where(ClassMembership.enrolment_id == enrolment.id, ClassMembership.ends_on.is_(None))
    )
    if current is not None and current.section_id == section_id:
        return
    if current is not None and current.starts_on > on:
        raise Refused(WhyNot.BEFORE_JOINING)
    if current is not None and current.starts_on == on:
        current.section_id = section_id
        return
    if current is not None:
        current.ends_on = on
    db.session.add(ClassMembership(enrolment_id=enrolment.id, section_id=section_id, starts_on=on))
    db.session.flush()


def change_states(
    actor: Actor,
    *,
    cohort_id: int,
    enrolment_ids: Iterable[int],
    state: EnrolmentState,
    effective_on: date,
    reason: str,
    now: datetime,
) -> int:
    """Move several trainees of one cohort to a state, all or nobody; how many. Those who are there already stay."""
    access.cohort_for_managing(actor, cohort_id)
    changed = 0
    with transaction():
        for enrolment in _of_cohort(cohort_id, enrolment_ids):
            if enrolment.state == state:
                continue
            change_state(
                actor,
                enrolment_id=enrolment.id,
                state=state,
                effective_on=effective_on,
                reason=reason,
                now=now,
            )
            changed += 1
    return changed


def move_all_to_section(
    actor: Actor, *, cohort_id: int, enrolment_ids: Iterable[int], section_id: int, on: date
) -> int:
    """Put several trainees into a class from a day on, all or nobody; how many."""
    access.cohort_for_managing(actor, cohort_id)
    with transaction():
        chosen = _of_cohort(cohort_id, enrolment_ids)
        for enrolment in chosen:
            move_to_section(actor, enrolment_id=enrolment.id, section_id=section_id, on=on)
    return len(chosen)


def _of_cohort(cohort_id: int, enrolment_ids: Iterable[int]) -> list[Enrolment]:
    wanted = sorted(set(enrolment_ids))
    rows = list(
        db.session.scalars(
            select(Enrolment).where(Enrolment.id.in_(wanted), Enrolment.cohort_id == cohort_id).order_by(Enrolment.id)
        )
    )
    if len(rows) != len(wanted):
        raise Refused(WhyNot.NOT_OF_THIS_COHORT)
    return rows
