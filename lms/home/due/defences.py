"""Live defences: meetings to come, and what staff have to decide."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.accounts.types import Role
from lms.assessments import policies
from lms.assessments.defence import State
from lms.assessments.queries import defence as defences
from lms.core.web.pages import moment
from lms.home.due.types import Due, Reader


def due(reader: Reader) -> list[Due]:
    """Meetings of a trainee; reports and flags for those who set the work."""
    return [*_meetings(reader), *_decisions(reader)]


def _meetings(reader: Reader) -> list[Due]:
    if not reader.as_trainee():
        return []
    return [
        Due(
            _("Live defence"),
            _("You evaluate at %(when)s", when=moment(line.starts_at).striptags())
            if line.evaluator_id == reader.person_id
            else _("You are evaluated at %(when)s", when=moment(line.starts_at).striptags()),
            _("Open"),
            url_for("assessments.show_defence", defence_id=line.id),
            by=line.starts_at,
        )
        for line in defences.defences_of(reader.person_id)
        if line.state in (State.BOOKED, State.MET)
    ]


def _decisions(reader: Reader) -> list[Due]:
    if Role.INSTRUCTOR not in reader.actor.roles:
        return []
    own = [card.id for card in reader.running if policies.may_set_work(reader.actor, card.place)]
    waiting: dict[int, int] = {}
    for line in defences.undecided(own):
        waiting[line.assignment_id] = waiting.get(line.assignment_id, 0) + 1
    return [
        Due(
            _("Live defences"),
            ngettext("%(num)s waits for your decision.", "%(num)s wait for your decision.", count),
            _("Decide"),
            url_for("assessments.manage_defences", assignment_id=assignment_id),
        )
        for assignment_id, count in waiting.items()
    ]
