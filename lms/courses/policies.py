"""Who may do what with courses."""

from __future__ import annotations

from lms.accounts.policies import acts_as, is_staff_of
from lms.accounts.types import Place, Role
from lms.core.actor import Actor


def may_edit_course(actor: Actor, place: Place) -> bool:
    """Create and import courses of a centre."""
    return acts_as(actor, Role.ADMINISTRATOR, place) or acts_as(actor, Role.INSTRUCTOR, place)


def may_read_staff_lessons(actor: Actor, place: Place) -> bool:
    """Read solutions and instructors' notes."""
    return is_staff_of(actor, place)
