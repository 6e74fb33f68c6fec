"""Tables of presence."""

from lms.attendance.models.events import AttendanceEvent, CheckInWindow
from lms.attendance.models.marks import DayMark

__all__ = [
    "AttendanceEvent",
    "CheckInWindow",
    "DayMark",
]
