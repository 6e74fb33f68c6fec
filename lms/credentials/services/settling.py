"""Settling completion."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from lms.attendance import queries as attendance
from lms.attendance.queries import PolicyInForce
from lms.attendance.rules import Tally
from lms.cohorts import access as cohorts
from lms.cohorts import queries as cohort_queries
from lms.cohorts.models import Cohort
from lms.cohorts.services import change_state
from lms.cohorts.types import NEVER_CAME, CohortCard, EnrolmentState, TraineeCard
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, Refused
from lms.core.transaction import transaction
from lms.credentials import policies, queries, rules
from lms.credentials.events import CompletionDecided
from lms.credentials.models import Certificate, CompletionEntry
from lms.credentials.types import Verdict

_LEFT = frozenset({EnrolmentState.WITHDRAWN, EnrolmentState.EXPELLED})


def settle_completion(actor: Actor, *, cohort_id: int, now: datetime) -> int:
    """Decide on every trainee of a cohort that is over; how many decisions changed.

    Settling again changes only what has other facts by now; earlier decisions stay on record.
    """
    card = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_settle(actor, card.place):
        raise NotAllowed
    today = clock.local_date(now)
    with transaction():
        db.session.get_one(Cohort, cohort_id, with_for_update=True, populate_existing=True)
        unmarked = attendance.unmarked_days(cohort_id, until=card.ends_on)
        if reason := rules.why_not_settle(ends_on=card.ends_on, today=today, unmarked=unmarked):
            raise Refused(reason)
        sums = attendance.tallies(card, on=card.ends_on)
        terms = attendance.terms_for(card, on=card.ends_on)
        before = queries.standing_decisions(cohort_id)
        changed = 0
        for trainee in cohort_queries.trainees(cohort_id, on=card.ends_on, states=None):
            if trainee.state in NEVER_CAME:
                continue
            last = before.get(trainee.enrolment_id)
            changed += _decide(
                actor, card, trainee, sums=sums.get(trainee.enrolment_id), terms=terms, last=last, now=now
            )
        audit.record(actor, "completion.settled", ("cohort", cohort_id), after={"changed": changed})
    return changed


def _decide(
    actor: Actor,
    card: CohortCard,
    trainee: TraineeCard,
    *,
    sums: Tally | None,
    terms: PolicyInForce,
    last: CompletionEntry | None,
    now: datetime,
) -> int:
    presence = rules.Presence(
        scheduled=sums.scheduled if sums else 0, credited=sums.credited if sums else 0, share=terms.policy.completion
    )
    found = rules.verdict(
        presence,
        employed_early=trainee.state == EnrolmentState.EARLY_EMPLOYED,
        left=trainee.state in _LEFT,
    )
    facts = {"scheduled": presence.scheduled, "credited": presence.credited, "share": list(presence.share)}
    if sums is not None:
        facts |= {name: getattr(sums, name) for name in queries.SUMS}
        facts |= {"held": sums.held, "policy": terms.policy.id}
    if last is not None and last.verdict == found and last.facts == facts:
        return 0
    db.session.add(
        CompletionEntry(
            at=now,
            actor_id=actor.user_id,
            cohort_id=card.id,
            enrolment_id=trainee.enrolment_id,
            verdict=found,
            decided_on=card.ends_on,
            terms_id=terms.terms_id,
            facts=facts,
            supersedes_id=last.id if last else None,
        )
    )
    db.session.flush()
    _follow(actor, card, trainee, found, now)
    return 1


def _follow(actor: Actor, card: CohortCard, trainee: TraineeCard, found: Verdict, now: datetime) -> None:
    if found is Verdict.COMPLETED:
        _number_certificate(card, trainee.enrolment_id, now)
        if trainee.state == EnrolmentState.ON_COURSE:
            change_state(
                actor,
                enrolment_id=trainee.enrolment_id,
                state=EnrolmentState.COMPLETED,
                effective_on=card.ends_on,
                reason="",
                now=now,
            )
    with transaction() as unit:
        unit.note(
            CompletionDecided(
                at=now,
                enrolment_id=trainee.enrolment_id,
                cohort_id=card.id,
                person_id=trainee.person_id,
                verdict=found,
                ends_on=card.ends_on,
            )
        )


def _number_certificate(card: CohortCard, enrolment_id: int, now: datetime) -> None:
    if db.session.scalar(select(Certificate.id).where(Certificate.enrolment_id == enrolment_id)) is not None:
        return
    year = card.ends_on.year
    last = db.session.scalar(
        select(func.max(Certificate.serial)).where(Certificate.centre_id == card.centre_id, Certificate.year == year)
    )
    db.session.add(
        Certificate(
            centre_id=card.centre_id, enrolment_id=enrolment_id, year=year, serial=(last or 0) + 1, issued_at=now
        )
    )
    db.session.flush()
