"""Asking for a defence, and offering times to evaluate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from lms.assessments import access, policies
from lms.assessments.defence import DefenceWhyNot, cut_into_slots, why_not_offer
from lms.assessments.models.defence import DefenceSetting, DefenceSlot
from lms.assessments.queries import defence as reads
from lms.assessments.services.defending.points import terms_of
from lms.cohorts import access as cohorts
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction


def set_defence(
    actor: Actor,
    *,
    assignment_id: int,
    needed: int,
    minutes: int,
    checklist: Sequence[Mapping[str, str]],
    is_open: bool,
) -> DefenceSetting:
    """Ask for defences of an assignment, or change what is asked; results that were given stand."""
    access.assignment_for_staff(actor, assignment_id)
    with transaction():
        row = db.session.get(DefenceSetting, assignment_id, with_for_update=True, populate_existing=True)
        before = {"needed": row.needed, "minutes": row.minutes, "is_open": row.is_open} if row else None
        if row is None:
            row = DefenceSetting(assignment_id=assignment_id)
            db.session.add(row)
        row.needed, row.minutes, row.is_open = needed, minutes, is_open
        row.checklist = [dict(line) for line in checklist]
        db.session.flush()
        after = {"needed": needed, "minutes": minutes, "is_open": is_open}
        audit.record(actor, "defence.set", ("assignment", assignment_id), before=before, after=after)
    return row


def offer_times(
    actor: Actor, *, cohort_id: int, starts_at: datetime, ends_at: datetime, place: str, now: datetime
) -> int:
    """Offer a stretch of time, cut into whole meetings; how many. All or none."""
    card = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_hand_in(actor, card.place):
        raise NotAllowed
    minutes = max((each.minutes for _id, _title, each in reads.settings_of([cohort_id])), default=0)
    if not minutes:
        raise Refused(DefenceWhyNot.NO_DEFENCE)
    terms = terms_of(cohort_id, on=clock.local_date(now))
    with transaction():
        own = [(slot.starts_at, slot.ends_at) for slot in reads.own_slots(actor.user_id or 0, after=now)]
        if reason := why_not_offer((starts_at, ends_at), own=own, now=now, minutes=minutes, terms=terms):
            raise Refused(reason)
        slots = [
            DefenceSlot(cohort_id=cohort_id, evaluator_id=actor.user_id, starts_at=begin, ends_at=end, place=place)
            for begin, end in cut_into_slots(starts_at, ends_at, minutes)
        ]
        try:
            db.session.add_all(slots)
            db.session.flush()
        except IntegrityError as error:
            raise Refused(DefenceWhyNot.OVERLAPS) from error
        audit.record(actor, "defence.times_offered", ("cohort", cohort_id), after={"times": len(slots)})
    return len(slots)


def take_back_time(actor: Actor, *, slot_id: int) -> None:
    """Take back a time that nobody has booked."""
    with transaction():
        done = db.session.execute(
            update(DefenceSlot)
            .where(DefenceSlot.id == slot_id, DefenceSlot.evaluator_id == actor.user_id, DefenceSlot.is_open.is_(True))
            .values(is_open=False)
            .returning(DefenceSlot.id)
        ).first()
        if done is None:
            raise NotFound
        audit.record(actor, "defence.time_taken_back", ("defence_slot", slot_id))
