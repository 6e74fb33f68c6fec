"""Pages of assignments, reviews and grades."""

from lms.assessments.views import assignments
from lms.assessments.views.blueprint import bp

__all__ = ["assignments"]
BLUEPRINTS = (bp,)
