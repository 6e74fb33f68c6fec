"""What attendance holds about a person."""

from __future__ import annotations

from sqlalchemy import Select, select

from lms.attendance.models import (
    AttendanceEvent,
    AttendanceRequest,
    DayMark,
    MarkProposal,
    RequestDecision,
    RequestRevocation,
    RiskNote,
)
from lms.cohorts.holdings import enrolments
from lms.core.holdings import Holdings, register, rows

_CLASS = "about a whole class; who did it is listed among deeds"
_SIGNALS = "says that staff looked at signals, which compare a phone with other people's phones"


def _requests(person: int) -> Select[int]:
    """The requests of a person."""
    return select(AttendanceRequest.id).where(AttendanceRequest.enrolment_id.in_(enrolments(person)))


HOLDINGS = Holdings(
    "attendance",
    (
        rows(
            AttendanceEvent,
            lambda person: AttendanceEvent.enrolment_id.in_(enrolments(person)),
            without=("signals", "batch"),
        ),
        rows(DayMark, lambda person: DayMark.enrolment_id.in_(enrolments(person))),
        rows(
            AttendanceRequest,
            lambda person: AttendanceRequest.enrolment_id.in_(enrolments(person)),
            without=("filed_by",),
        ),
        rows(RequestDecision, lambda person: RequestDecision.request_id.in_(_requests(person))),
        rows(RequestRevocation, lambda person: RequestRevocation.request_id.in_(_requests(person))),
        rows(MarkProposal, lambda person: MarkProposal.enrolment_id.in_(enrolments(person))),
        rows(RiskNote, lambda person: RiskNote.enrolment_id.in_(enrolments(person))),
    ),
    passed_over={
        "check_in_window": _CLASS,
        "locked_unit": _CLASS,
        "remote_prompt": _CLASS,
        "roster_import": _CLASS,
        "signal_review": _SIGNALS,
    },
)
"""Signals compare a phone with other people's phones, so they name others."""
register(HOLDINGS)
