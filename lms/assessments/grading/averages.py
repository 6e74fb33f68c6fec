"""The plain strategies: each is a set of weights over the scores of one submission."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from lms.assessments.grading.arrays import Floats, sums
from lms.assessments.grading.columns import GradeColumns
from lms.assessments.grading.table import Table

Weigh: TypeAlias = Callable[[Floats], Floats]

# Before any two peers have scored the same work, their disagreement is taken to be this (points², two observations).
USUAL_VARIANCE = 100.0
USUAL_COUNT = 2.0
NEAR = 1e-9
UNKNOWN = 50.0
UNKNOWN_SD = 30.0


def mean(scores: Floats) -> Floats:
    """Every score counts the same."""
    return np.full(len(scores), 1 / len(scores))


def median(scores: Floats) -> Floats:
    """The middle score, or half of each of the two in the middle."""
    return _middle(scores, cut=(len(scores) - 1) // 2)


def trimmed(scores: Floats) -> Floats:
    """The mean without the highest and the lowest, from three scores on."""
    return _middle(scores, cut=1 if len(scores) >= 3 else 0)


def closest_to_mean(scores: Floats) -> Floats:
    """The score nearest to the mean, Moodle's "best"; equally near ones count alike, so that no order decides."""
    distance = np.abs(scores - scores.mean())
    near = (distance <= distance.min() + NEAR).astype(np.float64)
    weights: Floats = near / near.sum()
    return weights


def _middle(scores: Floats, cut: int) -> Floats:
    order = np.argsort(scores, kind="stable")
    weights = np.zeros(len(scores))
    weights[order[cut : len(scores) - cut]] = 1 / (len(scores) - 2 * cut)
    return weights


AVERAGES: Mapping[str, Weigh] = MappingProxyType(
    {"mean": mean, "median": median, "trimmed": trimmed, "closest_to_mean": closest_to_mean}
)


def average_grades(table: Table, weigh: Weigh) -> GradeColumns:
    """Weighted averages of the peers' scores. Work that nobody reviewed stands at its assignment's mean."""
    counts = table.review_counts
    share = np.zeros(len(table.score))
    by_work = np.argsort(table.work, kind="stable")
    for rows in np.split(by_work, np.cumsum(counts[:-1]).astype(np.intp)):
        if rows.size:
            share[rows] = weigh(table.score[rows])
    unseen = (counts == 0).astype(np.float64)
    level = _levels(table)[table.task]
    return GradeColumns(
        raw=table.by_work(share * table.score) + unseen * level,
        sd=_sds(table, share),
        class_mean=level, class_share=unseen, anchor_share=np.zeros(len(counts)),
        share=share, adjusted=table.score,
    )  # fmt: skip


def _levels(table: Table) -> Floats:
    overall = float(table.score.mean()) if table.score.size else UNKNOWN
    of_task = table.review_task
    counts = np.bincount(of_task, minlength=len(table.tasks))
    totals = sums(of_task, table.score, len(table.tasks))
    return np.where(counts > 0, totals / np.maximum(counts, 1), overall)


def _sds(table: Table, share: Floats) -> Floats:
    """Standard errors from the pooled disagreement of peers about one work; they know nothing of common leniency."""
    counts = table.review_counts
    means = table.by_work(table.score) / np.maximum(counts, 1)
    freedom = float(np.maximum(counts - 1, 0).sum())
    squares = float(((table.score - means[table.work]) ** 2).sum())
    pooled = (USUAL_COUNT * USUAL_VARIANCE + squares) / (USUAL_COUNT + freedom)
    effective = np.sqrt(np.minimum(table.by_work(share**2), math.pi / 2 / np.maximum(counts, 1)))
    return np.where(counts > 0, math.sqrt(pooled) * effective, UNKNOWN_SD)
