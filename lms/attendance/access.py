"""Loading what belongs to presence for a person, or raising."""

from __future__ import annotations

from lms.attendance import policies, queries
from lms.attendance.models import MarkProposal
from lms.attendance.queries import RequestCard, WindowCard
from lms.cohorts import access as cohorts
from lms.cohorts.models import Enrolment
from lms.cohorts.types import PRESENT_STATES, CohortCard
from lms.core.actor import Actor
from lms.core.errors import NotAllowed, NotFound


def cohort_for_marking(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort for those who mark its presence."""
    card = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_mark(actor, card.place):
        raise NotAllowed
    return card


def own_enrolment(actor: Actor, enrolment_id: int) -> tuple[Enrolment, CohortCard]:
    """An enrolment for the trainee, while they take part."""
    enrolment, card = cohorts.enrolment_for_reading(actor, enrolment_id)
    if enrolment.person_id != actor.user_id:
        raise NotFound
    if enrolment.state not in PRESENT_STATES:
        raise NotAllowed
    return enrolment, card


def enrolment_for_asking(actor: Actor, enrolment_id: int) -> tuple[Enrolment, CohortCard]:
    """An enrolment for the trainee and for those who mark its cohort, while the trainee takes part."""
    enrolment, card = cohorts.enrolment_for_reading(actor, enrolment_id)
    if enrolment.person_id != actor.user_id and not policies.may_mark(actor, card.place):
        raise NotFound
    if enrolment.state not in PRESENT_STATES:
        raise NotAllowed
    return enrolment, card


def own_request(actor: Actor, request_id: int) -> RequestCard:
    """A request for the trainee who made it."""
    card = queries.request(request_id)
    if card is None or card.person_id != actor.user_id:
        raise NotFound
    return card


def request_for_reading(actor: Actor, request_id: int) -> tuple[RequestCard, CohortCard]:
    """A request, with its paper, for the trainee who made it and for those who decide; for nobody else."""
    card = queries.request(request_id)
    if card is None:
        raise NotFound
    cohort = cohorts.cohort_for_member(actor, card.cohort_id)
    if card.person_id != actor.user_id and not policies.may_mark(actor, cohort.place):
        raise NotFound
    return card, cohort


def request_for_deciding(actor: Actor, request_id: int) -> tuple[RequestCard, CohortCard]:
    """A request for those who mark its cohort's presence."""
    card, cohort = request_for_reading(actor, request_id)
    if not policies.may_mark(actor, cohort.place):
        raise NotAllowed
    return card, cohort


def window_for_staff(actor: Actor, window_id: int) -> tuple[WindowCard, CohortCard]:
    """A check-in window for those who mark its cohort's presence."""
    window = queries.window(window_id)
    if window is None:
        raise NotFound
    return window, cohort_for_marking(actor, window.cohort_id)


def cohort_for_closing(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort for those who close its unit periods."""
    card = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_close(actor, card.place):
        raise NotAllowed
    return card


def proposal_for_deciding(actor: Actor, proposal_id: int) -> MarkProposal:
    """A proposed correction for those who mark its cohort's presence."""
    found = queries.proposal(proposal_id)
    if found is None:
        raise NotFound
    cohort_for_marking(actor, found.cohort_id)
    return found
