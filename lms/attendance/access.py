"""Loading what belongs to presence for a person, or raising."""

from __future__ import annotations

from lms.attendance import policies, queries
from lms.attendance.models import MarkProposal
from lms.attendance.queries import WindowCard
from lms.cohorts import access as cohorts
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.errors import NotAllowed, NotFound


def cohort_for_marking(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort for those who mark its presence."""
    card = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_mark(actor, card.place):
        raise NotAllowed
    return card


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
