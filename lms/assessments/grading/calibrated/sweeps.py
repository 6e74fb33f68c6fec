"""The four steps of a sweep; each replaces some unknowns by their best value given all others."""

from __future__ import annotations

import numpy as np

from lms.assessments.grading.arrays import bounded, sums
from lms.assessments.grading.calibrated.priors import Priors
from lms.assessments.grading.calibrated.state import State
from lms.assessments.grading.table import Table


def update_merits(state: State, table: Table, priors: Priors) -> None:
    """Each submission's merit from its reviews and its anchor, drawn to the assignment's mean by the prior."""
    weight = 1 / state.noise[table.reviewer]
    slope = state.slope[table.reviewer]
    seen = weight * (slope**2 + state.slope_variance[table.reviewer])
    anchor_weight = table.anchored / priors.anchor_variance
    state.precision = table.by_work(seen) + 1 / state.spread + anchor_weight
    pull = table.by_work(weight * slope * state.unexplained(table))
    pull += anchor_weight * (table.anchor - state.mean[table.task])
    state.merit = pull / state.precision


def update_habits(state: State, table: Table) -> None:
    """Each reviewer's lasting leniency and that of the single assignment, with their variances."""
    weight = 1 / state.noise[table.reviewer]
    said = table.score - state.mean[table.review_task] - state.leniency
    rest = said - state.slope[table.reviewer] * state.merit[table.work]
    total = table.by_pair(weight)
    average = table.by_pair(weight * rest) / total
    trust = 1 / (1 / total + state.mood_spread)
    reviewers = len(table.reviewers)
    precision = sums(table.pair_reviewer, trust, reviewers) + 1 / state.habit_spread
    state.habit = sums(table.pair_reviewer, trust * average, reviewers) / precision
    state.habit_variance = 1 / precision
    alone = 1 / (total + 1 / state.mood_spread)
    kept = total * alone
    of_pair = state.habit_variance[table.pair_reviewer]
    state.mood = kept * (average - state.habit[table.pair_reviewer])
    state.mood_variance = alone + kept**2 * of_pair
    state.offset_variance = alone + (1 - kept) ** 2 * of_pair


def update_levels(state: State, table: Table, priors: Priors) -> None:
    """Common leniency and the assignments' means by least squares, with the merits eliminated."""
    weight = 1 / state.noise[table.reviewer]
    slope = state.slope[table.reviewer]
    said = table.score - state.offset(table)
    anchor_weight = table.anchored / priors.anchor_variance
    count, value = table.by_work(weight), table.by_work(weight * said)
    on_leniency = table.by_work(weight * slope)
    on_mean = on_leniency + anchor_weight
    seen = table.by_work(weight * slope * said) + anchor_weight * table.anchor
    size = len(table.tasks) + 1
    normal = np.zeros((size, size))
    cross = table.by_task(count - on_leniency * on_mean / state.precision)
    normal[0, 0] = float((count - on_leniency**2 / state.precision).sum()) + 1 / priors.leniency_variance
    normal[0, 1:] = normal[1:, 0] = cross
    diagonal = table.by_task(count + anchor_weight - on_mean**2 / state.precision) + priors.ridge
    normal[np.arange(1, size), np.arange(1, size)] = diagonal
    centre = float(table.score.mean()) if table.score.size else priors.middle
    right = np.empty(size)
    right[0] = float((value - on_leniency * seen / state.precision).sum())
    right[1:] = table.by_task(value + anchor_weight * table.anchor - on_mean * seen / state.precision)
    right[1:] += priors.ridge * centre
    state.level_cov = np.linalg.inv(normal).astype(np.float64, copy=False)
    solution = state.level_cov @ right
    state.leniency, state.mean = float(solution[0]), solution[1:]


def update_spreads(state: State, table: Table, priors: Priors) -> None:
    """Noise and slope of each reviewer, then the spreads of merits, habits and moods in the cohort."""
    slope = state.slope[table.reviewer]
    slope_variance = state.slope_variance[table.reviewer]
    merit, vague = state.merit[table.work], 1 / state.precision[table.work]
    left = state.unexplained(table)
    squares = (left - slope * merit) ** 2 + state.offset_variance[table.pair]
    squares += (slope**2 + slope_variance) * vague + slope_variance * merit**2
    counts = table.by_reviewer(np.ones(len(table.score)))
    state.typical_noise = (float(squares.sum()) + 120.0) / (len(table.score) + 2)
    pseudo = priors.noise_count
    expected = state.typical_noise * table.unsteadiness
    state.noise = (pseudo * expected + table.by_reviewer(squares)) / (pseudo + counts)
    weight = 1 / state.noise[table.reviewer]
    precision = table.by_reviewer(weight * (merit**2 + vague)) + 1 / priors.slope_variance
    pull = table.by_reviewer(weight * merit * left) + state.typical_slope / priors.slope_variance
    state.slope = bounded(pull / precision, 0.0, priors.slope_limit)
    state.slope_variance = 1 / precision
    _update_cohort(state, table, priors)


def _update_cohort(state: State, table: Table, priors: Priors) -> None:
    reviewers, pairs, works = len(table.reviewers), len(table.pair_reviewer), len(table.works)
    known = priors.slope_count
    state.typical_slope = (known * priors.slope + float(state.slope.sum())) / (known + reviewers)
    habits = float((state.habit**2 + state.habit_variance).sum())
    state.habit_spread = (priors.habit_count * priors.habit + habits) / (priors.habit_count + reviewers)
    moods = float((state.mood**2 + state.mood_variance).sum())
    state.mood_spread = (priors.mood_count * priors.mood + moods) / (priors.mood_count + pairs)
    merits = float((state.merit**2 + 1 / state.precision).sum())
    state.spread = (priors.spread_count * priors.spread + merits) / (priors.spread_count + works)
