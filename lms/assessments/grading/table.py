"""The history as numpy columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lms.assessments.grading.arrays import Floats, Ints, sums
from lms.assessments.grading.types import Key


@dataclass(frozen=True, slots=True)
class Table:
    """The columns, by what they belong to.

    Review: ``score``, ``reviewer``, ``work``, ``review_task`` (the work's assignment), ``pair`` (reviewer and
    assignment), ``place`` (in the history). Submission: ``task`` (its assignment), ``anchored`` (0 or 1), ``anchor``
    (points). Pair: ``pair_reviewer``, ``pair_task``. Reviewer: ``unsteadiness`` (expected noise variance, 1 is usual).
    """

    works: tuple[Key, ...]
    reviewers: tuple[Key, ...]
    tasks: tuple[Key, ...]
    score: Floats
    reviewer: Ints
    work: Ints
    review_task: Ints
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
