"""Rules of reviewers' marks and of practising: printed sums, and how far somebody was from the instructor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lms.assessments.grading import MarkRule, ReviewerMark
from lms.assessments.grading.explanation import apportioned
from lms.assessments.rules.grading import tenth
from lms.assessments.types import Criterion

FAR_OFF = 20.0
"""Mean distance from the instructor (points of 100) over the exemplars from which the instructor is told early."""


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One part of a reviewer's mark: ``value`` of 100 counts with ``weight`` percent and gives ``points``."""

    part: str
    value: Decimal
    weight: Decimal
    points: Decimal


def mark_facts(mark: ReviewerMark, *, assigned: int, on_time: int, ratings: int) -> dict[str, Any]:
    """What a mark rests on, as plain values."""
    rule = MarkRule()
    return {
        "parts": [
            [name, value, weight]
            for name, value, weight in (
                ("completion", mark.completion, rule.completion),
                ("accuracy", mark.accuracy, rule.accuracy),
                ("usefulness", mark.usefulness, rule.usefulness),
            )
            if value is not None
        ],
        "mark": mark.mark,
        "assigned": assigned,
        "on_time": on_time,
        "ratings": ratings,
        "discarded": len(mark.discarded),
        "zero_at": rule.zero_at,
    }


def mark_lines(facts: Mapping[str, Any]) -> tuple[list[MarkLine], Decimal]:
    """The printed sum of a mark; the points add up to it exactly. A part without evidence gives its weight away."""
    parts = facts["parts"]
    weights = sum(weight for _name, _value, weight in parts)
    total = tenth(facts["mark"])
    points = apportioned([value * weight / weights for _name, value, weight in parts], total, 1)
    shares = apportioned([100 * weight / weights for _name, _value, weight in parts], Decimal(100), 1)
    lines = [MarkLine(name, tenth(value), shares[at], points[at]) for at, (name, value, _weight) in enumerate(parts)]
    return lines, total


def signed_errors(criteria: Sequence[Criterion], own: Sequence[int], theirs: Sequence[int]) -> list[float]:
    """By criterion: how many points of 100 one scored above (+) or below the instructor."""
    return [
        100 * (mine - right) / (len(line.levels) - 1) for line, mine, right in zip(criteria, own, theirs, strict=True)
    ]


def distance(criteria: Sequence[Criterion], errors: Sequence[float]) -> float:
    """The mean size of the errors, by the criteria's weights."""
    weights = sum(line.weight for line in criteria)
    return sum(line.weight * abs(error) for line, error in zip(criteria, errors, strict=True)) / weights
