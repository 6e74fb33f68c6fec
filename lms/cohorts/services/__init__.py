"""Use-cases of cohorts, one file per subject."""

from lms.cohorts.services.changing import change_cohort, change_section, unstaff_cohort
from lms.cohorts.services.enrolling import change_state, change_states, enrol, move_all_to_section, move_to_section
from lms.cohorts.services.feeds import end_feed, make_feed
from lms.cohorts.services.founding import (
    decide_day,
    end_cohort,
    found_centre,
    found_programme,
    open_section,
    staff_cohort,
    start_cohort,
)
from lms.cohorts.services.joining import Joiner, enrol_many
from lms.cohorts.services.sessions import change_session, plan_sessions, remove_session
from lms.cohorts.services.timetables import (
    TimetablePlan,
    import_kept,
    import_timetable,
    keep_timetable,
    kept_timetable,
    look_over,
)
from lms.cohorts.services.welcoming import enrol_newcomer, known_person

__all__ = [
    "Joiner",
    "TimetablePlan",
    "change_cohort",
    "change_section",
    "change_session",
    "change_state",
    "change_states",
    "decide_day",
    "end_cohort",
    "end_feed",
    "enrol",
    "enrol_many",
    "enrol_newcomer",
    "found_centre",
    "found_programme",
    "import_kept",
    "import_timetable",
    "keep_timetable",
    "kept_timetable",
    "known_person",
    "look_over",
    "make_feed",
    "move_all_to_section",
    "move_to_section",
    "open_section",
    "plan_sessions",
    "remove_session",
    "staff_cohort",
    "start_cohort",
    "unstaff_cohort",
]
