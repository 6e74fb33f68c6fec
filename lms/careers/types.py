"""Words of the careers package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class OutcomeKind(StrEnum):
    """What became of a graduate."""

    EMPLOYED = "employed"
    SELF_EMPLOYED = "self_employed"
    FURTHER_STUDY = "further_study"
    ENLISTED = "enlisted"
    UNABLE = "unable"
    SEEKING = "seeking"


PLACED = frozenset({OutcomeKind.EMPLOYED, OutcomeKind.SELF_EMPLOYED})
EXCLUDED = frozenset({OutcomeKind.FURTHER_STUDY, OutcomeKind.ENLISTED, OutcomeKind.UNABLE})


class SessionKind(StrEnum):
    """What a preparation session is for."""

    LETTER_CLINIC = "letter_clinic"
    PORTFOLIO_REVISION = "portfolio_revision"
    MOCK_INTERVIEW = "mock_interview"
    LECTURE = "lecture"


class WhyNot(StrEnum):
    """Why a step of a case or a session is closed."""

    FULL = "full"
    BOOKED_ALREADY = "booked_already"
    OVER = "over"
    CASE_CLOSED = "case_closed"
    EVIDENCE_MISSING = "evidence_missing"
    TIMES_REVERSED = "times_reversed"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list."""

    case_id: int
    person_id: int
    name: str
    cohort_id: int
    until: date
    sessions: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in a list; ``booked`` is by whoever looks."""

    session_id: int
    kind: str
    title: dict[str, str]
    room: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    taken: int
    mentor: str
    booked: bool
