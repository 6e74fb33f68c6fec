"""Pages of assignments, reviews and grades."""

from lms.assessments.views import (
    assignments,
    handing_in,
    pairs,
    reviews,
)
from lms.assessments.views.blueprint import bp

__all__ = [
    "assignments",
    "handing_in",
    "pairs",
    "reviews",
]
BLUEPRINTS = (bp,)
