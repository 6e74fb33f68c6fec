"""Use-cases of grading, one file per step."""

from lms.assessments.services.grading.appealing import decide_appeal, file_appeal, withdraw_appeal
from lms.assessments.services.grading.asking import answer_as_reviewer, answer_as_staff, ask_about
from lms.assessments.services.grading.checking import check_work, take_check
from lms.assessments.services.grading.overriding import exclude_review, override_grade
from lms.assessments.services.grading.practising import practise, set_exemplar
from lms.assessments.services.grading.rating import rate_reviews
from lms.assessments.services.grading.settling import settle_grades

__all__ = [
    "answer_as_reviewer",
    "answer_as_staff",
    "ask_about",
    "check_work",
    "decide_appeal",
    "exclude_review",
    "file_appeal",
    "override_grade",
    "practise",
    "rate_reviews",
    "set_exemplar",
    "settle_grades",
    "take_check",
    "withdraw_appeal",
]
