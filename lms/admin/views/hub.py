"""The administrators' first page: what waits, and where everything is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.admin import access
from lms.admin.queries import erasures, overview
from lms.admin.views.blueprint import bp
from lms.admin.views.places import own_cohorts
from lms.cohorts.types import CohortCard
from lms.core import clock
from lms.core.web import guard
from lms.core.web.identity import actor


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for an administrator, and the page where it is done."""

    title: str
    text: str
    url: str


@bp.get("/")
@guard.needs(Role.ADMINISTRATOR)
def show_hub() -> ResponseReturnValue:
    """What should I do next?"""
    today = clock.local_date(clock.now())
    cards = own_cohorts(actor())
    figures = overview.figures(access.centre_ids(actor()), [card.id for card in cards], today=today)
    running = [card for card in cards if card.starts_on <= today <= card.ends_on]
    return render_template(
        "admin/hub.html",
        waiting=[*_first_steps(cards), *_waiting(figures, {card.id: card.name for card in cards})],
        sections=_sections(figures.people, len(cards), len(running)),
    )


def _first_steps(cards: list[CohortCard]) -> list[Waiting]:
    """Where a centre begins that has no cohort yet."""
    if cards:
        return []
    text = _("A programme is what you teach; its cohorts follow, with class days laid out around public holidays.")
    return [Waiting(_("Begin with a programme"), text, url_for(".list_programmes"))]


def _sections(people: int, cohorts: int, running: int) -> list[tuple[str, str, str]]:
    """Endpoint, title and what is there, for each part of the administration."""
    found = [
        (".list_people", _("People"), _("%(n)s people: search, invite, roles, access", n=people)),
        (
            ".list_cohorts",
            _("Cohorts"),
            _("%(n)s cohorts, %(r)s running: trainees, classes, staff", n=cohorts, r=running),
        ),
        (".list_imports", _("Import people"), _("A file of trainees, looked over before it is carried out")),
        (".list_programmes", _("Programmes"), _("What the centre teaches")),
    ]
    found += [
        (".list_terms", _("Terms"), _("Numbers that hold from a day on, with every earlier version")),
        (".list_erasures", _("Requests for erasure"), _("Who asks that their data goes, and how it was decided")),
        (".list_consents", _("Consents"), _("Who agreed to what, and who has not decided")),
        (".show_trail", _("Audit trail"), _("Who did what, when, to what; checked and exported")),
        (".show_machine", _("Clock and mails"), _("Whether the jobs run and the mails leave")),
    ]
    if access.is_site_administrator(actor()):
        found.append((".list_centres", _("Centres"), _("Every centre of this installation")))
    return found


def _waiting(figures: overview.Figures, names: dict[int, str]) -> list[Waiting]:
    found = []
    if count := erasures.waiting(access.centre_ids(actor())):
        text = _("%(n)s people ask that their data goes", n=count)
        found.append(Waiting(_("Requests for erasure"), text, url_for(".list_erasures")))
    for cohort_id, count in figures.applications.items():
        url = url_for(".list_trainees", cohort_id=cohort_id, state="applied")
        title = _("Applications: %(cohort)s", cohort=names.get(cohort_id, ""))
        found.append(Waiting(title, _("%(n)s people wait to be admitted", n=count), url))
    for cohort_id in figures.without_staff:
        url = url_for(".show_cohort", cohort_id=cohort_id)
        found.append(Waiting(names.get(cohort_id, ""), _("Nobody teaches this cohort yet"), url))
    for cohort_id, count in figures.without_section.items():
        url = url_for(".list_trainees", cohort_id=cohort_id)
        text = _("%(n)s trainees are in no class", n=count)
        found.append(Waiting(names.get(cohort_id, ""), text, url))
    if figures.invited:
        text = _("%(n)s people have not used their invitation yet", n=figures.invited)
        found.append(Waiting(_("Invitations"), text, url_for(".list_people", state="invited")))
    return found
