"""What attendance holds about a person."""

from __future__ import annotations

from sqlalchemy import select

from lms.attendance.models import (
    AttendanceEvent,
    AttendanceRequest,
    DayMark,
    MarkProposal,
    RequestDecision,
    RiskNote,
)
from lms.cohorts.holdings import enrolments
from lms.core.holdings import Holdings, register, rows

_CLASS = "about a whole class; who did it is listed among deeds"
HOLDINGS = Holdings(
    "attendance",
    (
        rows(
            AttendanceEvent,
            lambda person: AttendanceEvent.enrolment_id.in_(enrolments(person)),
            without=("signals", "batch"),
        ),
        rows(DayMark, lambda person: DayMark.enrolment_id.in_(enrolments(person))),
        rows(AttendanceRequest, lambda person: AttendanceRequest.enrolment_id.in_(enrolments(person))),
        rows(
            RequestDecision,
            lambda person: RequestDecision.request_id.in_(
                select(AttendanceRequest.id).where(AttendanceRequest.enrolment_id.in_(enrolments(person)))
            ),
        ),
        rows(MarkProposal, lambda person: MarkProposal.enrolment_id.in_(enrolments(person))),
        rows(RiskNote, lambda person: RiskNote.enrolment_id.in_(enrolments(person))),
    ),
    passed_over={"check_in_window": _CLASS, "locked_unit": _CLASS, "roster_import": _CLASS},
)
"""Signals compare a phone with other people's phones, so they name others."""
register(HOLDINGS)
