"""Pages of presence."""

from lms.attendance.views import door, phone, sheets
from lms.attendance.views.blueprint import bp

__all__ = ["door", "phone", "sheets"]
BLUEPRINTS = (bp,)
