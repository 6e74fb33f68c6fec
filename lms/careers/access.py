"""Loading cases and sessions for a person, or raising."""

from __future__ import annotations

from lms.accounts.types import Place, Role
from lms.careers import policies
from lms.careers.models import JobCase, PrepSession
from lms.cohorts import access as cohorts
from lms.cohorts import queries as cohort_queries
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound


def case_for_follow_up(actor: Actor, case_id: int) -> JobCase:
    """A case for mentors and administrators of its cohort."""
    case = db.session.get(JobCase, case_id)
    if case is None:
        raise NotFound
    cohort_for_follow_up(actor, case.cohort_id)
    return case


def cohort_for_follow_up(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort for those who follow up its graduates."""
    card = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_follow_up(actor, card.place):
        raise NotAllowed
    return card


def session_for_booking(actor: Actor, session_id: int) -> PrepSession:
    """A session for the graduates of its centre."""
    session = db.session.get(PrepSession, session_id)
    if session is None:
        raise NotFound
    own = {card.centre_id for card in cohort_queries.cohorts_of(actor, roles=[Role.TRAINEE])}
    if session.centre_id not in own:
        raise NotFound
    return session


def centre_for_offering(actor: Actor, centre_id: int) -> int:
    """A centre in which this person may offer sessions."""
    cards = [card for card in cohort_queries.cohorts_of(actor) if card.centre_id == centre_id]
    places = [card.place for card in cards] or [Place(centre_id)]
    if not any(policies.may_follow_up(actor, place) for place in places):
        raise NotFound
    return centre_id
