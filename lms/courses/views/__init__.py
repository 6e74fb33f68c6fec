"""Pages of courses and lessons, one file per subject."""

from lms.courses.views import (
    durations,
    importing,
    lessons,
    notes,
    opening,
    plan,
    previewing,
    progress,
    quizzes,
    reading,
    revisions,
    search,
)
from lms.courses.views.blueprint import bp

__all__ = [
    "durations",
    "importing",
    "lessons",
    "notes",
    "opening",
    "plan",
    "previewing",
    "progress",
    "quizzes",
    "reading",
    "revisions",
    "search",
]
BLUEPRINTS = (bp,)
