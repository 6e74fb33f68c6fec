"""Use-cases of cohorts, one file per subject."""

from lms.cohorts.services.changing import change_cohort, change_section, unstaff_cohort
from lms.cohorts.services.enrolling import change_state, change_states, enrol, move_all_to_section, move_to_section
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

__all__ = [
    "Joiner",
    "change_cohort",
    "change_section",
    "change_state",
    "change_states",
    "decide_day",
    "end_cohort",
    "enrol",
    "enrol_many",
    "found_centre",
    "found_programme",
    "move_all_to_section",
    "move_to_section",
    "open_section",
    "staff_cohort",
    "start_cohort",
    "unstaff_cohort",
]
