"""Days that nobody has marked."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from lms.attendance import policies
from lms.attendance import queries as attendance
from lms.home.due.types import Due, Reader


def due(reader: Reader) -> list[Due]:
    """Class days without attendance, for those who mark them."""
    found = []
    for card in reader.running:
        if not policies.may_mark(reader.actor, card.place):
            continue
        unmarked = attendance.unmarked_days(card.id, until=reader.today)
        if unmarked:
            text = _("%(n)s class days without attendance", n=len(unmarked))
            url = url_for("attendance.show_sheet", cohort_id=card.id, day=unmarked[-1])
            found.append(Due(_("Attendance: %(cohort)s", cohort=card.name), text, _("Mark"), url))
    return found
