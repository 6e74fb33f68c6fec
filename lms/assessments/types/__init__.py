"""Words of the assessments package, one file a subject."""

from lms.assessments.types.setting import Allocation, Anonymity, HandIn, LateForm, LateRule, Settings
from lms.assessments.types.work import (
    AssignmentCard,
    Criterion,
    ReviewShown,
    WhyNot,
    Window,
    WorkForReview,
)

__all__ = [
    "Allocation",
    "Anonymity",
    "AssignmentCard",
    "Criterion",
    "HandIn",
    "LateForm",
    "LateRule",
    "ReviewShown",
    "Settings",
    "WhyNot",
    "Window",
    "WorkForReview",
]
