"""Use-cases of attendance."""

from lms.attendance.services.marking import mark_attendance
from lms.attendance.services.recording import correct_events, record_event

__all__ = ["correct_events", "mark_attendance", "record_event"]
