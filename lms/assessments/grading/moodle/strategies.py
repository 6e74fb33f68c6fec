"""Moodle Workshop's four grading strategies: from one assessment form to a percentage (0 to 100, 5 decimals)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.assessments.grading.moodle.rounding import rounded


class BadFormError(ValueError):
    """A form that the strategy cannot read: a negative weight, a step beyond the scale, a choice that is no level."""


@dataclass(frozen=True, slots=True)
class PointsAspect:
    """An aspect graded with 0 to ``most`` points."""

    most: float
    weight: float = 1.0

    def share(self, given: float) -> float:
        if not 0 <= given <= self.most:
            raise BadFormError(f"{given} is not between 0 and {self.most}")
        return given / self.most if self.most else 0.0


@dataclass(frozen=True, slots=True)
class ScaleAspect:
    """An aspect graded with one of ``steps`` named steps, counted from 1."""

    steps: int
    weight: float = 1.0

    def share(self, given: float) -> float:
        if not 1 <= given <= self.steps:
            raise BadFormError(f"step {given} is not between 1 and {self.steps}")
        return (given - 1) / (self.steps - 1) if self.steps > 1 else 1.0


def accumulative(aspects: Sequence[PointsAspect | ScaleAspect], given: Sequence[float]) -> float | None:
    """Weighted mean of the aspects' shares; nothing when nothing was graded or every weight is 0."""
    if any(aspect.weight < 0 for aspect in aspects):
        raise BadFormError("a weight is negative")
    weights = sum(aspect.weight for aspect in aspects)
    if not given or weights == 0:
        return None
    total = sum(aspect.share(points) * aspect.weight for aspect, points in zip(aspects, given, strict=True))
    return rounded(100 * total / weights)


def rubric(levels: Sequence[Sequence[float]], chosen: Sequence[float]) -> float | None:
    """The chosen levels' points between the lowest and the highest possible sum; nothing when nothing was chosen."""
    if not chosen:
        return None
    for points, options in zip(chosen, levels, strict=True):
        if points not in options:
            raise BadFormError(f"{points} is no level of {list(options)}")
    low, high = sum(min(options) for options in levels), sum(max(options) for options in levels)
    return rounded(100 * (sum(chosen) - low) / (high - low)) if high > low else 100.0


def number_of_errors(
    weights: Sequence[float], passed: Sequence[bool], grade_by_errors: Mapping[int, float]
) -> float | None:
    """The grade that the map gives for the weighted number of failed assertions.

    A number that the map leaves out takes the grade of the next smaller one, and 100 when there is none.
    """
    if not passed:
        return None
    errors = int(sum(weight for weight, ok in zip(weights, passed, strict=True) if not ok))
    mapped = [count for count in grade_by_errors if 0 < count <= errors]
    grade = grade_by_errors[max(mapped)] if mapped else 100.0
    return rounded(min(max(grade, 0.0), 100.0))


def comments(answers: Sequence[str]) -> float | None:
    """Comments carry no points: whoever answered any aspect gave the full percentage."""
    return 100.0 if answers else None
