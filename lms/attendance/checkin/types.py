"""Words of checking in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lms.attendance.rules.types import EventKind

__all__ = ["EventFacts", "EventKind", "EventSource", "Purpose", "Recorded", "WhyNot"]


class EventSource(StrEnum):
    """How we know."""

    QR = "qr"
    CODE = "code"
    STAFF = "staff"
    TERMINAL = "terminal"
    REMOTE = "remote"
    REQUEST = "request"


class Purpose(StrEnum):
    """What a check-in window is open for. A window for outings takes the way out and the way back."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    OUTING = "outing"


class WhyNot(StrEnum):
    """Why an event is not recorded."""

    CODE_UNKNOWN = "code_unknown"
    CODE_TOO_OLD = "code_too_old"
    CODE_NOT_YET = "code_not_yet"
    OTHER_CLASS = "other_class"
    USED_ALREADY = "used_already"
    WINDOW_CLOSED = "window_closed"
    DELIVERED_TOO_LATE = "delivered_too_late"
    OTHER_PHONE = "other_phone"
    TOO_MANY_TRIES = "too_many_tries"
    NO_CLASS_TODAY = "no_class_today"
    NOT_CHECKED_IN = "not_checked_in"
    REASON_MISSING = "reason_missing"
    NOBODY_CHOSEN = "nobody_chosen"
    NOTHING_TO_UNDO = "nothing_to_undo"
    TIME_NOT_OF_THIS_DAY = "time_not_of_this_day"
    MINUTES_UNFIT = "minutes_unfit"
    PROMPT_OVER = "prompt_over"
    PROMPT_OPEN = "prompt_open"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event about to be recorded.

    ``slot`` names what may exist once a day and person (``check_in``, ``outing:7:1234``); a repeated attempt has the
    same slot and becomes the same row. ``signals`` hold keyed digests and yes/no facts, never coordinates.
    """

    cohort_id: int
    enrolment_id: int
    day: date
    kind: EventKind
    happened_at: datetime
    source: EventSource
    slot: str
    window_id: int | None = None
    signals: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of an attempt: the row that counts, and whether this attempt made it."""

    event_id: int
    happened_at: datetime
    kind: EventKind
    is_new: bool
