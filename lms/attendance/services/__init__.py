"""Use-cases of attendance."""

from lms.attendance.services.by_hand import last_batch, mark_by_hand, take_back, undo_last_batch
from lms.attendance.services.checking_in import Phone, digest_of, read_ticket, secret, take_ticket, use_code, use_ticket
from lms.attendance.services.deriving import derive_day, derive_recent_days, results_of_day
from lms.attendance.services.marking import mark_attendance
from lms.attendance.services.recording import correct_events, record_event
from lms.attendance.services.windows import close_window, open_window

__all__ = [
    "Phone",
    "close_window",
    "correct_events",
    "derive_day",
    "derive_recent_days",
    "digest_of",
    "last_batch",
    "mark_attendance",
    "mark_by_hand",
    "open_window",
    "read_ticket",
    "record_event",
    "results_of_day",
    "secret",
    "take_back",
    "take_ticket",
    "undo_last_batch",
    "use_code",
    "use_ticket",
]
