"""Reads of presence, one file per subject."""

from lms.attendance.queries.days import day_standing, days_at_the_door, hours_of_days, taking_part
from lms.attendance.queries.events import EventCard, events_of_day, events_of_enrolment, replaced_by
from lms.attendance.queries.marks import (
    StandingMark,
    history_of_day,
    marks_between,
    marks_of_day,
    marks_of_enrolment,
    standing_marks_of_day,
    unmarked_days,
)
from lms.attendance.queries.policy import KIND, PolicyBook, PolicyInForce, policy_book, scopes_of, terms_for
from lms.attendance.queries.tallies import CoursePlan, course_plan, tallies, tallies_by
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
    "CoursePlan",
    "EventCard",
    "PolicyBook",
    "PolicyInForce",
    "Standing",
    "StandingMark",
    "WindowCard",
    "check_in_terms",
    "check_ins_due",
    "course_plan",
    "day_standing",
    "days_at_the_door",
    "events_of_day",
    "events_of_enrolment",
    "grace_minutes",
    "history_of_day",
    "hours_of_days",
    "known_devices",
    "marks_between",
    "marks_of_day",
    "marks_of_enrolment",
    "open_windows",
    "policy_book",
    "replaced_by",
    "scopes_of",
    "standing_marks_of_day",
    "standing_of",
    "taking_part",
    "tallies",
    "tallies_by",
    "terms_for",
    "unmarked_days",
    "window",
    "windows_of_day",
]
