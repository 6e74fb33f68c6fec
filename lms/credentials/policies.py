"""Who may do what with completion."""

from __future__ import annotations

from lms.accounts.policies import acts_as
from lms.accounts.types import Place, Role
from lms.core.actor import Actor


def may_settle(actor: Actor, place: Place) -> bool:
    """Settle completion, export lists and write its terms."""
    return acts_as(actor, Role.ADMINISTRATOR, place)
