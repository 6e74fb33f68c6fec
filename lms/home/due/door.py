"""Check-in: the screen to open for those who teach today, the code to scan for those who come."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import url_for
from flask_babel import gettext as _

from lms.accounts.policies import acts_as
from lms.accounts.types import Role
from lms.attendance import queries as attendance
from lms.attendance.checkin.roster import purpose_at
from lms.attendance.checkin.types import Purpose
from lms.cohorts import queries as cohorts
from lms.cohorts.models import CalendarDay
from lms.cohorts.types import CohortCard, DayKind
from lms.core import clock
from lms.home.due.types import Due, Reader

BEFORE, AFTER = timedelta(hours=1), timedelta(hours=2)
"""Around the beginning of a class, opening check-in is the first thing to do."""


def due(reader: Reader) -> list[Due]:
    """For trainees whose class has its code on the screen, and for instructors of a class that has lessons today."""
    return [*_to_come(reader), *_to_open(reader)]


def _to_come(reader: Reader) -> list[Due]:
    if not reader.as_trainee():
        return []
    prompts = [
        Due(
            _("Remote class: are you there?"),
            _("Answer before the time is over."),
            _("I am here"),
            url_for("attendance.show_check_in"),
            by=prompt.closes_at,
        )
        for prompt in attendance.prompts_due(reader.person_id, now=reader.now)
    ]
    return prompts + [
        Due(
            _("Check in") if window.purpose is Purpose.ARRIVAL else _("Check out"),
            _("Your class shows its code now. Scan it, or type it."),
            _("Check in") if window.purpose is Purpose.ARRIVAL else _("Check out"),
            url_for("attendance.show_check_in"),
            by=window.opened_at,
        )
        for window in attendance.check_ins_due(reader.person_id, now=reader.now)
    ]


def _to_open(reader: Reader) -> list[Due]:
    taught = [card for card in reader.running if Role.INSTRUCTOR in reader.actor.roles and _teaches(reader, card)]
    if not taught:
        return []
    days = cohorts.days_on([card.id for card in taught], reader.today)
    shown = {(each.cohort_id, each.purpose): each for each in attendance.open_windows(list(days), now=reader.now)}
    found = []
    for card in taught:
        day = days.get(card.id)
        if day is None or day.kind not in (DayKind.CLASS, DayKind.MAKE_UP):
            continue
        purpose = purpose_at(clock.local_time(reader.now), starts=day.starts, ends=day.ends)
        if window := shown.get((card.id, purpose)):
            url, label = url_for("attendance.show_window", window_id=window.id), _("Show the screen")
        else:
            url, label = url_for("attendance.open_window", cohort_id=card.id, purpose=purpose), _("Open check-in")
        title = _("Check-in: %(cohort)s", cohort=card.name)
        text = _("The class scans a code that turns every ten seconds.")
        found.append(Due(title, text, label, url, by=_soon(day, reader.now), is_post=window is None))
    return found


def _teaches(reader: Reader, card: CohortCard) -> bool:
    return acts_as(reader.actor, Role.INSTRUCTOR, card.place)


def _soon(day: CalendarDay, now: datetime) -> datetime | None:
    if day.starts is None:
        return None
    starts = clock.local_moment(day.day, day.starts)
    return starts if starts - BEFORE <= now <= starts + AFTER else None
