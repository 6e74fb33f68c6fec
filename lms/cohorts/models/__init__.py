"""Tables of centres, programmes, cohorts, classes, calendars and enrolments."""

from lms.cohorts.models.cohorts import (
    CalendarDay,
    Centre,
    ClassMembership,
    ClassSection,
    Cohort,
    Enrolment,
    EnrolmentEntry,
    Programme,
)
from lms.cohorts.models.sessions import CalendarFeed, ClassSession

__all__ = [
    "CalendarDay",
    "CalendarFeed",
    "Centre",
    "ClassMembership",
    "ClassSection",
    "ClassSession",
    "Cohort",
    "Enrolment",
    "EnrolmentEntry",
    "Programme",
]
