"""Words of the cohorts package: states, kinds of days, what happened to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.accounts.types import Place


class EnrolmentState(StrEnum):
    """Where a person stands in a cohort."""

    APPLIED = "applied"
    ADMITTED = "admitted"
    ON_COURSE = "on_course"
    ON_LEAVE = "on_leave"
    COMPLETED = "completed"
    EARLY_EMPLOYED = "early_employed"
    WITHDRAWN = "withdrawn"
    EXPELLED = "expelled"
    CANCELLED = "cancelled"


NEVER_CAME = frozenset({EnrolmentState.APPLIED, EnrolmentState.ADMITTED, EnrolmentState.CANCELLED})
"""States of people who took no part: they stand on no completion list. Cancelled ones were written down by mistake."""

PRESENT_STATES = frozenset({EnrolmentState.ON_COURSE, EnrolmentState.ON_LEAVE})
"""States in which a person takes part."""

ENDED_WELL = frozenset({EnrolmentState.COMPLETED, EnrolmentState.EARLY_EMPLOYED})


class DayKind(StrEnum):
    """What a day of the calendar is."""

    CLASS = "class"
    HOLIDAY = "holiday"
    CENTRE_OFF = "centre_off"
    MAKE_UP = "make_up"


class WhyNot(StrEnum):
    """Why a step of a cohort or an enrolment is not possible."""

    NO_SUCH_STEP = "no_such_step"
    ALREADY_ENROLLED = "already_enrolled"
    COHORT_NOT_RUNNING = "cohort_not_running"
    DATES_REVERSED = "dates_reversed"
    NAME_TAKEN = "name_taken"
    TIMETABLE_UNFIT = "timetable_unfit"
    PAST_DAYS_CUT = "past_days_cut"
    REASON_MISSING = "reason_missing"
    OUTSIDE_COHORT = "outside_cohort"
    SINCE_CLOSED = "since_closed"
    BEFORE_JOINING = "before_joining"
    NOT_OF_THIS_COHORT = "not_of_this_cohort"
    HOURS_UNFIT = "hours_unfit"
    DAY_HELD = "day_held"
    SESSION_TIMES = "session_times"
    SESSION_UNNAMED = "session_unnamed"
    SESSION_NO_CLASS = "session_no_class"
    SESSION_ROOM_TAKEN = "session_room_taken"
    SESSION_CLASS_BUSY = "session_class_busy"


@dataclass(frozen=True, slots=True)
class CohortCard:
    """A cohort as other packages see it. ``name`` is for people (``빅데이터 2기``)."""

    id: int
    centre_id: int
    programme_id: int
    name: str
    number: int
    starts_on: date
    ends_on: date
    field: str

    @property
    def place(self) -> Place:
        """For policies."""
        return Place(self.centre_id, self.id)


@dataclass(frozen=True, slots=True)
class TraineeCard:
    """A trainee of a cohort as other packages see one, on a certain day."""

    enrolment_id: int
    person_id: int
    name: str
    email: str
    state: str
    section_id: int | None
    section_name: str
