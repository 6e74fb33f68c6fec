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
from lms.cohorts.services.welcoming import enrol_newcomer, known_person

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
    "enrol_newcomer",
    "found_centre",
    "found_programme",
    "known_person",
    "move_all_to_section",
    "move_to_section",
    "open_section",
    "staff_cohort",
    "start_cohort",
    "unstaff_cohort",
]
