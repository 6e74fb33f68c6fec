"""Rules of the administrators' steps."""

from __future__ import annotations

from lms.accounts.types import Role, Scope
from lms.admin.types import WhyNot


def why_not_role_at(role: Role, scope: Scope) -> WhyNot | None:
    """Trainees belong to a cohort, administrators to a centre or the whole site, everybody else to a centre or a
    cohort."""
    fits = {
        Role.TRAINEE: {Scope.COHORT},
        Role.INSTRUCTOR: {Scope.CENTRE, Scope.COHORT},
        Role.MENTOR: {Scope.CENTRE, Scope.COHORT},
        Role.ADMINISTRATOR: {Scope.SITE, Scope.CENTRE},
    }
    return None if scope in fits[role] else WhyNot.PLACE_UNFIT


def why_not_export(reason: str) -> WhyNot | None:
    """A list of people leaves the house for a reason only."""
    return WhyNot.REASON_MISSING if len(reason.strip()) < 4 else None
