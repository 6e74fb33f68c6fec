"""The deadline ladder: what happens to a review that is not done, step by step. The author waits for none of it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

KIND = "review_ladder"
"""The kind of terms in which a centre writes its hours."""


class Step(StrEnum):
    """A rung of the ladder, in the order in which they come."""

    REMIND = "remind"
    RETURN_LEASE = "return_lease"
    CALL_STAND_BY = "call_stand_by"
    TELL_INSTRUCTOR = "tell_instructor"


@dataclass(frozen=True, slots=True)
class Ladder:
    """When each rung is due, counted from the deadline of the reviews (negative: before it)."""

    remind: timedelta = timedelta(hours=-24)
    return_lease: timedelta = timedelta(0)
    call_stand_by: timedelta = timedelta(hours=12)
    tell_instructor: timedelta = timedelta(hours=24)

    def rungs(self, deadline: datetime) -> tuple[tuple[Step, datetime], ...]:
        return (
            (Step.REMIND, deadline + self.remind),
            (Step.RETURN_LEASE, deadline + self.return_lease),
            (Step.CALL_STAND_BY, deadline + self.call_stand_by),
            (Step.TELL_INSTRUCTOR, deadline + self.tell_instructor),
        )


def ladder_from(numbers: Mapping[str, Any]) -> Ladder:
    """Read a stored version: whole hours; those of the reminder count back from the deadline."""
    return Ladder(
        remind=-timedelta(hours=numbers["remind"]),
        return_lease=timedelta(hours=numbers["return_lease"]),
        call_stand_by=timedelta(hours=numbers["call_stand_by"]),
        tell_instructor=timedelta(hours=numbers["tell_instructor"]),
    )


def is_in_order(numbers: Mapping[str, Any]) -> bool:
    """Whether no rung comes before the one below it."""
    return bool(numbers["return_lease"] <= numbers["call_stand_by"] <= numbers["tell_instructor"])


def due_steps(
    deadline: datetime, *, now: datetime, taken: AbstractSet[Step] = frozenset(), ladder: Ladder | None = None
) -> tuple[Step, ...]:
    """The steps that are due and not ``taken`` yet. A reminder that was slept through is dropped after the deadline."""
    rungs = (ladder or Ladder()).rungs(deadline)
    return tuple(
        step for step, at in rungs if at <= now and step not in taken and not (step is Step.REMIND and now >= deadline)
    )


def next_step_at(
    deadline: datetime, *, now: datetime, taken: AbstractSet[Step] = frozenset(), ladder: Ladder | None = None
) -> datetime | None:
    """When the clock has to look again, or nothing when the ladder has been climbed."""
    rungs = (ladder or Ladder()).rungs(deadline)
    return min((at for step, at in rungs if at > now and step not in taken), default=None)
