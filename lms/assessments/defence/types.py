"""Words of live defences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where a booked defence stands."""

    BOOKED = "booked"
    MET = "met"
    DONE = "done"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class Flag(StrEnum):
    """The evaluator's word for the whole of it, after the flags that École 42 uses."""

    OK = "ok"
    OUTSTANDING = "outstanding"
    INCOMPLETE = "incomplete"
    EMPTY_WORK = "empty_work"
    CRASH = "crash"
    CANNOT_EXPLAIN = "cannot_explain"
    CHEATING = "cheating"
    CONCERN = "concern"


NEGATIVE = frozenset(Flag) - {Flag.OK, Flag.OUTSTANDING}
"""Flags that take a reason, and staff who confirm them."""

STOPPING = frozenset({Flag.EMPTY_WORK, Flag.CHEATING})
"""Flags that, once confirmed, end the defence with 0 points."""


class EntryKind(StrEnum):
    """What is written down of a defence."""

    RESULT = "result"
    ANSWER = "answer"
    NO_SHOW = "no_show"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class PointReason(StrEnum):
    """Why evaluation points came or went."""

    SPENT = "spent"
    RETURNED = "returned"
    EARNED = "earned"
    WAITED = "waited"
    GRANTED = "granted"


class DefenceWhyNot(StrEnum):
    """Why a step of a defence is closed."""

    NO_DEFENCE = "no_defence"
    TIMES_REVERSED = "times_reversed"
    IN_THE_PAST = "in_the_past"
    TOO_FAR_AHEAD = "too_far_ahead"
    OVERLAPS = "overlaps"
    NOT_HANDED_IN = "not_handed_in"
    NOT_LOCKED = "not_locked"
    ENOUGH = "enough"
    ONE_AT_A_TIME = "one_at_a_time"
    NO_POINTS = "no_points"
    NOBODY_FREE = "nobody_free"
    TOO_LATE = "too_late"
    TOO_EARLY = "too_early"
    WRONG_CODE = "wrong_code"
    NOT_MET = "not_met"
    OVER = "over"
    REASON_MISSING = "reason_missing"
    GIVEN_ALREADY = "given_already"
    INCOMPLETE_FORM = "incomplete_form"
    OWN_DECISION = "own_decision"


@dataclass(frozen=True, slots=True)
class DefenceTerms:
    """What a centre may change. Points are whole; times are minutes, but ``ahead_days``.

    ``reveal``: how long before the meeting both learn whom they meet. ``codes``: how long before and after the start
    codes are taken. ``waiting``: after how long a missing partner may be reported.
    """

    start_points: int = 3
    cost: int = 1
    reward: int = 1
    reveal: int = 15
    codes_before: int = 15
    codes_after: int = 120
    waiting: int = 10
    cancel: int = 120
    ahead_days: int = 14

    @classmethod
    def from_numbers(cls, numbers: Mapping[str, Any]) -> DefenceTerms:
        """From stored terms; what they do not name keeps its usual value."""
        return cls(**{name: int(value) for name, value in numbers.items() if name in cls.__dataclass_fields__})

    @property
    def reveal_before(self) -> timedelta:
        """For arithmetic with moments."""
        return timedelta(minutes=self.reveal)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a defence came to: points of 100, whether the flag waits for staff, whether it stopped the defence."""

    points: float
    waits_for_staff: bool
    is_stopped: bool
