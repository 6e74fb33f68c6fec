"""What cohorts hold about a person."""

from __future__ import annotations

from sqlalchemy import Select, select

from lms.cohorts.models import CalendarFeed, ClassMembership, Enrolment, EnrolmentEntry
from lms.core.holdings import Holdings, register, rows


def enrolments(person_id: int) -> Select[int]:
    """The numbers of a person's enrolments."""
    return select(Enrolment.id).where(Enrolment.person_id == person_id)


HOLDINGS = Holdings(
    "cohorts",
    (
        rows(Enrolment, lambda person: Enrolment.person_id == person),
        rows(EnrolmentEntry, lambda person: EnrolmentEntry.enrolment_id.in_(enrolments(person))),
        rows(ClassMembership, lambda person: ClassMembership.enrolment_id.in_(enrolments(person))),
        rows(CalendarFeed, lambda person: CalendarFeed.person_id == person, erased=True),
    ),
)
register(HOLDINGS)
