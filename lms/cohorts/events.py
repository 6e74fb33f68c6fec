"""What happens to cohorts and enrolments that others react to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lms.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled(Event):
    """A person became a trainee of a cohort."""

    enrolment_id: int
    cohort_id: int
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentChanged(Event):
    """An enrolment took another state."""

    enrolment_id: int
    cohort_id: int
    person_id: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged(Event):
    """Days of a calendar are decided anew: their kind or their hours."""

    cohort_id: int
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortEnded(Event):
    """A cohort is over."""

    cohort_id: int
