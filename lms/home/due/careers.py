"""Job preparation: the graduate's own, and open cases for those who follow up."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.accounts.types import Role
from lms.careers import policies
from lms.careers import queries as careers
from lms.home.due.types import Due, Reader


def due(reader: Reader) -> list[Due]:
    """A session to find, or graduates to look after."""
    return [*_own_case(reader), *_open_cases(reader)]


def _own_case(reader: Reader) -> list[Due]:
    if Role.TRAINEE not in reader.actor.roles or careers.case_of(reader.person_id) is None:
        return []
    text = _("Clinics, mock interviews and lectures until you have a job.")
    return [Due(_("Job preparation"), text, _("Find a session"), url_for("careers.list_sessions"))]


def _open_cases(reader: Reader) -> list[Due]:
    if Role.ADMINISTRATOR not in reader.actor.roles:
        return []
    ended = [
        card.id
        for card in reader.cohorts
        if card.ends_on < reader.today and policies.may_follow_up(reader.actor, card.place)
    ]
    count = len(careers.open_cases(ended, now=reader.now))
    if not count:
        return []
    text = ngettext("%(num)s graduate looks for a job", "%(num)s graduates look for a job", count)
    return [Due(_("Follow-up"), text, _("Open cases"), url_for("careers.show_placement"))]
