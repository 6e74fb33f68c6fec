"""Words of the door: kinds of events, purposes of windows, whereabouts, signals."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from lms.attendance.checkin.roster import Whereabouts
from lms.attendance.checkin.signals import Signal
from lms.attendance.checkin.types import EventKind, EventSource, Purpose
from lms.attendance.queries import EventCard

PURPOSES = {
    Purpose.ARRIVAL: _l("Arrival"),
    Purpose.DEPARTURE: _l("Departure"),
    Purpose.OUTING: _l("Going out and coming back"),
}
KINDS = {
    EventKind.CHECK_IN: _l("came"),
    EventKind.CHECK_OUT: _l("left"),
    EventKind.OUTING: _l("went out"),
    EventKind.RETURN: _l("came back"),
}
ANSWERED = _l("answered the prompt")


def event_word(event: EventCard) -> object:
    """What an event is called; an answer to a prompt in between is stored as being back."""
    is_answer = event.source == EventSource.REMOTE and event.kind == EventKind.RETURN
    return ANSWERED if is_answer else KINDS[EventKind(event.kind)]


DONE = {
    EventKind.CHECK_IN: _l("You are checked in, %(time)s."),
    EventKind.CHECK_OUT: _l("You are checked out, %(time)s."),
    EventKind.OUTING: _l("You are out since %(time)s. Scan again when you come back."),
    EventKind.RETURN: _l("You are back, %(time)s."),
}
SOURCES = {
    EventSource.QR: _l("QR"),
    EventSource.CODE: _l("typed code"),
    EventSource.STAFF: _l("by hand"),
    EventSource.TERMINAL: _l("terminal"),
    EventSource.REMOTE: _l("remote"),
    EventSource.REQUEST: _l("approved request"),
}
STATES = {
    Whereabouts.MISSING: (_l("missing"), "bad", "×"),
    Whereabouts.LATE: (_l("late"), "warn", "△"),
    Whereabouts.HERE: (_l("in"), "good", "○"),
    Whereabouts.AWAY: (_l("out"), "info", "◇"),
    Whereabouts.GONE: (_l("gone home"), "", "□"),
}
SIGNALS = {
    Signal.SHARED_DEVICE: _l("same phone as someone else"),
    Signal.NOT_AT_PLACE: _l("says it is not at the centre"),
    Signal.OTHER_NETWORK: _l("other network than the class"),
    Signal.NEW_DEVICE: _l("phone not seen before"),
    Signal.LATE_DELIVERY: _l("delivered late"),
}
