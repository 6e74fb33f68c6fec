"""Shapes of input of assessments; one file a subject."""

from lms.assessments.forms.checking import (
    CheckForm,
    DecisionForm,
    ExemplarForm,
    QuestionForm,
)
from lms.assessments.forms.gradebook import (
    GradebookRuleForm,
    GradesExportForm,
    GradesImportForm,
    ReleaseForm,
)
from lms.assessments.forms.grading import (
    ReasonForm,
    numbered,
)
from lms.assessments.forms.handing_in import WorkForm
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
from lms.assessments.forms.work import GradeForm

__all__ = [
    "REVIEW_DAYS",
    "ZONE",
    "AssignmentForm",
    "CheckForm",
    "ConflictForm",
    "DecisionForm",
    "EmptyForm",
    "ExemplarForm",
    "ExtensionForm",
    "GradeForm",
    "GradebookRuleForm",
    "GradesExportForm",
    "GradesImportForm",
    "OfferForm",
    "PairForm",
    "QuestionForm",
    "ReasonForm",
    "ReleaseForm",
    "ReviewForm",
    "SecondRoundForm",
    "WorkForm",
    "criteria_from_form",
    "given_from",
    "local",
    "moment_of",
    "numbered",
]
