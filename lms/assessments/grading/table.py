"""The history as numpy columns, in an order that does not depend on how the caller listed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from lms.assessments.grading.types import History, Key, Review, key_order

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.intp]


def sums(where: Ints, values: Floats, size: int) -> Floats:
    """Totals of the values by where they belong; places without a value hold 0."""
    return np.bincount(where, values, size).astype(np.float64, copy=False)


def bounded(values: Floats, low: float, high: float) -> Floats:
    """The values, none below ``low`` or above ``high``."""
    inside: Floats = np.clip(values, low, high)
    return inside


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by review: ``score``, ``reviewer``, ``work``, ``pair`` (reviewer and assignment). By submission: ``task``
    (its assignment), ``anchored`` (0 or 1), ``anchor`` (points). By pair: ``pair_reviewer``, ``pair_task``.
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


def table_of(history: History) -> Table:
    """The history's columns. Rows are sorted by reviewer and submission, so a shuffled history gives equal bits."""
    works = _sorted(submission.id for submission in history.submissions)
    tasks = _sorted(assignment.id for assignment in history.assignments)
    reviewers = _sorted({review.reviewer for review in history.reviews})
    work_at, task_at, reviewer_at = _places(works), _places(tasks), _places(reviewers)
    task = np.zeros(len(works), np.intp)
    for submission in history.submissions:
        task[work_at[submission.id]] = task_at[submission.assignment]
    reviewer = np.array([reviewer_at[review.reviewer] for review in history.reviews], np.intp)
    work = np.array([work_at[review.submission] for review in history.reviews], np.intp)
    order = np.lexsort((work, reviewer))
    reviewer, work = reviewer[order], work[order]
    pairs, pair = np.unique(reviewer * len(tasks) + task[work], return_inverse=True)
    anchored, anchor = _anchors(history, work_at)
    return Table(
        works=works, reviewers=reviewers, tasks=tasks,
        score=_scores(history)[order], reviewer=reviewer, work=work, pair=pair.astype(np.intp), place=order,
        task=task, anchored=anchored, anchor=anchor,
        pair_reviewer=pairs // max(len(tasks), 1), pair_task=pairs % max(len(tasks), 1),
    )  # fmt: skip


def _scores(history: History) -> Floats:
    rubric_of_task = {assignment.id: assignment.rubric for assignment in history.assignments}
    rubric_of_work = {work.id: rubric_of_task[work.assignment] for work in history.submissions}

    def score(review: Review) -> float:
        return (review.rubric or rubric_of_work[review.submission]).score(review.levels)

    return np.array([score(review) for review in history.reviews], np.float64)


def _anchors(history: History, work_at: dict[Key, int]) -> tuple[Floats, Floats]:
    anchored, anchor = np.zeros(len(work_at)), np.zeros(len(work_at))
    for given in history.anchors:
        anchored[work_at[given.submission]] = 1.0
        anchor[work_at[given.submission]] = given.score
    return anchored, anchor


def _sorted(keys: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(sorted(keys, key=key_order))


def _places(keys: tuple[Key, ...]) -> dict[Key, int]:
    return {key: place for place, key in enumerate(keys)}
