"""What must always hold about cases and sessions."""

from __future__ import annotations

from sqlalchemy import Select, func, or_, select

from lms.careers.models import Booking, JobCase, PrepSession
from lms.cohorts.models import Enrolment
from lms.core.invariants import Invariant, rows_of


def _seats_beyond_capacity() -> Select[int]:
    return (
        select(func.count(Booking.id))
        .join(PrepSession, PrepSession.id == Booking.session_id)
        .where(Booking.state == "booked", or_(Booking.seat.is_(None), Booking.seat > PrepSession.capacity))
    )


def _bookings_of_closed_cases() -> Select[int]:
    return (
        select(func.count(Booking.id))
        .join(JobCase, JobCase.id == Booking.case_id)
        .join(PrepSession, PrepSession.id == Booking.session_id)
        .where(Booking.state == "booked", JobCase.closed_at < PrepSession.starts_at)
    )


def _cases_of_others() -> Select[int]:
    return (
        select(func.count(JobCase.id))
        .join(Enrolment, Enrolment.id == JobCase.enrolment_id)
        .where(or_(Enrolment.person_id != JobCase.person_id, Enrolment.cohort_id != JobCase.cohort_id))
    )


INVARIANTS = (
    Invariant(
        "no seat beyond capacity",
        "nobody is booked twice",
        "Cancel the booking.",
        rows_of(_seats_beyond_capacity),
    ),
    Invariant(
        "closed cases hold no seat",
        "seats go to those who need them",
        "Cancel the booking.",
        rows_of(_bookings_of_closed_cases),
    ),
    Invariant(
        "cases are of the graduate they name",
        "support reaches the right person",
        "Tell the developers; the enrolment says who it is.",
        rows_of(_cases_of_others),
    ),
)
