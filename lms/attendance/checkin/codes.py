"""Codes that turn: a step of ten seconds of an open window, proved by a keyed digest.

A token (in the QR) and a short code (to type) prove the same: whoever shows one saw the screen of this window in this
step. They are bound to the window, and through it to the class, the day and the purpose.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from lms.attendance.checkin.types import Purpose, WhyNot

STEP = timedelta(seconds=10)
FRESH = timedelta(seconds=15)
"""How old a step may be, counted from its beginning: its own ten seconds and five for fingers and networks."""
REMEMBERED = 60
"""Steps back for which a typed code is still recognised as one that has turned."""
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters and digits that cannot be taken for one another: five bits each."""
CODE_LENGTH = 6
_MAC_LENGTH = 20


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """What a code is bound to."""

    id: int
    cohort_id: int
    section_id: int | None
    day: date
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Shown:
    """A window and the step in which its code was on the screen."""

    window_id: int
    step: int

    @property
    def since(self) -> datetime:
        """When this code appeared."""
        return datetime.fromtimestamp(self.step * STEP.total_seconds(), UTC)


def step_of(now: datetime) -> int:
    """The step of a moment."""
    return int(now.timestamp() // STEP.total_seconds())


def next_turn(now: datetime) -> timedelta:
    """How long the present code stays on the screen."""
    return Shown(0, step_of(now) + 1).since - now


def token(secret: str, window: WindowFacts, step: int) -> str:
    """What the QR carries: window, step and proof."""
    return f"{window.id}.{step}.{_proof(secret, window, step, 'token').hex()[:_MAC_LENGTH]}"


def code(secret: str, window: WindowFacts, step: int) -> str:
    """The same to type: six characters."""
    number = int.from_bytes(_proof(secret, window, step, "code")[:8], "big")
    letters = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def window_of(text: str) -> int | None:
    """Which window a token speaks of; nothing is proved yet."""
    first = text.split(".", 1)[0]
    return int(first) if first.isascii() and first.isdecimal() and len(first) < 12 else None


def read_token(secret: str, window: WindowFacts, text: str, *, now: datetime) -> Shown | WhyNot:
    """The step that a token proves, or why it does not count."""
    parts = text.split(".")
    if len(parts) != 3 or not (parts[1].isascii() and parts[1].isdecimal()) or len(parts[1]) > 12:
        return WhyNot.CODE_UNKNOWN
    step = int(parts[1])
    if not hmac.compare_digest(token(secret, window, step).encode(), text.encode()):
        return WhyNot.CODE_UNKNOWN
    return why_not_step(step, now=now) or Shown(window.id, step)


def read_code(secret: str, windows: Iterable[WindowFacts], text: str, *, now: datetime) -> Shown | WhyNot:
    """The window and step of a typed code, or why it does not count."""
    typed = text.strip().upper().replace(" ", "").replace("-", "")
    if len(typed) != CODE_LENGTH or set(typed) - set(ALPHABET):
        return WhyNot.CODE_UNKNOWN
    for window in windows:
        for step in _steps_near(now):
            if hmac.compare_digest(code(secret, window, step), typed):
                return why_not_step(step, now=now) or Shown(window.id, step)
    return WhyNot.CODE_UNKNOWN


def why_not_step(step: int, *, now: datetime) -> WhyNot | None:
    """Whether a step is of the present: not of the future, and not older than ``FRESH``."""
    age = now - Shown(0, step).since
    if age < timedelta(0):
        return WhyNot.CODE_NOT_YET
    return WhyNot.CODE_TOO_OLD if age > FRESH else None


def _steps_near(now: datetime) -> Iterator[int]:
    here = step_of(now)
    yield from range(here, here - REMEMBERED, -1)
    yield here + 1


def _proof(secret: str, window: WindowFacts, step: int, what: str) -> bytes:
    facts = (what, window.id, window.cohort_id, window.section_id or 0, window.day.isoformat(), window.purpose, step)
    message = "|".join(str(fact) for fact in ("check-in", *facts))
    return hmac.new(secret.encode(), message.encode(), hashlib.sha256).digest()
