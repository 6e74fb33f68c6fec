"""A calendar file (RFC 5545) of sessions and class days, for the calendars of phones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar, at local time. ``uid`` is its name for life."""

    uid: str
    day: date
    starts: time
    ends: time
    title: str
    place: str = ""
    note: str = ""


def calendar_file(entries: Iterable[Entry], *, name: str, now: datetime, timezone: str = "Asia/Seoul") -> bytes:
    """The file. Names and titles are escaped by the library, so that they stay inside their line."""
    calendar = Calendar()
    calendar.add("prodid", "-//Baeum//Timetable//KO")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(name))
    zone = ZoneInfo(timezone)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", now)
        event.add("dtstart", datetime.combine(entry.day, entry.starts, zone))
        event.add("dtend", datetime.combine(entry.day, entry.ends, zone))
        event.add("summary", vText(entry.title))
        if entry.place:
            event.add("location", vText(entry.place))
        if entry.note:
            event.add("description", vText(entry.note))
        calendar.add_component(event)
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made
