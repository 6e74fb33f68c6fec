"""Loading assignments and work for a person, or raising; one file a subject."""

from lms.assessments.access.files import (
    file_for_staff,
    names_in,
    own_file,
    own_version,
    text_of_file,
)
from lms.assessments.access.work import (
    assignment_for_member,
    assignment_for_staff,
    assignment_for_trainee,
    brief_of,
    reviews_for_author,
    submission_for_staff,
    work_for_review,
)

__all__ = [
    "assignment_for_member",
    "assignment_for_staff",
    "assignment_for_trainee",
    "brief_of",
    "file_for_staff",
    "names_in",
    "own_file",
    "own_version",
    "reviews_for_author",
    "submission_for_staff",
    "text_of_file",
    "work_for_review",
]
