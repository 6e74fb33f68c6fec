"""Marking: how much of a question an answer earns, and what to tell the one who gave it.

- A single choice, true or false, a short text, a number: all or nothing (unless an option states its own share).
- Several choices: the part of the right ones chosen, less the part of the wrong ones chosen, never below nothing;
  choosing everything therefore earns nothing. Imported shares are used instead when they take points off.
- A matching: the part of the left sides that were given their partner.
- An ordering: the part of neighbours that stand in their right order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from lms.courses.quizzes.folding import is_accepted
from lms.courses.quizzes.numbers import read_number
from lms.courses.quizzes.types import Answer, Kind, Question

DECIMALS = 2
"""Of points."""


class Verdict(StrEnum):
    """How an answer turned out."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    EMPTY = "empty"
    NO_NUMBER = "no_number"


@dataclass(frozen=True, slots=True)
class Marked:
    """``share`` of the points from 0 to 1, the points themselves, and the verdict."""

    share: float
    points: float
    verdict: Verdict


def mark(question: Question, answer: Answer) -> Marked:
    """Mark one answer."""
    if not any(part.strip() for part in answer):
        return Marked(0.0, 0.0, Verdict.EMPTY)
    share = round(min(1.0, max(0.0, _RULES[question.kind](question, answer))), 6)
    if question.kind is Kind.NUMBER and read_number(answer[0]) is None:
        return Marked(0.0, 0.0, Verdict.NO_NUMBER)
    verdict = Verdict.RIGHT if share >= 1 else Verdict.PARTLY if share > 0 else Verdict.WRONG
    return Marked(share, round(question.points * share, DECIMALS), verdict)


def _one(question: Question, answer: Answer) -> float:
    if len(answer) != 1 or (option := question.option(answer[0])) is None:
        return 0.0
    if option.is_right:
        return 1.0
    return option.share or 0.0


def _several(question: Question, answer: Answer) -> float:
    chosen = [option for option in question.options if option.id in answer]
    if any((option.share or 0.0) < 0 for option in question.options):
        return sum(option.share or 0.0 for option in chosen)
    right = sum(option.is_right for option in question.options)
    wrong = len(question.options) - right
    hits = sum(option.is_right for option in chosen)
    misses = len(chosen) - hits
    return (hits / right if right else 0.0) - (misses / wrong if wrong else 0.0)


def _text(question: Question, answer: Answer) -> float:
    return float(any(is_accepted(answer[0], accepted) for accepted in question.accepted))


def _number(question: Question, answer: Answer) -> float:
    said = read_number(answer[0])
    if said is None or question.number is None:
        return 0.0
    right = Decimal(str(question.number))
    within = abs(Decimal(str(question.tolerance)))
    return float(abs(said - right) <= (within * abs(right) if question.is_relative else within))


def pairs_of(answer: Answer) -> dict[str, str]:
    """Of a matching, the partner that each left side was given."""
    return {left: right for left, sign, right in (part.partition("=") for part in answer) if sign and right}


def _matching(question: Question, answer: Answer) -> float:
    given, partners = pairs_of(answer), question.partners
    asked = question.left_sides
    right = sum(partners.get(given.get(option.id, "")) == partners[option.id] for option in asked)
    return right / len(asked) if asked else 0.0


def _ordering(question: Question, answer: Answer) -> float:
    right = [option.id for option in question.options]
    if len(right) < 2 or sorted(answer) != sorted(right):
        return 0.0
    neighbours = set(pairwise(right))
    kept = sum(pair in neighbours for pair in pairwise(answer))
    return kept / (len(right) - 1)


_RULES: dict[Kind, Callable[[Question, Answer], float]] = {
    Kind.SINGLE: _one,
    Kind.TRUE_FALSE: _one,
    Kind.MULTIPLE: _several,
    Kind.SHORT_TEXT: _text,
    Kind.NUMBER: _number,
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
}
