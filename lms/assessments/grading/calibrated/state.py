"""The rater model's unknowns during a fit, and where they start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lms.assessments.grading.arrays import Floats, sums
from lms.assessments.grading.calibrated.priors import Priors
from lms.assessments.grading.table import Table


@dataclass(slots=True)
class State:
    """By submission: ``merit`` (above the assignment's mean) and its ``precision``. By reviewer: ``habit``, ``slope``,
    ``noise`` with variances. By reviewer and assignment: ``mood``; ``offset_variance`` is that of habit + mood.
    By assignment: ``mean``. ``level_cov`` is the covariance of (leniency, mean_1 ... mean_T)."""

    merit: Floats
    precision: Floats
    habit: Floats
    habit_variance: Floats
    mood: Floats
    mood_variance: Floats
    offset_variance: Floats
    slope: Floats
    slope_variance: Floats
    noise: Floats
    mean: Floats
    level_cov: Floats
    leniency: float
    typical_slope: float
    typical_noise: float
    spread: float
    habit_spread: float
    mood_spread: float

    def offset(self, table: Table) -> Floats:
        """Habit and mood of each review's reviewer."""
        return self.habit[table.reviewer] + self.mood[table.pair]

    def unexplained(self, table: Table) -> Floats:
        """Each review's score without assignment mean, leniency, habit and mood: what is left for the merit."""
        return table.score - self.mean[table.review_task] - self.leniency - self.offset(table)


def first_state(table: Table, priors: Priors) -> State:
    """Plain averages: the place from which the sweeps start."""
    counts = table.review_counts
    seen = counts > 0
    within = _within_variance(table, counts, priors)
    overall = float(table.score.mean()) if table.score.size else priors.middle
    means = np.where(seen, table.by_work(table.score) / np.maximum(counts, 1), overall)
    per_task = table.by_task(counts)
    totals = sums(table.review_task, table.score, len(table.tasks))
    level = np.where(per_task > 0, totals / np.maximum(per_task, 1), overall)
    merit = np.where(seen, means - level[table.task], 0.0)
    between = float(merit[seen].var()) if seen.any() else 0.0
    spread = max(between - within / max(float(counts[seen].mean()) if seen.any() else 1.0, 1.0), priors.least_spread)
    reviewers, pairs = len(table.reviewers), len(table.pair_reviewer)
    return State(
        merit=merit, precision=np.full(len(table.works), 1 / spread),
        habit=np.zeros(reviewers), habit_variance=np.zeros(reviewers),
        mood=np.zeros(pairs), mood_variance=np.zeros(pairs), offset_variance=np.zeros(pairs),
        slope=np.full(reviewers, priors.slope), slope_variance=np.full(reviewers, priors.slope_variance / 2),
        noise=np.full(reviewers, 0.6 * within), mean=level, level_cov=np.zeros((len(level) + 1, len(level) + 1)),
        leniency=0.0, typical_slope=priors.slope, typical_noise=0.6 * within, spread=spread,
        habit_spread=0.2 * within, mood_spread=0.1 * within,
    )  # fmt: skip


def _within_variance(table: Table, counts: Floats, priors: Priors) -> float:
    """Pooled variance of the scores of one submission; never below 1, so that equal scores do not divide by zero."""
    freedom = float(np.maximum(counts - 1, 0).sum())
    if freedom <= 0:
        return priors.noise
    means = table.by_work(table.score) / np.maximum(counts, 1)
    return max(float(((table.score - means[table.work]) ** 2).sum()) / freedom, 1.0)
