"""Pages of assignments, reviews and grades."""

from lms.assessments.views import (
    arranging,
    assignments,
    handing_in,
    pairs,
    reviews,
    rubrics,
    setting,
)
from lms.assessments.views.blueprint import (
    bp,
)

__all__ = [
    "arranging",
    "assignments",
    "handing_in",
    "pairs",
    "reviews",
    "rubrics",
    "setting",
]
BLUEPRINTS = (bp,)
