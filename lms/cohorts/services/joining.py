"""Enrolling many people of one cohort at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert

from lms.accounts.services import grant_many
from lms.accounts.types import Role, Scope
from lms.cohorts import access, queries, rules
from lms.cohorts.events import Enrolled
from lms.cohorts.models import ClassMembership, Enrolment, EnrolmentEntry
from lms.cohorts.services.enrolling import refuse_since
from lms.cohorts.types import EnrolmentState, WhyNot
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction


@dataclass(frozen=True, slots=True)
class Joiner:
    """Somebody to be enrolled, with a class or none yet; ``remarks`` are kept with the first entry. ``since``: the day
    from which they take part, None for that of the others."""

    person_id: int
    section_id: int | None = None
    remarks: str = ""
    since: date | None = None


def enrol_many(
    actor: Actor,
    *,
    cohort_id: int,
    joiners: Sequence[Joiner],
    starts_on: date,
    state: EnrolmentState,
    now: datetime,
) -> list[int]:
    """Enrol people who are not in the cohort yet (the unique key sees to it); their enrolments in the same order.

    Raises Refused when the day of somebody lies outside the cohort or is settled.
    """
    card = access.cohort_for_managing(actor, cohort_id)
    if not joiners:
        return []
    with transaction() as unit:
        known = {section.id for section in queries.sections(cohort_id)} | {None}
        if any(joiner.section_id not in known for joiner in joiners):
            raise Refused(WhyNot.NOT_OF_THIS_COHORT)
        refuse_since(
            card, {joiner.since for joiner in joiners if joiner.since is not None}, today=clock.local_date(now)
        )
        days = [joiner.since or starts_on for joiner in joiners]
        ids = list(
            db.session.scalars(
                insert(Enrolment).returning(Enrolment.id, sort_by_parameter_order=True),
                [
                    {
                        "cohort_id": card.id,
                        "person_id": joiner.person_id,
                        "state": state,
                        "starts_on": day,
                        "intent": "",
                    }
                    for joiner, day in zip(joiners, days, strict=True)
                ],
            )
        )
        _write_entries(actor, ids, joiners, days, state=state, now=now)
        if state in rules.SEES_COHORT:
            grant_many(
                actor,
                person_ids=[joiner.person_id for joiner in joiners],
                role=Role.TRAINEE,
                scope=Scope.COHORT,
                scope_id=card.id,
                now=now,
            )
        for enrolment_id, joiner in zip(ids, joiners, strict=True):
            facts = {"state": state} | ({"since": joiner.since.isoformat()} if joiner.since else {})
            audit.record(actor, "enrolment.made", ("enrolment", enrolment_id), after=facts)
            unit.note(Enrolled(at=now, enrolment_id=enrolment_id, cohort_id=card.id, person_id=joiner.person_id))
    return ids


def _write_entries(
    actor: Actor,
    ids: Sequence[int],
    joiners: Sequence[Joiner],
    days: Sequence[date],
    *,
    state: EnrolmentState,
    now: datetime,
) -> None:
    entries = [
        {
            "at": now,
            "actor_id": actor.user_id,
            "reason": joiner.remarks[:1000],
            "enrolment_id": enrolment_id,
            "state": state,
            "effective_on": day,
        }
        for enrolment_id, joiner, day in zip(ids, joiners, days, strict=True)
    ]
    db.session.execute(insert(EnrolmentEntry), entries)
    memberships = [
        {"enrolment_id": enrolment_id, "section_id": joiner.section_id, "starts_on": day}
        for enrolment_id, joiner, day in zip(ids, joiners, days, strict=True)
        if joiner.section_id is not None
    ]
    if memberships:
        db.session.execute(insert(ClassMembership), memberships)
