"""Taking a person in: written down, given a place, invited by mail; one transaction."""

from __future__ import annotations

from datetime import datetime

from lms.accounts import queries as people
from lms.accounts.services import grant_role, invite_person, register_person
from lms.accounts.types import NewPerson, PersonState, Place, Role
from lms.accounts.types import WhyNot as AccountsWhyNot
from lms.admin import access, rules
from lms.admin.types import GrantPlace
from lms.cohorts import queries as cohorts
from lms.cohorts.services import enrol
from lms.cohorts.types import EnrolmentState
from lms.core import clock
from lms.core.actor import Actor
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction


def welcome(
    actor: Actor,
    *,
    newcomer: NewPerson,
    role: Role,
    place: GrantPlace,
    now: datetime,
    section_id: int | None = None,
    state: EnrolmentState | None = None,
    invites: bool = True,
) -> int:
    """Take a person in with a role at a place, and send the link; returns the person's id.

    Trainees are enrolled: on course when the cohort has begun, else admitted, unless ``state`` says otherwise. A
    person known to the actor's centres gets the role added; one known only elsewhere is refused, so that an address
    typed in here tells nothing about the people of other centres.
    """
    inviting = access.place_for_granting(actor, place) or Place(0)
    if why_not := rules.why_not_role_at(role, place.scope):
        raise Refused(why_not)
    with transaction():
        person_id = _known(actor, newcomer.email) or _register(actor, newcomer, now)
        if role is Role.TRAINEE:
            enrol_newcomer(
                actor, person_id=person_id, cohort_id=place.scope_id or 0, section_id=section_id, state=state, now=now
            )
        else:
            grant_role(actor, person_id=person_id, role=role, scope=place.scope, scope_id=place.scope_id, now=now)
        card = people.card(person_id)
        if invites and card is not None and card.state == PersonState.INVITED:
            invite_person(actor, person_id=person_id, place=inviting, now=now)
    return person_id


def enrol_newcomer(
    actor: Actor,
    *,
    person_id: int,
    cohort_id: int,
    section_id: int | None,
    state: EnrolmentState | None,
    now: datetime,
) -> None:
    """Enrol from today, or from the first day of a cohort that has not begun."""
    card = cohorts.cohort(cohort_id)
    if card is None:
        raise NotFound
    today = clock.local_date(now)
    begun = EnrolmentState.ON_COURSE if card.starts_on <= today else EnrolmentState.ADMITTED
    enrol(
        actor,
        cohort_id=cohort_id,
        person_id=person_id,
        starts_on=max(today, card.starts_on),
        section_id=section_id,
        state=state or begun,
        now=now,
    )


def _known(actor: Actor, email: str) -> int | None:
    card = people.person_of_email(email)
    if card is None:
        return None
    try:
        access.person_for_managing(actor, card.id)
    except NotFound:
        raise Refused(AccountsWhyNot.EMAIL_TAKEN) from None
    return card.id


def _register(actor: Actor, newcomer: NewPerson, now: datetime) -> int:
    return register_person(
        actor,
        email=newcomer.email,
        name=newcomer.name,
        phone=newcomer.phone,
        birth_date=newcomer.birth_date,
        language=newcomer.language,
        now=now,
    ).id
