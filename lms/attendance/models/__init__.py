"""Tables of presence."""

from lms.attendance.models.marks import DayMark

__all__ = [
    "DayMark",
]
