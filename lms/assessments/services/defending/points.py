"""Evaluation points: earned by evaluating, spent on being evaluated."""

from __future__ import annotations

from datetime import date, datetime

from lms.accounts.types import Scope
from lms.assessments.access import assignment_for_staff
from lms.assessments.defence import DefenceTerms, PointReason
from lms.assessments.models.defence import Defence, DefencePoint
from lms.cohorts import queries as cohorts
from lms.core import audit, terms
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound
from lms.core.transaction import transaction

KIND = "defence"


def terms_of(cohort_id: int, *, on: date) -> DefenceTerms:
    """The terms that hold for a cohort on a day: its own, its centre's, the site's, or the usual ones."""
    card = cohorts.cohort(cohort_id)
    if card is None:
        raise NotFound
    scopes = ((str(Scope.COHORT), card.id), (str(Scope.CENTRE), card.centre_id), (str(Scope.SITE), 0))
    found = terms.in_force(KIND, on=on, scopes=scopes)
    return DefenceTerms.from_numbers(found.numbers) if found else DefenceTerms()


def move_points(
    actor: Actor, defence: Defence, *, cohort_id: int, person_id: int, delta: int, why: PointReason, now: datetime
) -> None:
    """Write points down within the caller's transaction; the database lets each reason happen once a defence."""
    row = DefencePoint(
        at=now,
        actor_id=actor.user_id,
        person_id=person_id,
        cohort_id=cohort_id,
        defence_id=defence.id,
        delta=delta,
        why=why,
    )
    db.session.add(row)
    db.session.flush()


def grant_points(actor: Actor, *, assignment_id: int, person_id: int, delta: int, reason: str, now: datetime) -> None:
    """Staff give or take points by hand, for a reason."""
    card = assignment_for_staff(actor, assignment_id)
    if cohorts.enrolment_of(person_id, card.cohort_id) is None:
        raise NotFound
    with transaction():
        row = DefencePoint(
            at=now,
            actor_id=actor.user_id,
            reason=reason,
            person_id=person_id,
            cohort_id=card.cohort_id,
            delta=delta,
            why=PointReason.GRANTED,
        )
        db.session.add(row)
        db.session.flush()
        audit.record(actor, "defence.points_granted", row, after={"person": person_id, "delta": delta}, reason=reason)
