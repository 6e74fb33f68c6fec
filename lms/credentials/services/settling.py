"""Settling completion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from lms.attendance import queries as attendance
from lms.attendance.rules import Basis
from lms.cohorts import access as cohorts
from lms.cohorts.models import Cohort
from lms.cohorts.services import change_state
from lms.cohorts.types import CohortCard, EnrolmentState, TraineeCard
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, Refused
from lms.core.transaction import transaction
from lms.credentials import policies, queries, rules
from lms.credentials.events import CompletionDecided
from lms.credentials.models import Certificate, CompletionEntry
from lms.credentials.types import Verdict


def settle_completion(actor: Actor, *, cohort_id: int, now: datetime) -> int:
    """Decide on every trainee of a cohort that is over; how many decisions changed.

    Settling again changes only what has other facts by now; earlier decisions stay on record. Whatever terms were
    written meanwhile, a cohort that was settled keeps those of its first decision.
    """
    card = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_settle(actor, card.place):
        raise NotAllowed
    today = clock.local_date(now)
    with transaction():
        db.session.get_one(Cohort, cohort_id, with_for_update=True, populate_existing=True)
        before = queries.standing_decisions(cohort_id)
        basis = queries.basis_of(card, before)
        facts = queries.facts_of(card, today=today, now=now, with_work=basis.terms.terms.asks_for_work)
        standings = facts.standings(basis.share, basis.terms.terms)
        reason = rules.why_not_settle(
            ends_on=card.ends_on,
            today=today,
            unmarked=attendance.unmarked_days(cohort_id, until=card.ends_on),
            ungraded=_ungraded(standings, basis.terms.terms),
        )
        if reason:
            raise Refused(reason)
        changed = sum(
            _decide(actor, card, standing, basis=basis, last=before.get(standing.trainee.enrolment_id), now=now)
            for standing in standings
        )
        audit.record(actor, "completion.settled", ("cohort", cohort_id), after={"changed": changed})
    return changed


def _ungraded(standings: Sequence[queries.Standing], terms: rules.CompletionTerms) -> int:
    return sum(each.work.ungraded for each in standings if not each.has_left) if terms.asks_for_grades else 0


def _decide(
    actor: Actor,
    card: CohortCard,
    standing: queries.Standing,
    *,
    basis: queries.Basis,
    last: CompletionEntry | None,
    now: datetime,
) -> int:
    trainee, found = standing.trainee, standing.verdict
    facts = _facts(standing, basis)
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
            terms_id=basis.terms.id or basis.policy.terms_id,
            facts=facts,
            supersedes_id=last.id if last else None,
        )
    )
    db.session.flush()
    _follow(actor, card, trainee, found, now)
    return 1


def _facts(standing: queries.Standing, basis: queries.Basis) -> dict[str, Any]:
    """The numbers of a decision, so that it can be explained for years without looking anywhere else."""
    presence, tally = standing.presence, standing.tally
    facts: dict[str, Any] = {
        "scheduled": presence.scheduled,
        "credited": presence.credited,
        "share": list(presence.share),
    }
    if tally is not None:
        facts |= {name: getattr(tally, name) for name in queries.SUMS}
        facts |= {"held": tally.held, "policy": basis.policy.policy.id}
        if tally.basis is not Basis.DAYS:
            facts["counts"] = str(tally.basis)
    if basis.terms.id is not None:
        facts["terms"] = {"id": basis.terms.id, "version": basis.terms.version, **rules.terms_to(basis.terms.terms)}
        facts["missing"] = [str(condition) for condition in standing.missing]
    if basis.terms.terms.asks_for_work:
        facts["work"] = asdict(standing.work)
    return facts


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
