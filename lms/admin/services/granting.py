"""Giving and ending roles within one's own centres."""

from __future__ import annotations

from datetime import datetime

from lms.accounts.models import RoleGrant
from lms.accounts.services import end_grant, grant_role
from lms.accounts.types import Role, Scope
from lms.accounts.types import WhyNot as AccountsWhyNot
from lms.admin import access, rules
from lms.admin.types import GrantPlace
from lms.core.actor import Actor
from lms.core.errors import Refused


def give_role(actor: Actor, *, person_id: int, role: Role, place: GrantPlace, now: datetime) -> RoleGrant:
    """Give a staff role to a known person. Administrators belong to a centre or the site, never to one cohort."""
    access.person_for_managing(actor, person_id)
    if role is Role.TRAINEE:
        raise Refused(AccountsWhyNot.ROLE_FOLLOWS_ENROLMENT)
    access.place_for_granting(actor, place)
    if why_not := rules.why_not_role_at(role, place.scope):
        raise Refused(why_not)
    return grant_role(actor, person_id=person_id, role=role, scope=place.scope, scope_id=place.scope_id, now=now)


def end_role(actor: Actor, *, person_id: int, grant_id: int, reason: str, now: datetime) -> None:
    """End a staff role; the person loses it with the next request. The last administrator stays."""
    grant = access.grant_for_ending(actor, person_id=person_id, grant_id=grant_id)
    if grant.role == Role.TRAINEE:
        raise Refused(AccountsWhyNot.ROLE_FOLLOWS_ENROLMENT)
    end_grant(
        actor,
        person_id=person_id,
        role=Role(grant.role),
        scope=Scope(grant.scope),
        scope_id=grant.scope_id,
        reason=reason.strip(),
        now=now,
    )
