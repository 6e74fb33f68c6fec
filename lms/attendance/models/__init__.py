"""Tables of presence."""

from lms.attendance.models.events import AttendanceEvent, CheckInWindow, SignalReview
from lms.attendance.models.marks import DayMark
from lms.attendance.models.months import LockedUnit, MarkProposal, RiskNote
from lms.attendance.models.prompts import RemotePrompt
from lms.attendance.models.requests import AttendanceRequest, RequestDecision, RequestRevocation
from lms.attendance.models.rosters import RosterImport

__all__ = [
    "AttendanceEvent",
    "AttendanceRequest",
    "CheckInWindow",
    "DayMark",
    "LockedUnit",
    "MarkProposal",
    "RemotePrompt",
    "RequestDecision",
    "RequestRevocation",
    "RiskNote",
    "RosterImport",
    "SignalReview",
]
