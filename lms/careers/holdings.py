"""What careers hold about a person."""

from __future__ import annotations

from lms.careers.models import Booking, JobCase, OutcomeEntry, PrepSession
from lms.cohorts.holdings import enrolments
from lms.core.holdings import Holdings, register, rows

HOLDINGS = Holdings(
    "careers",
    (
        rows(OutcomeEntry, lambda person: OutcomeEntry.enrolment_id.in_(enrolments(person))),
        rows(JobCase, lambda person: JobCase.person_id == person),
        rows(Booking, lambda person: Booking.person_id == person),
        rows(PrepSession, lambda person: PrepSession.mentor_id == person),
    ),
)
register(HOLDINGS)
