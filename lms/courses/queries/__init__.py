"""Reads of courses, a file per subject: each returns exactly what a screen shows, in a fixed number of statements."""

from lms.courses.queries.reading import contents, lesson_page, progress_of
from lms.courses.queries.revisions import (
    asset,
    courses_of_centres,
    courses_of_cohorts,
    lesson_by_key,
    newest_revision,
    pins_of_revision,
)

__all__ = [
    "asset",
    "contents",
    "courses_of_centres",
    "courses_of_cohorts",
    "lesson_by_key",
    "lesson_page",
    "newest_revision",
    "pins_of_revision",
    "progress_of",
]
