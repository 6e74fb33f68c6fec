"""Who may do what, by role and place. Other packages build their own policies on ``acts_as``."""

from __future__ import annotations

from lms.accounts.types import STAFF, Place, Role, Scope
from lms.core.actor import Actor


def acts_as(actor: Actor, role: Role, place: Place) -> bool:
    """Whether the actor holds ``role`` for this place: in its cohort, its whole centre, or everywhere."""
    if actor.is_system:
        return True
    if actor.holds(role, Scope.CENTRE, place.centre_id):
        return True
    return place.cohort_id is not None and actor.holds(role, Scope.COHORT, place.cohort_id)


def is_staff_of(actor: Actor, place: Place) -> bool:
    """Whether the actor works at this place, in any staff role."""
    return any(acts_as(actor, role, place) for role in STAFF)


def belongs_to(actor: Actor, place: Place) -> bool:
    """Whether the actor has any business with this place."""
    return acts_as(actor, Role.TRAINEE, place) or is_staff_of(actor, place)


def may_manage_people(actor: Actor, place: Place) -> bool:
    """Invite, import, disable people and grant roles at this place."""
    return acts_as(actor, Role.ADMINISTRATOR, place)
