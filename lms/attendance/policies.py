"""Who may do what with presence."""

from __future__ import annotations

from lms.accounts.policies import acts_as
from lms.accounts.types import Place, Role
from lms.core.actor import Actor


def may_mark(actor: Actor, place: Place) -> bool:
    """Mark presence and read everybody's."""
    return acts_as(actor, Role.INSTRUCTOR, place) or acts_as(actor, Role.ADMINISTRATOR, place)


def may_close(actor: Actor, place: Place) -> bool:
    """Close unit periods."""
    return acts_as(actor, Role.ADMINISTRATOR, place)


def may_write_policy(actor: Actor, place: Place) -> bool:
    """Write a new version of the attendance terms."""
    return acts_as(actor, Role.ADMINISTRATOR, place)
