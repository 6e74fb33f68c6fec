"""Shapes of input of assessments; one file a subject."""

from lms.assessments.forms.handing_in import (
    WorkForm,
)
from lms.assessments.forms.work import (
    GradeForm,
    ReviewForm,
    levels_from,
)

__all__ = [
    "GradeForm",
    "ReviewForm",
    "WorkForm",
    "levels_from",
]
