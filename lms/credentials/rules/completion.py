"""Deciding on completion, and when it may be settled and exported."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from lms.credentials.rules.terms import CompletionTerms, Work
from lms.credentials.types import Condition, Verdict, WhyNot


@dataclass(frozen=True, slots=True)
class Presence:
    """The facts of presence that a decision rests on: days scheduled and credited, and the share needed."""

    scheduled: int
    credited: int
    share: tuple[int, int]


def unmet(presence: Presence, work: Work, terms: CompletionTerms) -> tuple[Condition, ...]:
    """The conditions that are not met, all compared in whole numbers; reaching a line is enough. Where no work was
    asked for, nothing is missing."""
    numerator, denominator = presence.share
    missing = {
        Condition.PRESENCE: not presence.scheduled or presence.credited * denominator < presence.scheduled * numerator,
        Condition.MEAN: terms.least_mean is not None
        and work.due > 0
        and (work.mean is None or work.mean < terms.least_mean * 100),
        Condition.HANDED_IN: terms.handed_in is not None and work.handed_in * 100 < work.due * terms.handed_in,
        Condition.PASSED: terms.passed is not None and work.passed * 100 < work.due * terms.passed,
    }
    return tuple(condition for condition, is_missing in missing.items() if is_missing)


def verdict(missing: Collection[Condition], *, employed_early: bool, left: bool) -> Verdict:
    """Completion takes every condition; who found a job before is kept apart; who withdrew or was expelled did not
    complete."""
    if not left and not missing:
        return Verdict.COMPLETED
    return Verdict.EARLY_EMPLOYED if employed_early else Verdict.NOT_COMPLETED


def why_not_settle(*, ends_on: date, today: date, unmarked: Sequence[date], ungraded: int = 0) -> WhyNot | None:
    """Completion is settled once the course is over, every class day is marked and, where grades count, every work
    that was handed in is graded."""
    if today <= ends_on:
        return WhyNot.NOT_ENDED
    if unmarked:
        return WhyNot.DAYS_UNMARKED
    return WhyNot.WORKS_UNGRADED if ungraded else None


def why_not_export(*, is_settled: bool, reason: str) -> WhyNot | None:
    """A list of people leaves the house only settled, and for a reason."""
    if not is_settled:
        return WhyNot.NOT_SETTLED
    return WhyNot.REASON_MISSING if len(reason.strip()) < 4 else None


def certificate_number(year: int, serial: int) -> str:
    """How a number is printed."""
    return f"제{year}-{serial:04d}호"


def digest_of(lines: Sequence[Sequence[object]]) -> str:
    """The seal of a list: SHA-256 over its lines."""
    return hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()
