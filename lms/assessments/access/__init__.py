"""Loading assignments and work for a person, or raising; one file a subject."""

from lms.assessments.access.checking import (
    file_for_check,
    handed_in_blind,
)
from lms.assessments.access.defence import (
    defence_for_partner,
    defence_for_staff,
    work_for_evaluator,
)
from lms.assessments.access.files import (
    file_for_review,
    file_for_staff,
    names_in,
    own_file,
    own_version,
    text_of_file,
)
from lms.assessments.access.gradebook import (
    cohort_to_grade,
    cohort_to_learn,
    is_trainee_of,
    own_grade,
)
from lms.assessments.access.grading import (
    cohort_for_setting_work,
    exemplar_for_trainee,
    grade_for_author,
    is_blind_for,
    practice_distances,
    review_for_staff,
)
from lms.assessments.access.modules import (
    choices_of,
    module_choices,
    why_closed,
)
from lms.assessments.access.reviewing import (
    cohort_for_trainee,
    pair_rule_for_lifting,
    work_for_review,
)
from lms.assessments.access.setting import (
    STANDARD_KEY,
    chosen_rubric,
    cohorts_to_set,
    rubric_choices,
    setting_for_staff,
)
from lms.assessments.access.similarity import (
    comparable_text,
    pair_for_staff,
    texts_of_pair,
)
from lms.assessments.access.work import (
    assignment_for_member,
    assignment_for_staff,
    assignment_for_trainee,
    brief_of,
    reviews_for_author,
    submission_for_staff,
)

__all__ = [
    "STANDARD_KEY",
    "assignment_for_member",
    "assignment_for_staff",
    "assignment_for_trainee",
    "brief_of",
    "choices_of",
    "chosen_rubric",
    "cohort_for_setting_work",
    "cohort_for_trainee",
    "cohort_to_grade",
    "cohort_to_learn",
    "cohorts_to_set",
    "comparable_text",
    "defence_for_partner",
    "defence_for_staff",
    "exemplar_for_trainee",
    "file_for_check",
    "file_for_review",
    "file_for_staff",
    "grade_for_author",
    "handed_in_blind",
    "is_blind_for",
    "is_trainee_of",
    "module_choices",
    "names_in",
    "own_file",
    "own_grade",
    "own_version",
    "pair_for_staff",
    "pair_rule_for_lifting",
    "practice_distances",
    "review_for_staff",
    "reviews_for_author",
    "rubric_choices",
    "setting_for_staff",
    "submission_for_staff",
    "text_of_file",
    "texts_of_pair",
    "why_closed",
    "work_for_evaluator",
    "work_for_review",
]
