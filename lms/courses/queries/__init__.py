"""Reads of courses, a file per subject: each returns exactly what a screen shows, in a fixed number of statements."""

from lms.courses.queries.delivery import (
    Bindings,
    Pin,
    bindings_of,
    exceptions_of,
    facts_of,
    finished_keys,
    newest_shapes,
    pins_of_course,
    plan_of,
    plans_of,
    shapes_of,
    shapes_of_revision,
)
from lms.courses.queries.drafts import assets_of, draft_of_revision
from lms.courses.queries.impact import TouchedCohort, touched_by
from lms.courses.queries.progress import ClassProgress, class_progress
from lms.courses.queries.reading import changed_keys, lesson_body, outline, progress_of, texts_by_key
from lms.courses.queries.reports import ReportLine, own_reports, reports_of
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
    "Bindings",
    "ClassProgress",
    "Pin",
    "ReportLine",
    "TouchedCohort",
    "asset",
    "assets_of",
    "bindings_of",
    "changed_keys",
    "class_progress",
    "course_by_code",
    "courses_of_centres",
    "courses_of_cohorts",
    "draft_of_revision",
    "exceptions_of",
    "facts_of",
    "finished_keys",
    "lesson_body",
    "lesson_by_key",
    "newest_revision",
    "newest_shapes",
    "outline",
    "own_reports",
    "pins_of_course",
    "pins_of_revision",
    "plan_of",
    "plans_of",
    "progress_of",
    "reports_of",
    "revision_by_number",
    "revision_of",
    "shapes_of",
    "shapes_of_revision",
    "texts_by_key",
    "touched_by",
]
