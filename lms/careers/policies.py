"""Who may do what with outcomes, cases and sessions."""

from __future__ import annotations

from lms.accounts.policies import acts_as
from lms.accounts.types import Place, Role
from lms.core.actor import Actor


def may_follow_up(actor: Actor, place: Place) -> bool:
    """See cases, record outcomes, offer sessions."""
    return acts_as(actor, Role.MENTOR, place) or acts_as(actor, Role.ADMINISTRATOR, place)
