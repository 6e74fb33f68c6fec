"""Pages of courses and lessons."""

from lms.courses.views import lessons
from lms.courses.views.blueprint import bp

__all__ = ["lessons"]
BLUEPRINTS = (bp,)
