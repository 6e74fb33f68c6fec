"""Who may do what with assignments and grades."""

from __future__ import annotations

from lms.accounts.policies import acts_as
from lms.accounts.types import Place, Role
from lms.core.actor import Actor


def may_set_work(actor: Actor, place: Place) -> bool:
    """Create assignments, see all work with its authors, settle grades."""
    return acts_as(actor, Role.INSTRUCTOR, place) or acts_as(actor, Role.ADMINISTRATOR, place)


def may_hand_in(actor: Actor, place: Place) -> bool:
    """Hand in work and review that of others."""
    return not actor.is_system and acts_as(actor, Role.TRAINEE, place)
