"""Taking a person in with a role at a place; one transaction."""

from __future__ import annotations

from datetime import datetime

from lms.accounts import queries as people
from lms.accounts.services import grant_role, invite_person, register_person
from lms.accounts.types import NewPerson, PersonState, Place, Role
from lms.admin import access, rules
from lms.admin.types import GrantPlace
from lms.cohorts.services import enrol_newcomer, known_person
from lms.core.actor import Actor
from lms.core.errors import Refused
from lms.core.transaction import transaction


def welcome(
    actor: Actor,
    *,
    newcomer: NewPerson,
    role: Role,
    place: GrantPlace,
    now: datetime,
    invites: bool = True,
) -> int:
    """Write a person down with a role, or give the role to one whom the centre knows, and send the link to those who
    have no password yet; returns the person's id. Trainees are enrolled in the cohort."""
    where = access.place_for_granting(actor, place) or Place(0)
    if why_not := rules.why_not_role_at(role, place.scope):
        raise Refused(why_not)
    if role is Role.TRAINEE:
        cohort_id = place.scope_id or 0
        return enrol_newcomer(actor, cohort_id=cohort_id, newcomer=newcomer, invites=invites, now=now).person_id
    with transaction():
        person_id = known_person(actor, newcomer.email, centre_id=where.centre_id)
        if person_id is None:
            person_id = register_person(
                actor,
                email=newcomer.email,
                name=newcomer.name,
                phone=newcomer.phone,
                birth_date=newcomer.birth_date,
                language=newcomer.language,
                now=now,
            ).id
        grant_role(actor, person_id=person_id, role=role, scope=place.scope, scope_id=place.scope_id, now=now)
        card = people.card(person_id)
        if invites and card is not None and card.state == PersonState.INVITED:
            invite_person(actor, person_id=person_id, place=where, now=now)
    return person_id
