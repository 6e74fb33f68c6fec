"""Peer grading: fair, explained grades from what peers gave. Plain values in, frozen results out."""

from lms.assessments.grading.assembling import Rule
from lms.assessments.grading.estimating import DEFAULT_STRATEGY, MODEL_VERSION, STRATEGIES, estimate
from lms.assessments.grading.explanation import Explanation, Line, Part, explain
from lms.assessments.grading.fingerprint import fingerprint_of
from lms.assessments.grading.flags import Flag, FlagRule, Pattern, flags
from lms.assessments.grading.marks import Duty, MarkRule, Rating, ReviewerMark, reviewer_marks
from lms.assessments.grading.results import (
    Breakdown,
    Estimate,
    Estimates,
    ReviewCheck,
    ReviewerEstimate,
    ReviewShare,
    Verdict,
)
from lms.assessments.grading.spotchecks import (
    CheckPolicy,
    Pick,
    Reason,
    always_checked,
    budget,
    spot_checks,
    wants_extra_review,
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
    "CheckPolicy",
    "Duty",
    "Estimate",
    "Estimates",
    "Explanation",
    "Flag",
    "FlagRule",
    "History",
    "Key",
    "Line",
    "MarkRule",
    "Part",
    "Pattern",
    "Pick",
    "Rating",
    "Reason",
    "Review",
    "ReviewCheck",
    "ReviewShare",
    "ReviewerEstimate",
    "ReviewerMark",
    "Rubric",
    "Rule",
    "Submission",
    "Verdict",
    "always_checked",
    "budget",
    "estimate",
    "explain",
    "fingerprint_of",
    "flags",
    "reviewer_marks",
    "spot_checks",
    "wants_extra_review",
]
