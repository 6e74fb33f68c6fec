"""Use-cases of courses, one file per subject."""

from lms.courses.services.exporting import export_course
from lms.courses.services.founding import found_course
from lms.courses.services.importing import draft_of, titles_of
from lms.courses.services.pinning import pin_cohort
from lms.courses.services.reading import finish_lesson, reopen_lesson
from lms.courses.services.revising import store_revision
from lms.courses.services.taking_in import Taken, take_in

__all__ = [
    "Taken",
    "draft_of",
    "export_course",
    "finish_lesson",
    "found_course",
    "pin_cohort",
    "reopen_lesson",
    "store_revision",
    "take_in",
    "titles_of",
]
