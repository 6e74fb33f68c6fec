"""Reads of presence, one file per subject."""

from lms.attendance.queries.events import EventCard, events_of_day, events_of_enrolment, replaced_by
from lms.attendance.queries.marks import (
    KIND,
    history_of_day,
    marks_of_cohort,
    marks_of_day,
    tallies,
    terms_for,
    unmarked_days,
)
from lms.attendance.queries.windows import (
    Standing,
    WindowCard,
    check_in_terms,
    check_ins_due,
    grace_minutes,
    known_devices,
    open_windows,
    standing_of,
    window,
    windows_of_day,
)

__all__ = [
    "KIND",
    "EventCard",
    "Standing",
    "WindowCard",
    "check_in_terms",
    "check_ins_due",
    "events_of_day",
    "events_of_enrolment",
    "grace_minutes",
    "history_of_day",
    "known_devices",
    "marks_of_cohort",
    "marks_of_day",
    "open_windows",
    "replaced_by",
    "standing_of",
    "tallies",
    "terms_for",
    "unmarked_days",
    "window",
    "windows_of_day",
]
