"""Loading courses and lessons for a person, or raising."""

from lms.courses.access.assets import asset_for_reading
from lms.courses.access.courses import course_for_editing, course_for_reading
from lms.courses.access.delivery import exception_for_staff, pinned_cohort_for_staff, report_for_staff
from lms.courses.access.reading import LessonClosed, course_page, lesson_for_reading, reader_of
from lms.courses.access.writing import (
    centre_for_writing,
    centres_for_writing,
    course_for_writing,
    import_for_writing,
    may_write,
    revision_for_writing,
    taught_cohorts,
    writable_rows,
)

__all__ = [
    "LessonClosed",
    "asset_for_reading",
    "centre_for_writing",
    "centres_for_writing",
    "course_for_editing",
    "course_for_reading",
    "course_for_writing",
    "course_page",
    "exception_for_staff",
    "import_for_writing",
    "lesson_for_reading",
    "may_write",
    "pinned_cohort_for_staff",
    "reader_of",
    "report_for_staff",
    "revision_for_writing",
    "taught_cohorts",
    "writable_rows",
]
