"""Remote prompts: what an answer is, and who stayed silent. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from lms.attendance.checkin.roster import SomeEvent
from lms.attendance.checkin.types import EventKind

MINUTES = (3, 5, 10)
"""How long a prompt may be answered: an instructor chooses."""


class PromptPurpose(StrEnum):
    """What a prompt asks for: coming, being there in between, and going. Remote days need the first and the last."""

    ARRIVAL = "arrival"
    PRESENCE = "presence"
    DEPARTURE = "departure"


def answer_of(purpose: PromptPurpose, prompt_id: int) -> tuple[EventKind, str]:
    """What an answer is as an event, and its slot. An answer in between ends an outing and is no arrival."""
    if purpose is PromptPurpose.ARRIVAL:
        return EventKind.CHECK_IN, str(EventKind.CHECK_IN)
    if purpose is PromptPurpose.DEPARTURE:
        return EventKind.CHECK_OUT, str(EventKind.CHECK_OUT)
    return EventKind.RETURN, slot_in_between(prompt_id)


def slot_in_between(prompt_id: int) -> str:
    """The slot of an answer to a prompt in between."""
    return f"presence:{prompt_id}"


def was_there(events: Sequence[SomeEvent], *, at: datetime) -> bool:
    """Whether someone had come by a moment, and neither gone home nor gone out."""
    state = False
    for event in events:
        if event.happened_at <= at:
            state = event.kind in (EventKind.CHECK_IN, EventKind.RETURN)
    return state


def back_at(events: Sequence[SomeEvent], *, after: datetime) -> datetime | None:
    """When someone was heard of again after a prompt: the next event of the day."""
    return min((event.happened_at for event in events if event.happened_at > after), default=None)


def silent(
    slots: Mapping[int, frozenset[str]], present: Sequence[int], *, purpose: PromptPurpose, prompt_id: int
) -> list[int]:
    """Of those who should answer, the ones whose events lack the answer."""
    slot = answer_of(purpose, prompt_id)[1]
    return [who for who in present if slot not in slots.get(who, frozenset())]
