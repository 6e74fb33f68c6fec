"""Pages of courses and lessons, one file per subject."""

from lms.courses.views import lessons, notes, opening, plan, previewing, progress, quizzes, reading
from lms.courses.views.blueprint import bp

__all__ = ["lessons", "notes", "opening", "plan", "previewing", "progress", "quizzes", "reading"]
BLUEPRINTS = (bp,)
