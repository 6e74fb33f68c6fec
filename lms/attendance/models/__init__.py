"""Tables of presence."""

from lms.attendance.models.events import AttendanceEvent, CheckInWindow
from lms.attendance.models.marks import DayMark
from lms.attendance.models.months import LockedUnit, MarkProposal, RiskNote

__all__ = [
    "AttendanceEvent",
    "CheckInWindow",
    "DayMark",
    "LockedUnit",
    "MarkProposal",
    "RiskNote",
]
