"""Use-cases of attendance."""

from lms.attendance.services.asking import LARGEST_PAPER, Paper, add_paper, ask, withdraw
from lms.attendance.services.by_hand import last_batch, mark_by_hand, settle_signals, take_back, undo_last_batch
from lms.attendance.services.checking_in import Phone, digest_of, read_ticket, secret, take_ticket, use_code, use_ticket
from lms.attendance.services.closing import close_unit, decide_correction, propose_correction
from lms.attendance.services.deciding import apply_approved, decide, purge_papers
from lms.attendance.services.deriving import derive_day, derive_recent_days, results_of_day
from lms.attendance.services.exporting import note_export
from lms.attendance.services.legislating import write_completion_share, write_policy
from lms.attendance.services.marking import mark_attendance
from lms.attendance.services.prompting import answer_prompt, book_silence, send_prompt, silent_at
from lms.attendance.services.recording import correct_events, record_event
from lms.attendance.services.revoking import revoke
from lms.attendance.services.rosters import keep_roster, kept_roster, look_over_roster, take_over_roster, undo_roster
from lms.attendance.services.trying import Trial, try_policy
from lms.attendance.services.warning import note_risks, tell_staff, warn_of_risks
from lms.attendance.services.windows import close_window, open_window

__all__ = [
    "LARGEST_PAPER",
    "Paper",
    "Phone",
    "Trial",
    "add_paper",
    "answer_prompt",
    "apply_approved",
    "ask",
    "book_silence",
    "close_unit",
    "close_window",
    "correct_events",
    "decide",
    "decide_correction",
    "derive_day",
    "derive_recent_days",
    "digest_of",
    "keep_roster",
    "kept_roster",
    "last_batch",
    "look_over_roster",
    "mark_attendance",
    "mark_by_hand",
    "note_export",
    "note_risks",
    "open_window",
    "propose_correction",
    "purge_papers",
    "read_ticket",
    "record_event",
    "results_of_day",
    "revoke",
    "secret",
    "send_prompt",
    "settle_signals",
    "silent_at",
    "take_back",
    "take_over_roster",
    "take_ticket",
    "tell_staff",
    "try_policy",
    "undo_last_batch",
    "undo_roster",
    "use_code",
    "use_ticket",
    "warn_of_risks",
    "withdraw",
    "write_completion_share",
    "write_policy",
]
