"""Words and signs of day marks."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from lms.attendance.marks import MarkSource
from lms.attendance.rules import DayStatus, ExcuseKind, Incident, Risk

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
SOURCES: Mapping[str, object] = {
    MarkSource.STAFF: _l("marked by staff"),
    MarkSource.DOOR: _l("worked out from check-in and check-out"),
    MarkSource.REQUEST: _l("by an approved request"),
    MarkSource.IMPORT: _l("from an imported roster"),
    MarkSource.CORRECTION: _l("corrected after closing, confirmed by a second person"),
}
INCIDENTS: Mapping[str, object] = {
    Incident.LATE: _l("late"),
    Incident.LEFT_EARLY: _l("left early"),
    Incident.OUTING: _l("outing"),
}
EXCUSES: Mapping[ExcuseKind, object] = {
    ExcuseKind.RESERVE_FORCES: _l("reserve forces, civil defence, draft examination"),
    ExcuseKind.INTERVIEW: _l("job interview or company test"),
    ExcuseKind.EXAM: _l("exam of the training occupation"),
    ExcuseKind.CIVIC_DUTY: _l("voting and other civic duties"),
    ExcuseKind.CONTEST: _l("skills contest or hackathon"),
    ExcuseKind.OWN_WEDDING: _l("own wedding"),
    ExcuseKind.CHILD_WEDDING: _l("a child's wedding"),
    ExcuseKind.DEATH_SPOUSE_OR_PARENT: _l("death of a spouse or parent"),
    ExcuseKind.DEATH_GRANDPARENT: _l("death of a grandparent"),
    ExcuseKind.DEATH_CHILD: _l("death of a child"),
    ExcuseKind.DEATH_SIBLING: _l("death of a sibling"),
    ExcuseKind.BIRTH: _l("birth of a child"),
    ExcuseKind.ILLNESS: _l("illness or hospital"),
    ExcuseKind.LEAVE: _l("leave"),
    ExcuseKind.SCHOOL: _l("excused by school"),
    ExcuseKind.TERMINAL: _l("card lost, power cut or broken terminal"),
    ExcuseKind.OTHER: _l("other reason"),
}
RISKS: Mapping[Risk, tuple[object, str, str]] = {
    Risk.NONE: (_l("at ease"), "good", "○"),
    Risk.WATCH: (_l("watch"), "info", "·"),
    Risk.WARNING: (_l("warning"), "warn", "!"),
    Risk.DANGER: (_l("danger"), "bad", "!!"),
    Risk.LOST: (_l("out of reach"), "bad", "×"),
}
"""Word, tone and sign of each step."""
