"""Marking by hand: which statuses a sheet offers, and when a day may be marked."""

from __future__ import annotations

from enum import StrEnum

from lms.attendance.rules import DayStatus

SHEET = (
    DayStatus.PRESENT,
    DayStatus.LATE,
    DayStatus.LEFT_EARLY,
    DayStatus.OUTING,
    DayStatus.ABSENT,
    DayStatus.EXCUSED,
    DayStatus.LEAVE,
)
"""What staff choose from. Days with several incidents come from the door; a mark by hand names the weightiest."""


class MarkSource(StrEnum):
    """Who stands behind a mark. What people decided is never replaced by what the door says."""

    STAFF = "staff"
    DOOR = "door"
    REQUEST = "request"
    IMPORT = "import"
    CORRECTION = "correction"


class WhyNot(StrEnum):
    """Why presence cannot be marked."""

    NO_CLASS_DAY = "no_class_day"
    IN_THE_FUTURE = "in_the_future"
    NOT_OF_THIS_COHORT = "not_of_this_cohort"
    REASON_MISSING = "reason_missing"
    UNIT_CLOSED = "unit_closed"
    UNIT_RUNS = "unit_runs"
    DAYS_UNMARKED = "days_unmarked"
    EARLIER_UNIT_OPEN = "earlier_unit_open"
    SAME_PERSON = "same_person"
    DECIDED_ALREADY = "decided_already"
    UNIT_OPEN = "unit_open"
    NOTHING_CHANGES = "nothing_changes"
    EXPORT_REASON_MISSING = "export_reason_missing"
    HOURS_WITH_RULES_OF_DAYS = "hours_with_rules_of_days"
    BASIS_FROM_FIRST_DAY = "basis_from_first_day"
    BASIS_AFTER_MARKS = "basis_after_marks"
    BASIS_FROM_A_DAY_TO_COME = "basis_from_a_day_to_come"
    HOURS_UNREADABLE = "hours_unreadable"
    MORE_THAN_PLANNED = "more_than_planned"


def why_not_mark(
    *, is_class_day: bool, is_future: bool, is_closed: bool, changes_past: bool, reason: str
) -> WhyNot | None:
    """Whether a day can be marked: class days up to today in open units; an earlier mark changes only with a reason."""
    if not is_class_day:
        return WhyNot.NO_CLASS_DAY
    if is_future:
        return WhyNot.IN_THE_FUTURE
    if is_closed:
        return WhyNot.UNIT_CLOSED
    return WhyNot.REASON_MISSING if changes_past and not reason.strip() else None


def why_not_close(*, has_ended: bool, unmarked: bool, earlier_open: bool, is_closed: bool) -> WhyNot | None:
    """A unit is closed once: when it is over, wholly marked, and after those before it."""
    if is_closed:
        return WhyNot.UNIT_CLOSED
    if not has_ended:
        return WhyNot.UNIT_RUNS
    if unmarked:
        return WhyNot.DAYS_UNMARKED
    return WhyNot.EARLIER_UNIT_OPEN if earlier_open else None


def why_not_propose(*, is_closed: bool, changes: bool, reason: str) -> WhyNot | None:
    """A correction is proposed for a closed unit, with a reason; in an open one the sheet is the place."""
    if not is_closed:
        return WhyNot.UNIT_OPEN
    if not changes:
        return WhyNot.NOTHING_CHANGES
    return None if reason.strip() else WhyNot.REASON_MISSING


def why_not_confirm(*, is_open: bool, is_own: bool) -> WhyNot | None:
    """A proposal is decided once, and never by the one who made it."""
    if not is_open:
        return WhyNot.DECIDED_ALREADY
    return WhyNot.SAME_PERSON if is_own else None
