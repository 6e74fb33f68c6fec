"""Loading cohorts and enrolments for a person, or raising."""

from __future__ import annotations

from lms.cohorts import policies, queries
from lms.cohorts.models import ClassSession, Enrolment
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound


def cohort_for_member(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort for anyone who belongs to it."""
    card = queries.cohort(cohort_id)
    if card is None or not policies.may_know_cohort(actor, card.place):
        raise NotFound
    return card


def cohort_for_staff(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort for those who work in it."""
    card = cohort_for_member(actor, cohort_id)
    if not policies.may_see_roster(actor, card.place):
        raise NotAllowed
    return card


def cohort_for_managing(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort for its administrators."""
    card = cohort_for_member(actor, cohort_id)
    if not policies.may_manage_cohort(actor, card.place):
        raise NotAllowed
    return card


def cohort_for_planning(actor: Actor, cohort_id: int) -> CohortCard:
    """A cohort for those who plan its sessions."""
    card = cohort_for_member(actor, cohort_id)
    if not policies.may_plan_sessions(actor, card.place):
        raise NotAllowed
    return card


def session_for_planning(actor: Actor, session_id: int) -> tuple[ClassSession, CohortCard]:
    """A session for those who plan its cohort's."""
    session = db.session.get(ClassSession, session_id)
    if session is None:
        raise NotFound
    return session, cohort_for_planning(actor, session.cohort_id)


def enrolment_for_staff(actor: Actor, enrolment_id: int) -> tuple[Enrolment, CohortCard]:
    """An enrolment for those who work in its cohort."""
    enrolment = db.session.get(Enrolment, enrolment_id)
    if enrolment is None:
        raise NotFound
    return enrolment, cohort_for_staff(actor, enrolment.cohort_id)


def enrolment_for_reading(actor: Actor, enrolment_id: int) -> tuple[Enrolment, CohortCard]:
    """An enrolment for the trainee and for those who work in its cohort."""
    enrolment = db.session.get(Enrolment, enrolment_id)
    if enrolment is None:
        raise NotFound
    card = cohort_for_member(actor, enrolment.cohort_id)
    if enrolment.person_id != actor.user_id and not policies.may_see_roster(actor, card.place):
        raise NotFound
    return enrolment, card
