"""Requests about presence that wait for a decision."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.attendance import policies
from lms.attendance import queries as attendance
from lms.home.due.types import Due, Reader


def due(reader: Reader) -> list[Due]:
    """A line a class with open requests, for those who decide them."""
    deciding = [card for card in reader.running if policies.may_mark(reader.actor, card.place)]
    if not deciding:
        return []
    counts = attendance.open_counts([card.id for card in deciding])
    return [
        Due(
            _("Requests: %(cohort)s", cohort=card.name),
            ngettext("%(num)s request waits", "%(num)s requests wait", counts[card.id]),
            _("Decide"),
            url_for("attendance.list_requests", cohort=card.id),
        )
        for card in deciding
        if counts.get(card.id)
    ]
