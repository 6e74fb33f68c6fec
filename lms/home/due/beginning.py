"""What a centre that has just begun is missing, one step at a time."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.cohorts import queries as cohorts
from lms.home.due.types import Due, Reader


def due(reader: Reader) -> list[Due]:
    """The next step towards a first cohort with people in it, for administrators; nothing once there are trainees."""
    if Role.ADMINISTRATOR not in reader.actor.roles:
        return []
    if not reader.cohorts:
        text = _("A programme is what you teach; its cohorts follow, with class days laid out around public holidays.")
        return [Due(_("Begin with a programme"), text, _("Programmes"), url_for("admin.list_programmes"))]
    to_come = [card for card in reader.cohorts if card.ends_on >= reader.today]
    counts = cohorts.head_counts([card.id for card in to_come])
    return [
        Due(
            card.name,
            _("Nobody is enrolled yet. Import a list, or enrol people one by one."),
            _("Import people"),
            url_for("admin.list_imports"),
        )
        for card in to_come
        if not counts.get(card.id)
    ]
