"""Names of the places in which roles may hold, for selects."""

from __future__ import annotations

from flask_babel import gettext as _

from lms.accounts.types import Role, Scope
from lms.admin import access
from lms.admin.types import GrantPlace
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.languages import pick


def own_cohorts(actor: Actor) -> list[CohortCard]:
    """The cohorts that the actor administers, newest first."""
    return cohorts.cohorts_of(actor, roles=[Role.ADMINISTRATOR])


def grant_places(actor: Actor) -> list[tuple[object, object]]:
    """Every place in which the actor may give roles: cohorts, centres, the whole site."""
    places: list[tuple[object, object]] = [
        (GrantPlace(Scope.COHORT, card.id), card.name) for card in own_cohorts(actor)
    ]
    places += [
        (GrantPlace(Scope.CENTRE, centre.id), _("Centre: %(name)s", name=pick(centre.name)))
        for centre in access.centres_for_managing(actor)
    ]
    if access.is_site_administrator(actor):
        places.append((GrantPlace(Scope.SITE), _("The whole site")))
    return places


def number(text: str | None) -> int | None:
    """A whole number from the address line; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
