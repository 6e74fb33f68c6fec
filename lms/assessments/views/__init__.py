"""Pages of assignments, reviews and grades."""

from lms.assessments.views import (
    arranging,
    assignments,
    defences,
    gradebook,
    gradebook_files,
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
    "defences",
    "gradebook",
    "gradebook_files",
    "handing_in",
    "pairs",
    "reviews",
    "rubrics",
    "setting",
]
BLUEPRINTS = (bp,)
