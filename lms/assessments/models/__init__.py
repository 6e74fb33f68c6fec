"""Tables of assignments, work, reviews and grades."""

from lms.assessments.models.work import Assignment, GradeEntry, Review, RubricVersion, Submission

__all__ = [
    "Assignment",
    "GradeEntry",
    "Review",
    "RubricVersion",
    "Submission",
]
