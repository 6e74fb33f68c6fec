"""Words of requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from lms.attendance.rules.types import ExcuseKind

TERMS = "attendance_requests"


class RequestKind(StrEnum):
    """What a trainee asks for."""

    EXCUSE = "excuse"
    LEAVE = "leave"
    CORRECTION = "correction"


class Verdict(StrEnum):
    """How a request ends."""

    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


class WhyNot(StrEnum):
    """Why something cannot be asked for, or decided."""

    NO_CLASS_DAY = "no_class_day"
    DAYS_REVERSED = "days_reversed"
    TOO_LATE = "too_late"
    IN_THE_FUTURE = "in_the_future"
    TOO_MANY_DAYS = "too_many_days"
    NO_LEAVE_LEFT = "no_leave_left"
    NO_LEAVE_HERE = "no_leave_here"
    SICK_DAYS_USED_UP = "sick_days_used_up"
    ONE_DAY_WITH_TIMES = "one_day_with_times"
    TIMES_MISSING = "times_missing"
    TIMES_REVERSED = "times_reversed"
    TEXT_MISSING = "text_missing"
    ASKED_ALREADY = "asked_already"
    UNIT_CLOSED = "unit_closed"
    DECIDED_ALREADY = "decided_already"
    REASON_MISSING = "reason_missing"
    NOBODY_CHOSEN = "nobody_chosen"
    NOT_APPROVED = "not_approved"
    REVOKING_REASON_MISSING = "revoking_reason_missing"
    PAPER_MISSING = "paper_missing"
    PAPER_THERE = "paper_there"
    ENDED_WITHOUT = "ended_without"


EXCUSES: tuple[ExcuseKind, ...] = tuple(
    kind for kind in ExcuseKind if kind not in (ExcuseKind.LEAVE, ExcuseKind.TERMINAL)
)
"""Reasons of an excuse, in the order of the notice's table."""
CORRECTIONS = (ExcuseKind.TERMINAL, ExcuseKind.ILLNESS, ExcuseKind.OTHER)
"""Reasons of a correction, as the official register knows them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: days from first to last; with times for a part of one day, or for what the door missed."""

    kind: RequestKind
    reason: ExcuseKind
    first: date
    last: date
    starts: time | None = None
    ends: time | None = None

    @property
    def is_all_day(self) -> bool:
        """Whether whole days are meant."""
        return self.kind is not RequestKind.CORRECTION and self.starts is None and self.ends is None

    @property
    def is_part_of_a_day(self) -> bool:
        """Whether an excuse is for some hours of one day."""
        return self.kind is RequestKind.EXCUSE and not self.is_all_day


@dataclass(frozen=True, slots=True)
class RequestTerms:
    """What a centre decides. Days after the cause until which an excuse is taken; days for which papers are kept after
    the decision."""

    days_after: int = 7
    papers_kept: int = 90

    @classmethod
    def from_numbers(cls, numbers: Mapping[str, Any]) -> RequestTerms:
        """Read a stored version."""
        return cls(int(numbers["days_after"]), int(numbers["papers_kept"]))

    def to_numbers(self) -> dict[str, Any]:
        """Write a version."""
        return {"days_after": self.days_after, "papers_kept": self.papers_kept}
