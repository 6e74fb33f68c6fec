"""Reads of courses, a file per subject: each returns exactly what a screen shows, in a fixed number of statements."""

from lms.courses.queries.drafts import assets_of, draft_of_revision
from lms.courses.queries.reading import contents, lesson_page, progress_of
from lms.courses.queries.revisions import (
    asset,
    course_by_code,
    courses_of_centres,
    courses_of_cohorts,
    lesson_by_key,
    newest_revision,
    pins_of_revision,
    revision_by_number,
    revision_of,
)

__all__ = [
    "asset",
    "assets_of",
    "contents",
    "course_by_code",
    "courses_of_centres",
    "courses_of_cohorts",
    "draft_of_revision",
    "lesson_by_key",
    "lesson_page",
    "newest_revision",
    "pins_of_revision",
    "progress_of",
    "revision_by_number",
    "revision_of",
]
