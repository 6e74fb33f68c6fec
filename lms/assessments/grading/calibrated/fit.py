"""Fitting the hierarchical rater model by coordinate ascent: deterministic, numpy only, no random numbers.

A score is the assignment's mean + the class's leniency + the reviewer's habit and mood + sensitivity × merit + noise;
an instructor's grade is mean + merit + noise with sd 5. The family is that of Piech et al. 2013 (arXiv 1307.2579) with
a slope per reviewer, so that someone who gives everybody the same counts for nothing without being called a spammer.
"""

from __future__ import annotations

import numpy as np

from lms.assessments.grading.arrays import Floats
from lms.assessments.grading.calibrated.priors import PRIORS, Priors
from lms.assessments.grading.calibrated.state import State, first_state
from lms.assessments.grading.calibrated.sweeps import (
    update_habits,
    update_levels,
    update_merits,
    update_spreads,
)
from lms.assessments.grading.table import Table

VERSION = "calibrated-2"


def fit_state(table: Table, priors: Priors = PRIORS) -> State:
    """The unknowns once no grade moves by more than the tolerance (points), or after the most sweeps."""
    state = first_state(table, priors)
    before = raw_grades(state, table)
    for _ in range(priors.most_sweeps):
        for _ in range(2):
            update_merits(state, table, priors)
            update_habits(state, table)
            update_levels(state, table, priors)
        update_spreads(state, table, priors)
        after = raw_grades(state, table)
        if after.size == 0 or float(np.abs(after - before).max()) <= priors.tolerance:
            break
        before = after
    update_merits(state, table, priors)
    return state


def raw_grades(state: State, table: Table) -> Floats:
    """Mean + merit of each submission, before clipping to 0 to 100."""
    return state.mean[table.task] + state.merit


def grade_sds(state: State, table: Table, priors: Priors = PRIORS) -> Floats:
    """Posterior standard deviation of each submission's grade, in points."""
    weight = state.slope[table.reviewer] / state.noise[table.reviewer]
    habits = table.by_work(weight**2 * state.offset_variance[table.pair]) / state.precision**2
    pulled = table.by_work(weight)
    on_leniency = pulled / state.precision
    on_mean = 1 - (pulled + table.anchored / priors.anchor_variance) / state.precision
    cov, task = state.level_cov, table.task + 1
    levels = on_mean**2 * cov[task, task] - 2 * on_mean * on_leniency * cov[0, task] + on_leniency**2 * cov[0, 0]
    sds: Floats = priors.widen * np.sqrt(1 / state.precision + habits + np.maximum(levels, 0))
    return sds
