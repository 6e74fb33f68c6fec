"""Taking a trainee in: written down if new, enrolled, invited by mail; one transaction."""

from __future__ import annotations

from datetime import date, datetime

from lms.accounts import queries as people
from lms.accounts.services import invite_person, register_person
from lms.accounts.types import NewPerson, PersonState, Role, Scope
from lms.accounts.types import WhyNot as AccountsWhyNot
from lms.cohorts import access
from lms.cohorts.belonging import interest_in
from lms.cohorts.models import Enrolment
from lms.cohorts.services.enrolling import enrol, refuse_since
from lms.cohorts.types import EnrolmentState
from lms.core import clock
from lms.core.actor import Actor
from lms.core.errors import Refused
from lms.core.transaction import transaction


def enrol_newcomer(
    actor: Actor,
    *,
    cohort_id: int,
    newcomer: NewPerson,
    now: datetime,
    section_id: int | None = None,
    state: EnrolmentState | None = None,
    invites: bool = True,
    since: date | None = None,
) -> Enrolment:
    """Enrol from a day on; without ``since`` from today, or from the first day of a cohort that has not begun.

    Who is enrolled later than they came takes part since the day on which they came: presence of the days between is
    theirs to be entered. Raises Refused when that day lies outside the cohort or is settled.

    Without ``state`` people are on course when the cohort has begun, else admitted. A person whom the centre knows by
    the address is enrolled as they are; one known only elsewhere is refused, so that an address typed in tells nothing
    about the people of other centres.
    """
    card = access.cohort_for_managing(actor, cohort_id)
    today = clock.local_date(now)
    begun = EnrolmentState.ON_COURSE if card.starts_on <= today else EnrolmentState.ADMITTED
    with transaction():
        if since is not None:
            refuse_since(card, [since], today=today)
        person_id = known_person(actor, newcomer.email, centre_id=card.centre_id) or _register(actor, newcomer, now)
        enrolment = enrol(
            actor,
            cohort_id=cohort_id,
            person_id=person_id,
            starts_on=since or max(today, card.starts_on),
            section_id=section_id,
            state=state or begun,
            now=now,
        )
        found = people.card(person_id)
        if invites and found is not None and found.state == PersonState.INVITED:
            invite_person(actor, person_id=person_id, place=card.place, now=now)
    return enrolment


def known_person(actor: Actor, email: str, *, centre_id: int) -> int | None:
    """Who has this address among the people of a centre; Refused when only other centres know them."""
    found = people.person_of_email(email)
    if found is None:
        return None
    everywhere = actor.is_system or actor.holds(Role.ADMINISTRATOR, Scope.SITE, None)
    if not everywhere and centre_id not in interest_in(found.id).ever:
        raise Refused(AccountsWhyNot.EMAIL_TAKEN)
    return found.id


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
