"""Loading courses and lessons for a person, or raising."""

from lms.courses.access.courses import asset_for_reading, course_for_editing, course_for_reading
from lms.courses.access.delivery import exception_for_staff, pinned_cohort_for_staff, report_for_staff
from lms.courses.access.reading import LessonClosed, course_page, lesson_for_reading, reader_of

__all__ = [
    "LessonClosed",
    "asset_for_reading",
    "course_for_editing",
    "course_for_reading",
    "course_page",
    "exception_for_staff",
    "lesson_for_reading",
    "pinned_cohort_for_staff",
    "reader_of",
    "report_for_staff",
]
