"""Letters that wait for a mentor."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.accounts.types import Role
from lms.home.due.types import Due, Reader
from lms.portfolio import queries as letters


def due(reader: Reader) -> list[Due]:
    """The mentors' queue."""
    if Role.MENTOR not in reader.actor.roles:
        return []
    waiting = letters.waiting_count([card.id for card in reader.cohorts])
    text = ngettext("%(num)s letter waits for you", "%(num)s letters wait for you", waiting)
    return [Due(_("Cover letters"), text, _("To the queue"), url_for("portfolio.show_queue"))] if waiting else []
