"""Closing unit periods, and correcting closed ones by two people."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from lms.attendance import access, marks, queries
from lms.attendance.marks import MarkSource, WhyNot
from lms.attendance.models import LockedUnit, MarkProposal
from lms.attendance.rules import DayStatus, policy_to
from lms.attendance.services.marking import Place, append, row_of
from lms.attendance.sheets import canonical
from lms.cohorts import access as cohorts
from lms.cohorts.models import Cohort
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Conflict, NotFound, Refused
from lms.core.transaction import transaction


def close_unit(actor: Actor, *, cohort_id: int, number: int, now: datetime) -> LockedUnit:
    """Keep a unit as it stands, for good: canonical text and digest. Only its centre's administrators close."""
    cohort = access.cohort_for_closing(actor, cohort_id)
    today = clock.local_date(now)
    with transaction():
        db.session.get_one(Cohort, cohort_id, with_for_update=True, populate_existing=True)  # nobody joins meanwhile
        plan = queries.course_plan(cohort, on=today)
        unit = next((each for each in plan.units if each.number == number), None)
        if unit is None:
            raise NotFound
        closed = queries.closed_units(cohort_id)
        sheet = queries.live_sheet(cohort, plan, unit)
        if why_not := marks.why_not_close(
            has_ended=today > unit.last,
            unmarked=sheet.unmarked > 0,
            earlier_open=any(each.number not in closed for each in plan.units if each.number < number),
            is_closed=number in closed,
        ):
            raise Refused(why_not)
        body, digest = canonical(sheet)
        row = LockedUnit(
            at=now,
            actor_id=actor.user_id,
            cohort_id=cohort_id,
            number=number,
            first=unit.first,
            last=unit.last,
            policy=policy_to(sheet.policy),
            body=body,
            digest=digest,
        )
        db.session.add(row)
        _flush_or(WhyNot.UNIT_CLOSED)
        audit.record(actor, "attendance.unit_closed", row, after={"number": number, "digest": digest})
    return row


def propose_correction(
    actor: Actor, *, enrolment_id: int, day: date, status: DayStatus, reason: str, now: datetime
) -> MarkProposal:
    """Propose another mark for a day of a closed unit; nothing changes until a second person confirms it."""
    _enrolment, cohort = cohorts.enrolment_for_staff(actor, enrolment_id)
    access.cohort_for_marking(actor, cohort.id)
    with transaction():
        known = queries.standing_marks_of_day(cohort.id, day).get(enrolment_id)
        _is_class_day, is_closed = queries.day_standing(cohort.id, day)
        before = known.status if known else ""
        if why_not := marks.why_not_propose(is_closed=is_closed, changes=before != status, reason=reason):
            raise Refused(why_not)
        row = MarkProposal(
            at=now,
            actor_id=actor.user_id,
            reason=reason.strip(),
            cohort_id=cohort.id,
            enrolment_id=enrolment_id,
            day=day,
            state="proposed",
            before=before,
            after=status,
        )
        db.session.add(row)
        db.session.flush()
        audit.record(
            actor,
            "attendance.correction_proposed",
            row,
            before={"status": before},
            after={"status": status, "day": day.isoformat()},
            reason=row.reason,
        )
    return row


def decide_correction(actor: Actor, *, proposal_id: int, confirms: bool, answer: str, now: datetime) -> None:
    """Confirm or decline a proposal of someone else. Confirming appends the mark; the closed sheet stays as it is."""
    asked = access.proposal_for_deciding(actor, proposal_id)
    cohort_id, enrolment_id, day = asked.cohort_id, asked.enrolment_id, asked.day
    with transaction():
        asked = db.session.get_one(MarkProposal, proposal_id)
        why_not = marks.why_not_confirm(
            is_open=not queries.is_decided(proposal_id), is_own=asked.actor_id == actor.user_id
        )
        if why_not:
            raise Refused(why_not)
        mark_id = None
        if confirms:
            known = queries.standing_marks_of_day(cohort_id, day).get(enrolment_id)
            if (known.status if known else "") != asked.before:
                raise Conflict(theirs=known.status if known else "", ours=asked.before)
            place = Place(cohort_id, enrolment_id, day)
            status = DayStatus(asked.after)
            append([row_of(actor, place, status, known, now=now, source=MarkSource.CORRECTION, reason=asked.reason)])
            mark_id = queries.standing_marks_of_day(cohort_id, day)[enrolment_id].id
        decision = MarkProposal(
            at=now,
            actor_id=actor.user_id,
            reason=answer.strip(),
            cohort_id=cohort_id,
            enrolment_id=enrolment_id,
            day=day,
            state="confirmed" if confirms else "declined",
            before=asked.before,
            after=asked.after,
            mark_id=mark_id,
            supersedes_id=proposal_id,
        )
        db.session.add(decision)
        _flush_or(WhyNot.DECIDED_ALREADY)
        audit.record(
            actor,
            "attendance.correction_confirmed" if confirms else "attendance.correction_declined",
            decision,
            before={"status": asked.before},
            after={"status": asked.after if confirms else asked.before, "day": day.isoformat()},
            reason=asked.reason,
        )


def _flush_or(reason: WhyNot) -> None:
    """Flush; where a unique key says that someone was quicker, refuse with the reason."""
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(reason) from error
