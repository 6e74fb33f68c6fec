"""Columns of numbers into the frozen results that the rest of the product reads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lms.assessments.grading.calibrated.explaining import review_checks, reviewer_estimates
from lms.assessments.grading.calibrated.fit import VERSION
from lms.assessments.grading.calibrated.state import State
from lms.assessments.grading.columns import GradeColumns
from lms.assessments.grading.fingerprint import fingerprint_of
from lms.assessments.grading.results import Breakdown, Estimate, Estimates, ReviewShare, Verdict
from lms.assessments.grading.table import Table
from lms.assessments.grading.types import History

Z90 = 1.645


@dataclass(frozen=True, slots=True)
class Rule:
    """When a grade may be shown: ``least_reviews``, ``most_sd`` (points); and how many ``anchors`` set a scale."""

    least_reviews: int = 2
    most_sd: float = 8.0
    anchors: int = 3


def assemble(
    history: History, table: Table, state: State, grades: GradeColumns, *, strategy: str, rule: Rule
) -> Estimates:
    """The results in the history's order."""
    place = {key: at for at, key in enumerate(table.works)}
    shares = _shares_by_work(table, grades)
    return Estimates(
        strategy=strategy,
        version=VERSION,
        fingerprint=fingerprint_of(history, strategy=strategy, version=VERSION),
        is_calibrated=len(history.anchors) >= rule.anchors,
        leniency=state.leniency,
        leniency_sd=float(np.sqrt(state.level_cov[0, 0])),
        submissions=tuple(_estimate(table, grades, shares, place[work.id], rule) for work in history.submissions),
        reviewers=reviewer_estimates(state, table),
        checks=review_checks(state, table),
    )


def _shares_by_work(table: Table, grades: GradeColumns) -> list[list[ReviewShare]]:
    shares: list[list[ReviewShare]] = [[] for _ in table.works]
    rows = zip(
        table.work.tolist(), table.reviewer.tolist(), table.score.tolist(),
        grades.adjusted.tolist(), grades.share.tolist(), strict=True,
    )  # fmt: skip
    for work, reviewer, given, adjusted, share in rows:
        shares[work].append(ReviewShare(table.reviewers[reviewer], given, adjusted, share))
    return shares


def _estimate(table: Table, grades: GradeColumns, shares: list[list[ReviewShare]], at: int, rule: Rule) -> Estimate:
    parts = tuple(shares[at])
    if table.anchored[at]:
        return _instructor_graded(table, grades, parts, at)
    grade, sd = _clipped(float(grades.raw[at])), float(grades.sd[at])
    breakdown = Breakdown(
        reviews=parts, anchor=0.0, anchor_share=0.0,
        class_mean=float(grades.class_mean[at]), class_share=float(grades.class_share[at]),
    )  # fmt: skip
    return Estimate(
        submission=table.works[at], grade=grade, sd=sd,
        low=_clipped(grade - Z90 * sd), high=_clipped(grade + Z90 * sd),
        review_count=len(parts), verdict=_verdict(len(parts), sd, rule), breakdown=breakdown,
    )  # fmt: skip


def _instructor_graded(table: Table, grades: GradeColumns, parts: tuple[ReviewShare, ...], at: int) -> Estimate:
    """The instructor's grade stands as such; the peers' scores are listed and count nothing."""
    grade = float(table.anchor[at])
    silent = tuple(ReviewShare(part.reviewer, part.given, part.adjusted, 0.0) for part in parts)
    breakdown = Breakdown(silent, grade, 1.0, float(grades.class_mean[at]), 0.0)
    return Estimate(table.works[at], grade, 0.0, grade, grade, len(parts), Verdict.INSTRUCTOR_GRADED, breakdown)


def _verdict(reviews: int, sd: float, rule: Rule) -> Verdict:
    if reviews < rule.least_reviews:
        return Verdict.TOO_FEW_REVIEWS
    return Verdict.TOO_UNCERTAIN if sd > rule.most_sd else Verdict.PUBLISHABLE


def _clipped(points: float) -> float:
    return min(max(points, 0.0), 100.0)
