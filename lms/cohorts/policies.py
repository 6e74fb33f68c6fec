"""Who may do what with centres, cohorts and enrolments."""

from __future__ import annotations

from lms.accounts.policies import acts_as, belongs_to, is_staff_of
from lms.accounts.types import Place, Role
from lms.core.actor import Actor


def may_know_cohort(actor: Actor, place: Place) -> bool:
    """See that a cohort exists."""
    return belongs_to(actor, place)


def may_see_roster(actor: Actor, place: Place) -> bool:
    """See who is in a cohort, with addresses."""
    return is_staff_of(actor, place)


def may_plan_sessions(actor: Actor, place: Place) -> bool:
    """Plan what is taught when, where and by whom."""
    return acts_as(actor, Role.INSTRUCTOR, place) or acts_as(actor, Role.ADMINISTRATOR, place)


def may_manage_cohort(actor: Actor, place: Place) -> bool:
    """Create cohorts, decide calendars, enrol and move people."""
    return acts_as(actor, Role.ADMINISTRATOR, place)
