"""Reactions to changes of the calendar, and what attendance holds fast there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from flask_babel import gettext as _

from lms.attendance import queries, services
from lms.cohorts import holding
from lms.cohorts import queries as cohorts
from lms.cohorts.events import CalendarChanged
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.events import Handlers


def why_held(cohort_id: int, days: Collection[date]) -> str:
    """What deciding days anew would change that stands fast, and the way that is left."""
    return _why_closed(cohort_id, days) or _why_counted(cohort_id, days)


def _why_counted(cohort_id: int, days: Collection[date]) -> str:
    """A course counts days or hours by the rules of its first day; an earlier one must not turn one into the other."""
    cohort = cohorts.cohort(cohort_id)
    if cohort is None or not days or min(days) >= cohort.starts_on:
        return ""
    book = queries.policy_book(cohort)
    if book.basis_on(min(days)) is book.basis_on(cohort.starts_on):
        return ""
    return str(
        _(
            "The attendance rules of that day do not count what this class counts, days or hours. Its marks would be "
            "read as something else, so the first day cannot move there."
        )
    )


def _why_closed(cohort_id: int, days: Collection[date]) -> str:
    held = queries.closed_around(cohort_id, days)
    if held is None:
        return ""
    return str(
        _(
            "This lies in unit period %(number)s (%(first)s – %(last)s), which is closed with %(days)s class days and "
            "%(marks)s marks on the days in question. Changing the calendar would change its totals, so it stands "
            "fast. To put a trainee's day right, propose a correction of that day; a second person confirms it.",
            number=held.number,
            first=held.first.isoformat(),
            last=held.last.isoformat(),
            days=held.days,
            marks=held.marks,
        )
    )


def judge_anew(event: CalendarChanged) -> None:
    """Days that are over and were taken at the door are judged by their new hours."""
    today = clock.local_date(event.at)
    for day in event.days:
        if day < today:
            services.derive_day(SYSTEM, cohort_id=event.cohort_id, day=day, now=event.at)


HANDLERS: Handlers = {CalendarChanged: (judge_anew,)}
holding.ask(why_held, queries.closed_until)
