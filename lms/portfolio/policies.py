"""Who may do what with portfolios and letters."""

from __future__ import annotations

from lms.accounts.policies import acts_as
from lms.accounts.types import Place, Role
from lms.core.actor import Actor


def may_mentor(actor: Actor, place: Place) -> bool:
    """Read letters and portfolios of a cohort and write notes."""
    return acts_as(actor, Role.MENTOR, place)


def may_read_portfolios(actor: Actor, place: Place) -> bool:
    """Read the portfolios of a cohort."""
    return (
        may_mentor(actor, place) or acts_as(actor, Role.INSTRUCTOR, place) or acts_as(actor, Role.ADMINISTRATOR, place)
    )
