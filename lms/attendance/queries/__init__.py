"""Reads of presence, one file per subject."""

from lms.attendance.queries.events import EventCard, events_of_day, events_of_enrolment
from lms.attendance.queries.marks import (
    KIND,
    history_of_day,
    marks_of_cohort,
    marks_of_day,
    tallies,
    terms_for,
    unmarked_days,
)

__all__ = [
    "KIND",
    "EventCard",
    "events_of_day",
    "events_of_enrolment",
    "history_of_day",
    "marks_of_cohort",
    "marks_of_day",
    "tallies",
    "terms_for",
    "unmarked_days",
]
