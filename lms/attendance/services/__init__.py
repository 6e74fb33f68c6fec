"""Use-cases of attendance."""

from lms.attendance.services.marking import mark_attendance

__all__ = ["mark_attendance"]
