"""Pages of presence."""

from lms.attendance.views import door, phone, policy, prompts, report, requests, roster, rosters, sheets, trainee, units
from lms.attendance.views.blueprint import bp

__all__ = [
    "door",
    "phone",
    "policy",
    "prompts",
    "report",
    "requests",
    "roster",
    "rosters",
    "sheets",
    "trainee",
    "units",
]
BLUEPRINTS = (bp,)
