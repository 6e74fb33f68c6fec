"""Shapes of input of assessments; one file a subject."""

from lms.assessments.forms.handing_in import WorkForm
from lms.assessments.forms.reviewing import (
    ConflictForm,
    OfferForm,
    PairForm,
    ReviewForm,
    given_from,
)
from lms.assessments.forms.work import GradeForm

__all__ = [
    "ConflictForm",
    "GradeForm",
    "OfferForm",
    "PairForm",
    "ReviewForm",
    "WorkForm",
    "given_from",
]
