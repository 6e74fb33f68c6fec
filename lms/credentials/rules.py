"""Rules of completion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.credentials.types import Verdict, WhyNot

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Presence:
    """The facts of presence that a decision rests on: days scheduled and credited, and the share needed."""

    scheduled: int
    credited: int
    share: tuple[int, int]


def verdict(presence: Presence, *, employed_early: bool, left: bool) -> Verdict:
    """Completion takes the share of all scheduled days (compared in whole numbers); who found a job before is kept
    apart; who withdrew or was expelled did not complete."""
    numerator, denominator = presence.share
    if not left and presence.credited * denominator >= presence.scheduled * numerator and presence.scheduled:
        return Verdict.COMPLETED
    return Verdict.EARLY_EMPLOYED if employed_early else Verdict.NOT_COMPLETED


def why_not_settle(*, ends_on: date, today: date, unmarked: Sequence[date]) -> WhyNot | None:
    """Completion is settled once the course is over and every class day is marked."""
    if today <= ends_on:
        return WhyNot.NOT_ENDED
    return WhyNot.DAYS_UNMARKED if unmarked else None


def why_not_export(*, is_settled: bool, reason: str) -> WhyNot | None:
    """A list of people leaves the house only settled, and for a reason."""
    if not is_settled:
        return WhyNot.NOT_SETTLED
    return WhyNot.REASON_MISSING if len(reason.strip()) < 4 else None


def inert(text: str) -> str:
    """Text that a spreadsheet shows and does not compute."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def certificate_number(year: int, serial: int) -> str:
    """How a number is printed."""
    return f"제{year}-{serial:04d}호"
