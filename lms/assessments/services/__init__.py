"""Use-cases of assessments, one file per subject."""

from lms.assessments.services.arranging import (
    draw_teams,
    extend,
    set_teams,
)
from lms.assessments.services.comparing import (
    compare_work,
    mark_looked_at,
)
from lms.assessments.services.drafting import (
    attach_files,
    remove_file,
    save_draft,
)
from lms.assessments.services.gradebook import (
    MOST_DROPPED,
    export_grades,
    import_grades,
    release_grades,
    set_gradebook_rule,
    weigh,
)
from lms.assessments.services.grading import (
    answer_as_reviewer,
    answer_as_staff,
    ask_about,
    check_work,
    decide_appeal,
    exclude_review,
    file_appeal,
    override_grade,
    practise,
    rate_reviews,
    set_exemplar,
    settle_grades,
    take_check,
    withdraw_appeal,
)
from lms.assessments.services.handing_in import (
    submit_work,
)
from lms.assessments.services.reviewing import (
    allocate_reviews,
    climb_ladder,
    declare_conflict,
    give_review,
    keep_review_draft,
    lift_pair,
    offer_extra,
    set_pair,
    take_next,
)
from lms.assessments.services.revising import (
    answer_comment,
)
from lms.assessments.services.rubrics import (
    change_rubric,
    drop_rubric,
    keep_rubric,
)
from lms.assessments.services.setting import (
    change_assignment,
    open_second_round,
    set_assignment,
)

__all__ = [
    "MOST_DROPPED",
    "allocate_reviews",
    "answer_as_reviewer",
    "answer_as_staff",
    "answer_comment",
    "ask_about",
    "attach_files",
    "change_assignment",
    "change_rubric",
    "check_work",
    "climb_ladder",
    "compare_work",
    "decide_appeal",
    "declare_conflict",
    "draw_teams",
    "drop_rubric",
    "exclude_review",
    "export_grades",
    "extend",
    "file_appeal",
    "give_review",
    "import_grades",
    "keep_review_draft",
    "keep_rubric",
    "lift_pair",
    "mark_looked_at",
    "offer_extra",
    "open_second_round",
    "override_grade",
    "practise",
    "rate_reviews",
    "release_grades",
    "remove_file",
    "save_draft",
    "set_assignment",
    "set_exemplar",
    "set_gradebook_rule",
    "set_pair",
    "set_teams",
    "settle_grades",
    "submit_work",
    "take_check",
    "take_next",
    "weigh",
    "withdraw_appeal",
]
