"""Words and signs of day marks."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from lms.attendance.rules import DayStatus

LABELS: Mapping[DayStatus, object] = {
    DayStatus.PRESENT: _l("present"),
    DayStatus.LATE: _l("late"),
    DayStatus.LEFT_EARLY: _l("left early"),
    DayStatus.OUTING: _l("outing"),
    DayStatus.LATE_EARLY: _l("late and left early"),
    DayStatus.LATE_OUTING: _l("late and outing"),
    DayStatus.EARLY_OUTING: _l("left early and outing"),
    DayStatus.LATE_EARLY_OUTING: _l("late, left early and outing"),
    DayStatus.ABSENT: _l("absent"),
    DayStatus.UNDER_HALF: _l("absent (less than half of the day)"),
    DayStatus.NO_CHECK_IN: _l("absent (no check-in)"),
    DayStatus.NO_CHECK_OUT: _l("absent (no check-out)"),
    DayStatus.EXCUSED: _l("excused"),
    DayStatus.LEAVE: _l("leave"),
    DayStatus.SCHOOL_EXCUSED: _l("excused by school"),
    DayStatus.DROPPED: _l("left the course"),
}
SIGNS: Mapping[DayStatus, str] = {
    DayStatus.PRESENT: "○",
    DayStatus.LATE: "△",
    DayStatus.LEFT_EARLY: "▽",
    DayStatus.OUTING: "◇",
    DayStatus.LATE_EARLY: "△▽",
    DayStatus.LATE_OUTING: "△◇",
    DayStatus.EARLY_OUTING: "▽◇",
    DayStatus.LATE_EARLY_OUTING: "△▽◇",
    DayStatus.ABSENT: "×",
    DayStatus.UNDER_HALF: "×½",
    DayStatus.NO_CHECK_IN: "×←",
    DayStatus.NO_CHECK_OUT: "×→",
    DayStatus.EXCUSED: "◎",
    DayStatus.LEAVE: "◐",
    DayStatus.SCHOOL_EXCUSED: "◑",
    DayStatus.DROPPED: "–",
}
TONES: Mapping[DayStatus, str] = {
    status: (
        "h-present"
        if status is DayStatus.PRESENT
        else "h-absent"
        if status.is_absence
        else "h-late"
        if status.incidents
        else "h-open"
        if status is DayStatus.DROPPED
        else "h-excused"
    )
    for status in DayStatus
}
"""The class of a cell in a heat map."""
