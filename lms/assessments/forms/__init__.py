"""Shapes of input of assessments; one file a subject."""

from lms.assessments.forms.gradebook import (
    GradebookRuleForm,
    GradesExportForm,
    GradesImportForm,
    ReleaseForm,
)
from lms.assessments.forms.handing_in import (
    WorkForm,
)
from lms.assessments.forms.reviewing import (
    ConflictForm,
    OfferForm,
    PairForm,
    ReviewForm,
    given_from,
)
from lms.assessments.forms.setting import (
    REVIEW_DAYS,
    ZONE,
    AssignmentForm,
    EmptyForm,
    ExtensionForm,
    SecondRoundForm,
    criteria_from_form,
    local,
    moment_of,
)
from lms.assessments.forms.work import (
    GradeForm,
)

__all__ = [
    "REVIEW_DAYS",
    "ZONE",
    "AssignmentForm",
    "ConflictForm",
    "EmptyForm",
    "ExtensionForm",
    "GradeForm",
    "GradebookRuleForm",
    "GradesExportForm",
    "GradesImportForm",
    "OfferForm",
    "PairForm",
    "ReleaseForm",
    "ReviewForm",
    "SecondRoundForm",
    "WorkForm",
    "criteria_from_form",
    "given_from",
    "local",
    "moment_of",
]
