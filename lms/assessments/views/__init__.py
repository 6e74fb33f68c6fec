"""Pages of assignments, reviews and grades."""

from lms.assessments.views import (
    appeals,
    arranging,
    assignments,
    checks,
    defences,
    gradebook,
    gradebook_files,
    grading,
    handing_in,
    pairs,
    practice,
    reviews,
    revising,
    rubrics,
    setting,
    similarity,
)
from lms.assessments.views.blueprint import bp

__all__ = [
    "appeals",
    "arranging",
    "assignments",
    "checks",
    "defences",
    "gradebook",
    "gradebook_files",
    "grading",
    "handing_in",
    "pairs",
    "practice",
    "reviews",
    "revising",
    "rubrics",
    "setting",
    "similarity",
]
BLUEPRINTS = (bp,)
