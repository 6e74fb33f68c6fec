"""Rules of handing in, reviewing and grading; one file a subject."""

from lms.assessments.rules.work import (
    FEWEST_REVIEWS,
    GRACE,
    LONGEST_WORK,
    SHORTEST_COMMENT,
    STRATEGIES,
    Grade,
    allocate,
    grade,
    score,
    trimmed_mean,
    why_not_review,
    why_not_scores,
    why_not_submit,
    why_not_text,
)

__all__ = [
    "FEWEST_REVIEWS",
    "GRACE",
    "LONGEST_WORK",
    "SHORTEST_COMMENT",
    "STRATEGIES",
    "Grade",
    "allocate",
    "grade",
    "score",
    "trimmed_mean",
    "why_not_review",
    "why_not_scores",
    "why_not_submit",
    "why_not_text",
]
