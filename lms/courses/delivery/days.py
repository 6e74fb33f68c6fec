"""Named events on the calendar of a cohort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lms.courses.delivery.types import EventKind, NamedEvent


def day_of(event: NamedEvent, *, starts_on: date, class_days: Sequence[date]) -> date | None:
    """The day of an event in a cohort; ``class_days`` in order. None where somebody has to decide it.

    A weekday on which there is no class moves on to the next class day; after the last one it stays where it is.
    """
    if event.kind is EventKind.BY_HAND:
        return None
    if event.kind is EventKind.CLASS_DAY:
        return class_days[event.days] if event.days < len(class_days) else None
    monday = starts_on - timedelta(days=starts_on.weekday())
    wanted = monday + timedelta(weeks=event.week - 1, days=event.weekday)
    return next((day for day in class_days if day >= wanted), wanted)


def moments(
    events: Sequence[NamedEvent],
    *,
    starts_on: date,
    class_days: Sequence[date],
    decided: Mapping[str, date],
    zone: str,
) -> dict[str, datetime]:
    """When each event is: the day that staff decided, else the one that the calendar gives, at the event's time."""
    found: dict[str, datetime] = {}
    for event in events:
        day = decided.get(event.name) or day_of(event, starts_on=starts_on, class_days=class_days)
        if day is not None:
            found[event.name] = datetime.combine(day, event.at, ZoneInfo(zone))
    return found
