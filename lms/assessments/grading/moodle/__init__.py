"""Moodle Workshop's arithmetic, so that a class that moves here keeps the numbers it is used to.

Checked against the public unit and acceptance tests of Moodle's ``mod_workshop`` (numbers only).
"""

from lms.assessments.grading.moodle.activity import ActivityGrades, FilledForm, activity_grades
from lms.assessments.grading.moodle.aggregation import (
    ForAssessment,
    Given,
    points,
    reviewer_percent,
    submission_percent,
)
from lms.assessments.grading.moodle.best import Assessment, Comparison, Dimension, grades_for_assessment
from lms.assessments.grading.moodle.strategies import (
    BadFormError,
    PointsAspect,
    ScaleAspect,
    accumulative,
    comments,
    number_of_errors,
    rubric,
)

__all__ = [
    "ActivityGrades",
    "Assessment",
    "BadFormError",
    "Comparison",
    "Dimension",
    "FilledForm",
    "ForAssessment",
    "Given",
    "PointsAspect",
    "ScaleAspect",
    "accumulative",
    "activity_grades",
    "comments",
    "grades_for_assessment",
    "number_of_errors",
    "points",
    "reviewer_percent",
    "rubric",
    "submission_percent",
]
