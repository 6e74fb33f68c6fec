"""Words of the assessments package, one file a subject."""

from lms.assessments.types.handing_in import (
    FileNote,
    Saved,
    Version,
    WhyNotHandIn,
    WorkTerms,
    Writing,
)
from lms.assessments.types.reviewing import (
    CareHint,
    Given,
    PairKind,
    PairLine,
    ReviewerState,
    ReviewOrigin,
    WhyNotReview,
)
from lms.assessments.types.setting import (
    Allocation,
    Anonymity,
    HandIn,
    LateForm,
    LateRule,
    ModulePlace,
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
    "CareHint",
    "Criterion",
    "FileNote",
    "Given",
    "HandIn",
    "LateForm",
    "LateRule",
    "ModulePlace",
    "PairKind",
    "PairLine",
    "ReviewOrigin",
    "ReviewShown",
    "ReviewerState",
    "Saved",
    "Settings",
    "Version",
    "WhyNot",
    "WhyNotHandIn",
    "WhyNotReview",
    "Window",
    "WorkForReview",
    "WorkTerms",
    "Writing",
]
