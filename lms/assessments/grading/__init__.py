"""Peer grading: fair, explained grades from what peers gave. Plain values in, frozen results out."""

from lms.assessments.grading.assembling import Rule
from lms.assessments.grading.estimating import DEFAULT_STRATEGY, MODEL_VERSION, STRATEGIES, estimate
from lms.assessments.grading.fingerprint import fingerprint_of
from lms.assessments.grading.results import (
    Breakdown,
    Estimate,
    Estimates,
    ReviewCheck,
    ReviewerEstimate,
    ReviewShare,
    Verdict,
)
from lms.assessments.grading.types import (
    Anchor,
    Assignment,
    BadHistoryError,
    History,
    Key,
    Review,
    Rubric,
    Submission,
)

__all__ = [
    "DEFAULT_STRATEGY",
    "MODEL_VERSION",
    "STRATEGIES",
    "Anchor",
    "Assignment",
    "BadHistoryError",
    "Breakdown",
    "Estimate",
    "Estimates",
    "History",
    "Key",
    "Review",
    "ReviewCheck",
    "ReviewShare",
    "ReviewerEstimate",
    "Rubric",
    "Rule",
    "Submission",
    "Verdict",
    "estimate",
    "fingerprint_of",
]
