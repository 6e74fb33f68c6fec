"""Pages of presence."""

from lms.attendance.views import sheets
from lms.attendance.views.blueprint import bp

__all__ = ["sheets"]
BLUEPRINTS = (bp,)
