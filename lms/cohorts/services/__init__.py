"""Use-cases of cohorts, one file per subject."""

from lms.cohorts.services.enrolling import change_state, enrol, move_to_section
from lms.cohorts.services.founding import (
    decide_day,
    end_cohort,
    found_centre,
    found_programme,
    open_section,
    staff_cohort,
    start_cohort,
)

__all__ = [
    "change_state",
    "decide_day",
    "end_cohort",
    "enrol",
    "found_centre",
    "found_programme",
    "move_to_section",
    "open_section",
    "staff_cohort",
    "start_cohort",
]
