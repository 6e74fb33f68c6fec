"""What peer grading is computed from: a course's history as plain frozen values, checked when it is made."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Key: TypeAlias = int | str


class BadHistoryError(ValueError):
    """The history contradicts itself. ``field`` says where, as in ``reviews[3].levels``."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


def key_order(key: Key) -> tuple[bool, Key]:
    """Sorts numbers before words, so that a mixture of both has one order."""
    return isinstance(key, str), key


@dataclass(frozen=True, slots=True)
class Rubric:
    """Criteria as ``weights`` (any positive scale) and the number of ``levels`` of each (from 2; level 0 is worst)."""

    weights: tuple[float, ...]
    levels: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.weights or len(self.weights) != len(self.levels):
            raise BadHistoryError("rubric.weights", "one weight and one number of levels for each criterion")
        if any(not math.isfinite(weight) or weight < 0 for weight in self.weights) or sum(self.weights) <= 0:
            raise BadHistoryError("rubric.weights", "finite, not negative, and not all zero")
        if any(count < 2 for count in self.levels):
            raise BadHistoryError("rubric.levels", "at least two levels for each criterion")

    def score(self, given: Sequence[float]) -> float:
        """The total on 0 to 100 of one level per criterion."""
        parts = zip(self.weights, given, self.levels, strict=True)
        return 100 * sum(weight * level / (count - 1) for weight, level, count in parts) / sum(self.weights)

    def why_not_given(self, given: Sequence[float]) -> str | None:
        """What is wrong with these levels, or nothing."""
        if len(given) != len(self.levels):
            return f"{len(self.levels)} levels expected, {len(given)} found"
        for criterion, (level, count) in enumerate(zip(given, self.levels, strict=True)):
            if not 0 <= level <= count - 1:
                return f"criterion {criterion}: level {level} is not between 0 and {count - 1}"
        return None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A piece of work set to the class. Assignments stand in the history in the order in which they were set."""

    id: Key
    rubric: Rubric


@dataclass(frozen=True, slots=True)
class Submission:
    """Work handed in for an assignment by one author or a team. Authors never enter the grade."""

    id: Key
    assignment: Key
    authors: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """One level per criterion that a peer gave. ``rubric`` only when it differs from the assignment's."""

    reviewer: Key
    submission: Key
    levels: tuple[int, ...]
    rubric: Rubric | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The instructor's grade (0 to 100) of a submission: a measurement that sets the scale of the course."""

    submission: Key
    score: float


@dataclass(frozen=True, slots=True)
class History:
    """One cohort's course so far. Raises ``BadHistoryError`` with the field when the parts do not fit together."""

    assignments: tuple[Assignment, ...]
    submissions: tuple[Submission, ...]
    reviews: tuple[Review, ...]
    anchors: tuple[Anchor, ...] = ()

    def __post_init__(self) -> None:
        rubrics = {assignment.id: assignment.rubric for assignment in self.assignments}
        _refuse_repeats("assignments", (assignment.id for assignment in self.assignments))
        _refuse_repeats("submissions", (submission.id for submission in self.submissions))
        for place, submission in enumerate(self.submissions):
            if submission.assignment not in rubrics:
                raise BadHistoryError(f"submissions[{place}].assignment", f"unknown: {submission.assignment!r}")
        self._check_reviews(rubrics)
        self._check_anchors()

    def _check_reviews(self, rubrics: dict[Key, Rubric]) -> None:
        known = {submission.id: submission for submission in self.submissions}
        _refuse_repeats("reviews", ((review.reviewer, review.submission) for review in self.reviews))
        for place, review in enumerate(self.reviews):
            work = known.get(review.submission)
            if work is None:
                raise BadHistoryError(f"reviews[{place}].submission", f"unknown: {review.submission!r}")
            if review.reviewer in work.authors:
                raise BadHistoryError(f"reviews[{place}].reviewer", "nobody reviews their own work")
            if problem := (review.rubric or rubrics[work.assignment]).why_not_given(review.levels):
                raise BadHistoryError(f"reviews[{place}].levels", problem)

    def _check_anchors(self) -> None:
        known = {submission.id for submission in self.submissions}
        _refuse_repeats("anchors", (anchor.submission for anchor in self.anchors))
        for place, anchor in enumerate(self.anchors):
            if anchor.submission not in known:
                raise BadHistoryError(f"anchors[{place}].submission", f"unknown: {anchor.submission!r}")
            if not 0 <= anchor.score <= 100:
                raise BadHistoryError(f"anchors[{place}].score", f"{anchor.score} is not between 0 and 100")


def _refuse_repeats(field: str, keys: Iterable[Hashable]) -> None:
    seen: set[Hashable] = set()
    for place, key in enumerate(keys):
        if key in seen:
            raise BadHistoryError(f"{field}[{place}]", f"{key!r} stands here twice")
        seen.add(key)
