"""Courses that are over and wait to be settled."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.careers import policies
from lms.credentials import queries as credentials
from lms.home.due.types import Due, Reader

MOST = 2


def due(reader: Reader) -> list[Due]:
    """The newest ended cohorts that nobody settled yet, for administrators."""
    if Role.ADMINISTRATOR not in reader.actor.roles:
        return []
    ended = [
        card
        for card in reader.cohorts
        if card.ends_on < reader.today and policies.may_follow_up(reader.actor, card.place)
    ]
    settled = credentials.settled_among([card.id for card in ended]) if ended else set()
    return [
        Due(
            card.name,
            _("The course is over"),
            _("Completion"),
            url_for("credentials.show_cohort", cohort_id=card.id),
        )
        for card in [card for card in ended if card.id not in settled][:MOST]
    ]
