"""Moodle Workshop's grade for assessment: "comparison with the best assessment".

Of a submission's assessments the one nearest to the weighted average is the best one; every other loses by its distance
from it. The distance grows with the cube of the difference and shrinks where the reviewers disagree anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from lms.assessments.grading.moodle.rounding import rounded
from lms.assessments.grading.types import Key

LEAST_VARIANCE = 0.01
DISTANCE_PLACES = 4


class Comparison(IntEnum):
    """How strictly assessments are compared: the divisor of the distance."""

    VERY_LAX = 9
    LAX = 7
    FAIR = 5
    STRICT = 3
    VERY_STRICT = 1


@dataclass(frozen=True, slots=True)
class Dimension:
    """One aspect of the form: the lowest and highest grade that can be given, and its weight."""

    low: float
    high: float
    weight: float = 1.0

    def normalised(self, grade: float) -> float:
        if self.low == self.high:
            return rounded(self.high)
        return rounded((grade - self.low) / (self.high - self.low) * 100)


@dataclass(frozen=True, slots=True)
class Assessment:
    """One reviewer's grades of one submission, a grade per dimension. Weight 0 does not shape the average."""

    id: Key
    submission: Key
    grades: tuple[float, ...]
    weight: float = 1.0


def grades_for_assessment(
    assessments: Iterable[Assessment], dimensions: Sequence[Dimension], comparison: int = Comparison.FAIR
) -> dict[Key, float | None]:
    """The percentage (0 to 100) of every assessment by its id, each compared within its own submission.

    Nothing for a submission whose assessments all have weight 0, and for a form whose dimensions all have weight 0.
    """
    by_submission: dict[Key, list[Assessment]] = {}
    for assessment in assessments:
        by_submission.setdefault(assessment.submission, []).append(assessment)
    results: dict[Key, float | None] = {}
    for group in by_submission.values():
        results.update(_group_grades(group, dimensions, comparison))
    return results


def _group_grades(
    group: Sequence[Assessment], dimensions: Sequence[Dimension], comparison: int
) -> Mapping[Key, float | None]:
    rows = [normalised(one.grades, dimensions) for one in group]
    weights = [one.weight for one in group]
    average = average_assessment(rows, weights)
    scale = _Scale(
        comparison=comparison,
        variances=tuple(weighted_variance(column, weights) for column in zip(*rows, strict=True)),
        weights=tuple(dimension.weight for dimension in dimensions),
    )
    if average is None or sum(scale.weights) <= 0:
        return {one.id: None for one in group}
    distances = [scale.distance(row, average) for row in rows]
    best = [row for row, distance in zip(rows, distances, strict=True) if distance == min(distances)]
    nearest = [min(scale.distance(row, other) for other in best) for row in rows]
    return {one.id: rounded(min(max(100 - far, 0.0), 100.0)) for one, far in zip(group, nearest, strict=True)}


def normalised(grades: Sequence[float], dimensions: Sequence[Dimension]) -> tuple[float, ...]:
    """The grades of one assessment on 0 to 100."""
    return tuple(dimension.normalised(grade) for dimension, grade in zip(dimensions, grades, strict=True))


def average_assessment(rows: Sequence[Sequence[float]], weights: Sequence[float]) -> tuple[float, ...] | None:
    """Weighted average per dimension; nothing when no assessment has weight."""
    total = sum(weights)
    if total == 0:
        return None
    columns = zip(*rows, strict=True)
    return tuple(
        rounded(sum(value * weight for value, weight in zip(column, weights, strict=True)) / total)
        for column in columns
    )


def weighted_variance(values: Sequence[float], weights: Sequence[float]) -> float | None:
    """Population variance; nothing from fewer than two values with weight."""
    counted = [(value, weight) for value, weight in zip(values, weights, strict=True) if weight]
    if len(counted) < 2:
        return None
    total = sum(weight for _, weight in counted)
    mean = sum(value * weight for value, weight in counted) / total
    return sum(weight * (value - mean) ** 2 for value, weight in counted) / total


def distance(
    row: Sequence[float],
    other: Sequence[float],
    *,
    variances: Sequence[float | None],
    weights: Sequence[float],
    comparison: int,
) -> float:
    """How far two normalised assessments are apart, averaged over the dimensions, with 4 decimals."""
    return _Scale(comparison, tuple(variances), tuple(weights)).distance(row, other)


@dataclass(frozen=True, slots=True)
class _Scale:
    comparison: int
    variances: tuple[float | None, ...]
    weights: tuple[float, ...]

    def distance(self, row: Sequence[float], other: Sequence[float]) -> float:
        total = 0.0
        for value, base, variance, weight in zip(row, other, self.variances, self.weights, strict=True):
            # Nearly equal reviewers would make the smallest difference count without bounds.
            spread = max(variance or 0.0, LEAST_VARIANCE)
            total += abs(value - base) ** 3 / (self.comparison * spread) * weight
        return rounded(total / sum(self.weights), DISTANCE_PLACES)
