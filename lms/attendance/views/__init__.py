"""Pages of presence."""

from lms.attendance.views import door, phone, requests, sheets
from lms.attendance.views.blueprint import bp

__all__ = ["door", "phone", "requests", "sheets"]
BLUEPRINTS = (bp,)
