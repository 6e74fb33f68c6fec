"""From a history to grades: one function, several strategies."""

from __future__ import annotations

from lms.assessments.grading.assembling import Rule, assemble
from lms.assessments.grading.averages import AVERAGES, average_grades
from lms.assessments.grading.calibrated.explaining import calibrated_grades
from lms.assessments.grading.calibrated.fit import VERSION, fit_state
from lms.assessments.grading.results import Estimates
from lms.assessments.grading.tabulating import table_of
from lms.assessments.grading.types import BadHistoryError, History

DEFAULT_STRATEGY = "calibrated"
STRATEGIES = (DEFAULT_STRATEGY, *AVERAGES)
MODEL_VERSION = VERSION


def estimate(history: History, strategy: str = DEFAULT_STRATEGY, rule: Rule = Rule()) -> Estimates:  # noqa: B008
    """Grades of every submission of the history, and how each reviewer reviews.

    ``strategy`` decides the grades only; reviewers' habits and checks always come from the rater model over the whole
    history. Equal histories give equal results whatever their order. Raises
    ``BadHistoryError`` for an unknown strategy.
    """
    if strategy not in STRATEGIES:
        raise BadHistoryError("strategy", f"{strategy!r} is none of {', '.join(STRATEGIES)}")
    table = table_of(history)
    state = fit_state(table)
    if strategy == DEFAULT_STRATEGY:
        grades = calibrated_grades(state, table)
    else:
        grades = average_grades(table, AVERAGES[strategy])
    return assemble(history, table, state, grades, strategy=strategy, rule=rule)
