"""Calendar invitations (RFC 5545, RFC 5546): one UID for life, a sequence that rises with every change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText


@dataclass(frozen=True, slots=True)
class Meeting:
    """What an invitation says. ``uid`` is the meeting's name for life."""

    uid: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    organizer: str
    attendee: str
    sequence: int = 0
    cancelled: bool = False


def invitation(meeting: Meeting, *, now: datetime, timezone: str = "Asia/Seoul") -> str:
    """An iCalendar object: a request, an update of it (higher sequence), or its cancellation."""
    calendar = Calendar()
    calendar.add("prodid", "-//Baeum//Sessions//KO")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.cancelled else "REQUEST")
    event = Event()
    zone = ZoneInfo(timezone)
    event.add("uid", meeting.uid)
    event.add("dtstamp", now)
    event.add("dtstart", meeting.starts_at.astimezone(zone))
    event.add("dtend", meeting.ends_at.astimezone(zone))
    event.add("sequence", meeting.sequence)
    event.add("summary", vText(meeting.title))
    event.add("location", vText(meeting.place))
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event["organizer"] = vCalAddress(f"mailto:{meeting.organizer}")
    event.add("attendee", vCalAddress(f"mailto:{meeting.attendee}"))
    calendar.add_component(event)
    calendar.add_missing_timezones()
    text: str = calendar.to_ical().decode()
    return text
