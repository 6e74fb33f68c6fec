"""Use-cases of assessments, one file per subject."""

from lms.assessments.services.drafting import attach_files, remove_file, save_draft
from lms.assessments.services.grading import override_grade, settle_grades
from lms.assessments.services.handing_in import submit_work
from lms.assessments.services.reviewing import allocate_reviews, give_review
from lms.assessments.services.setting import set_assignment

__all__ = [
    "allocate_reviews",
    "attach_files",
    "give_review",
    "override_grade",
    "remove_file",
    "save_draft",
    "set_assignment",
    "settle_grades",
    "submit_work",
]
