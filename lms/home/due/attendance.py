"""Days that nobody has marked, unit periods to close, corrections that wait for a second person."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.attendance import policies
from lms.attendance import queries as attendance
from lms.cohorts.types import CohortCard
from lms.home.due.types import Due, Reader


def due(reader: Reader) -> list[Due]:
    """What the staff of running classes have to see to."""
    marked = [card for card in reader.running if policies.may_mark(reader.actor, card.place)]
    return [*_unmarked(reader, marked), *_waiting(reader, marked), *_to_close(reader, marked)] if marked else []


def _unmarked(reader: Reader, cards: list[CohortCard]) -> list[Due]:
    found = []
    for card in cards:
        unmarked = attendance.unmarked_days(card.id, until=reader.today)
        if unmarked:
            text = ngettext(
                "%(num)s class day without attendance", "%(num)s class days without attendance", len(unmarked)
            )
            url = url_for("attendance.show_sheet", cohort_id=card.id, day=unmarked[-1])
            found.append(Due(_("Attendance: %(cohort)s", cohort=card.name), text, _("Mark"), url))
    return found


def _waiting(reader: Reader, cards: list[CohortCard]) -> list[Due]:
    counts = attendance.waiting_corrections([card.id for card in cards], not_by=reader.person_id)
    return [
        Due(
            _("Corrections: %(cohort)s", cohort=card.name),
            ngettext(
                "%(num)s correction of a closed month waits for a second person",
                "%(num)s corrections of closed months wait for a second person",
                counts[card.id],
            ),
            _("Decide"),
            url_for("attendance.list_units", cohort_id=card.id),
        )
        for card in cards
        if card.id in counts
    ]


def _to_close(reader: Reader, cards: list[CohortCard]) -> list[Due]:
    own = [card for card in cards if policies.may_close(reader.actor, card.place)]
    if not own:
        return []
    numbers = attendance.units_to_close(own, on=reader.today)
    return [
        Due(
            _("Unit period %(n)s: %(cohort)s", n=numbers[card.id], cohort=card.name),
            _("It is over. Look through the sheet and close it."),
            _("Sheet"),
            url_for("attendance.show_unit", cohort_id=card.id, number=numbers[card.id]),
        )
        for card in own
        if card.id in numbers
    ]
