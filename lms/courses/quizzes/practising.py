"""Practising again what was missed: wider and wider apart while it goes well, tomorrow when it does not. No marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

PAUSES = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
"""How long a question rests after none, one and two right answers in a row."""
ENOUGH = 3
AT_ONCE = 5
"""Questions of one sitting."""


@dataclass(frozen=True, slots=True)
class Practice:
    """Where somebody stands with a question: right answers in a row, and when it comes again (None: it is known)."""

    streak: int = 0
    due_at: datetime | None = None

    @property
    def is_known(self) -> bool:
        """Whether it was right often enough."""
        return self.streak >= ENOUGH


def after(practice: Practice, *, is_right: bool, now: datetime) -> Practice:
    """Where somebody stands after one more answer."""
    streak = practice.streak + 1 if is_right else 0
    return Practice(streak, None if streak >= ENOUGH else now + PAUSES[streak])


def is_due(practice: Practice | None, *, now: datetime) -> bool:
    """Whether the question comes now; what was never practised does."""
    if practice is None:
        return True
    return not practice.is_known and (practice.due_at is None or now >= practice.due_at)
