"""Loading assignments and work for a person, or raising; one file a subject."""

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
    "reviews_for_author",
    "submission_for_staff",
    "work_for_review",
]
