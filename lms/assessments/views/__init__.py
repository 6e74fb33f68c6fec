"""Pages of assignments, reviews and grades."""

from lms.assessments.views import assignments, reviews
from lms.assessments.views.blueprint import bp

__all__ = ["assignments", "reviews"]
BLUEPRINTS = (bp,)
