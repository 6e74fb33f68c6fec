"""Reads of assignments, reviews and grades, in a constant number of statements each; one file a subject."""

from lms.assessments.queries.work import (
    Duty,
    WorkLine,
    assignments_of,
    card,
    criteria_from,
    done_reviews,
    duties_of,
    grade_of,
    grades_of,
    rubric,
    standing_grades,
    submission_of,
    submitted_ids,
    work_lines,
)

__all__ = [
    "Duty",
    "WorkLine",
    "assignments_of",
    "card",
    "criteria_from",
    "done_reviews",
    "duties_of",
    "grade_of",
    "grades_of",
    "rubric",
    "standing_grades",
    "submission_of",
    "submitted_ids",
    "work_lines",
]
