"""Use-cases of assessments, one file per subject."""

from lms.assessments.services.arranging import (
    draw_teams,
    extend,
    set_teams,
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
    override_grade,
    settle_grades,
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
    "attach_files",
    "change_assignment",
    "change_rubric",
    "climb_ladder",
    "declare_conflict",
    "draw_teams",
    "drop_rubric",
    "export_grades",
    "extend",
    "give_review",
    "import_grades",
    "keep_review_draft",
    "keep_rubric",
    "lift_pair",
    "offer_extra",
    "open_second_round",
    "override_grade",
    "release_grades",
    "remove_file",
    "save_draft",
    "set_assignment",
    "set_gradebook_rule",
    "set_pair",
    "set_teams",
    "settle_grades",
    "submit_work",
    "take_next",
    "weigh",
]
