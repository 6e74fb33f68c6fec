"""Use-cases of courses, one file per subject."""

from lms.courses.services.importing import draft_of
from lms.courses.services.reading import finish_lesson, reopen_lesson
from lms.courses.services.revising import found_course, pin_cohort, store_revision

__all__ = ["draft_of", "finish_lesson", "found_course", "pin_cohort", "reopen_lesson", "store_revision"]
