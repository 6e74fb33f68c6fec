"""The rater model's grades as an exact weighted average, and what it says about reviewers and reviews."""

from __future__ import annotations

import numpy as np

from lms.assessments.grading.arrays import Floats
from lms.assessments.grading.calibrated.fit import grade_sds, raw_grades
from lms.assessments.grading.calibrated.priors import PRIORS, Priors
from lms.assessments.grading.calibrated.state import State
from lms.assessments.grading.columns import GradeColumns
from lms.assessments.grading.results import ReviewCheck, ReviewerEstimate
from lms.assessments.grading.table import Table

# Below this sensitivity an adjusted score would leave the scale by hundreds of points at a share near zero.
LEAST_SLOPE = 0.25
# Nobody can know less about points between 0 and 100 than this standard deviation.
MOST_SD = 30.0


def calibrated_grades(state: State, table: Table, priors: Priors = PRIORS) -> GradeColumns:
    """Each review's share is weight × slope² / precision; what is left of 1 belongs to the class mean."""
    slope = state.slope[table.reviewer]
    readable = np.maximum(slope, LEAST_SLOPE)
    mean = state.mean[table.task]
    share = slope * readable / state.noise[table.reviewer] / state.precision[table.work]
    anchor_share = table.anchored / priors.anchor_variance / state.precision
    return GradeColumns(
        raw=raw_grades(state, table),
        sd=np.minimum(grade_sds(state, table, priors), MOST_SD),
        class_mean=mean,
        class_share=1 - table.by_work(share) - anchor_share,
        anchor_share=anchor_share,
        share=share,
        adjusted=mean[table.work] + state.unexplained(table) / readable,
    )


def reviewer_estimates(state: State, table: Table, priors: Priors = PRIORS) -> tuple[ReviewerEstimate, ...]:
    """Habit, sensitivity and noise of each reviewer in the order of their keys."""
    counts = table.by_reviewer(np.ones(len(table.score)))
    noise = np.sqrt(state.noise)
    noise_sd = noise / np.sqrt(2 * (priors.noise_count + counts))
    return tuple(
        ReviewerEstimate(
            reviewer=key, review_count=int(counts[at]),
            habit=float(state.habit[at]), habit_sd=float(np.sqrt(state.habit_variance[at])),
            sensitivity=float(state.slope[at]), sensitivity_sd=float(np.sqrt(state.slope_variance[at])),
            noise=float(noise[at]), noise_sd=float(noise_sd[at]),
            informativeness=float(state.slope[at] ** 2 / state.noise[at]),
        )
        for at, key in enumerate(table.reviewers)
    )  # fmt: skip


def review_checks(state: State, table: Table) -> tuple[ReviewCheck, ...]:
    """Every review against its leave-one-out prediction, in the history's order of reviews."""
    expected, surprise, z = (column.tolist() for column in _left_out(state, table))
    given, reviewer, work = table.score.tolist(), table.reviewer.tolist(), table.work.tolist()
    return tuple(
        ReviewCheck(table.reviewers[reviewer[at]], table.works[work[at]], given[at], expected[at], surprise[at], z[at])
        for at in np.argsort(table.place).tolist()
    )


def _left_out(state: State, table: Table) -> tuple[Floats, Floats, Floats]:
    """Prediction without the review itself, the surprise, and the surprise in standard deviations.

    The review's own pull is taken out of the fitted value, so nobody is measured against their own vote.
    """
    noise = state.noise[table.reviewer]
    fitted = table.score - state.unexplained(table) + state.slope[table.reviewer] * state.merit[table.work]
    vague = state.slope[table.reviewer] ** 2 / state.precision[table.work] + state.offset_variance[table.pair]
    # A prediction more exact than a hundredth of a point is not believable and would divide by zero.
    vague = np.minimum(np.maximum(vague, 1e-4), 0.999 * noise)
    apart = 1 / (1 / vague - 1 / noise)
    expected = apart * (fitted / vague - table.score / noise)
    surprise = table.score - expected
    return expected, surprise, surprise / np.sqrt(noise + apart)
