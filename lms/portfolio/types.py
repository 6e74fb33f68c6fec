"""Words of the portfolio package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LetterState(StrEnum):
    """Whose turn it is with a cover letter."""

    DRAFT = "draft"
    WAITING = "waiting"
    REVISE = "revise"
    READY = "ready"


class WhyNot(StrEnum):
    """Why a step with a letter or a page is closed."""

    EMPTY = "empty"
    WAITS_ALREADY = "waits_already"
    NOT_WAITING = "not_waiting"
    CLAIMED_BY_OTHER = "claimed_by_other"
    QUOTE_NOT_FOUND = "quote_not_found"
    NOTHING_NEW = "nothing_new"


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A letter in the mentors' queue."""

    letter_id: int
    author: str
    company: str
    question: str
    asked_at: datetime
    due_at: datetime
    holder: str
    held_by_me: bool
