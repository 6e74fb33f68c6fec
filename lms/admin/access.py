"""Loading people and places for administrators, or raising."""

from __future__ import annotations

from dataclasses import dataclass

from lms.accounts.models import Person, RoleGrant
from lms.accounts.policies import may_manage_people
from lms.accounts.types import Place, Role, Scope, WhyNot
from lms.admin.types import GrantPlace
from lms.cohorts import queries as cohorts
from lms.cohorts.belonging import interest_in
from lms.cohorts.models import Centre, Programme
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused


def is_site_administrator(actor: Actor) -> bool:
    """Whether the actor administers every centre."""
    return actor.is_system or actor.holds(Role.ADMINISTRATOR, Scope.SITE, None)


def centres_for_managing(actor: Actor) -> list[Centre]:
    """The centres that the actor administers."""
    own = actor.ids(Role.ADMINISTRATOR, Scope.CENTRE)
    everywhere = is_site_administrator(actor)
    return [centre for centre in cohorts.centres() if everywhere or centre.id in own]


def centre_ids(actor: Actor) -> frozenset[int] | None:
    """The centres whose people the actor may see; None for all of them."""
    return None if is_site_administrator(actor) else actor.ids(Role.ADMINISTRATOR, Scope.CENTRE)


def centre_for_managing(actor: Actor, centre_id: int) -> Centre:
    """A centre for its administrators."""
    centre = cohorts.centre_of(centre_id)
    if centre is None or not may_manage_people(actor, Place(centre_id)):
        raise NotFound
    return centre


def programme_for_managing(actor: Actor, programme_id: int) -> Programme:
    """A programme for the administrators of its centre."""
    programme = db.session.get(Programme, programme_id)
    if programme is None or not may_manage_people(actor, Place(programme.centre_id)):
        raise NotFound
    return programme


def site_for_managing(actor: Actor) -> None:
    """What concerns all centres is for administrators of the whole site."""
    if not is_site_administrator(actor):
        raise NotAllowed


@dataclass(frozen=True, slots=True)
class ManagedPerson:
    """A person whom the actor may see, and the centre in whose name the actor acts.

    ``is_whole``: no other centre has a live interest in this person, so the account itself may be changed.
    """

    person: Person
    place: Place
    is_whole: bool


def person_for_managing(actor: Actor, person_id: int) -> ManagedPerson:
    """A person for the administrators of a centre that the person has to do with."""
    person = db.session.get(Person, person_id)
    if person is None:
        raise NotFound
    interest = interest_in(person_id)
    if is_site_administrator(actor):
        return ManagedPerson(person, Place(min(interest.ever, default=0)), is_whole=True)
    own = actor.ids(Role.ADMINISTRATOR, Scope.CENTRE)
    shared = interest.ever & own
    if not shared:
        raise NotFound
    return ManagedPerson(person, Place(min(shared)), is_whole=interest.live <= own and not interest.is_of_site)


def person_for_changing(actor: Actor, person_id: int) -> ManagedPerson:
    """The same for changes to the account itself. Raises Refused while another centre has an interest, too."""
    found = person_for_managing(actor, person_id)
    if not found.is_whole:
        raise Refused(WhyNot.OF_ANOTHER_CENTRE)
    return found


def place_for_granting(actor: Actor, place: GrantPlace) -> Place | None:
    """The place in which the actor wants to give or end roles; None for the whole site."""
    if place.scope is Scope.SITE:
        site_for_managing(actor)
        return None
    if place.scope is Scope.CENTRE:
        return Place(centre_for_managing(actor, place.scope_id or 0).id)
    card = cohorts.cohort(place.scope_id or 0)
    if card is None or not may_manage_people(actor, card.place):
        raise NotFound
    return card.place


def grant_for_ending(actor: Actor, *, person_id: int, grant_id: int) -> RoleGrant:
    """A live role of a person, within the actor's own centres."""
    person_for_managing(actor, person_id)
    grant = db.session.get(RoleGrant, grant_id)
    if grant is None or grant.person_id != person_id or grant.ended_at is not None:
        raise NotFound
    place_for_granting(actor, GrantPlace(Scope(grant.scope), grant.scope_id))
    return grant
