"""Words of the assessments package, one file a subject."""

from lms.assessments.types.handing_in import (
    FileNote,
    Saved,
    Version,
    WhyNotHandIn,
    WorkTerms,
    Writing,
)
from lms.assessments.types.setting import (
    Allocation,
    Anonymity,
    HandIn,
    LateForm,
    LateRule,
    Settings,
)
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
    "FileNote",
    "HandIn",
    "LateForm",
    "LateRule",
    "ReviewShown",
    "Saved",
    "Settings",
    "Version",
    "WhyNot",
    "WhyNotHandIn",
    "Window",
    "WorkForReview",
    "WorkTerms",
    "Writing",
]
