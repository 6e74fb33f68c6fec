"""The history as numpy columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lms.assessments.grading.arrays import Floats, Ints, sums
from lms.assessments.grading.types import Key


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by review: ``score``, ``reviewer``, ``work``, ``pair`` (reviewer and assignment). By submission: ``task``
    (its assignment), ``anchored`` (0 or 1), ``anchor`` (points). By pair: ``pair_reviewer``, ``pair_task``.
    By reviewer: ``unsteadiness`` (expected noise variance, 1 is usual).
    ``place`` is each review's place in the history."""

    works: tuple[Key, ...]
    reviewers: tuple[Key, ...]
    tasks: tuple[Key, ...]
    score: Floats
    reviewer: Ints
    work: Ints
    pair: Ints
    place: Ints
    task: Ints
    anchored: Floats
    anchor: Floats
    pair_reviewer: Ints
    pair_task: Ints
    unsteadiness: Floats

    def by_work(self, values: Floats) -> Floats:
        return sums(self.work, values, len(self.works))

    def by_pair(self, values: Floats) -> Floats:
        return sums(self.pair, values, len(self.pair_reviewer))

    def by_reviewer(self, values: Floats) -> Floats:
        return sums(self.reviewer, values, len(self.reviewers))

    def by_task(self, values: Floats) -> Floats:
        return sums(self.task, values, len(self.tasks))

    @property
    def review_counts(self) -> Floats:
        return self.by_work(np.ones(len(self.score)))
