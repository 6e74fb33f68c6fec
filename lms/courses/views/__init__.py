"""Pages of courses and lessons, one file per subject."""

from lms.courses.views import (
    durations,
    editor,
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
    writing,
)
from lms.courses.views.blueprint import bp

__all__ = [
    "durations",
    "editor",
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
    "writing",
]
BLUEPRINTS = (bp,)
