"""A whole Workshop activity with points: what it gives to submissions, to assessments and to reviewers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lms.assessments.grading.moodle.aggregation import ForAssessment, Given, reviewer_percent, submission_percent
from lms.assessments.grading.moodle.best import Assessment, Comparison, Dimension, grades_for_assessment
from lms.assessments.grading.moodle.strategies import PointsAspect, accumulative
from lms.assessments.grading.types import Key


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One reviewer's form about one submission; ``grades`` is empty while it is not filled in."""

    id: Key
    reviewer: Key
    submission: Key
    grades: tuple[float, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class ActivityGrades:
    """Percentages (0 to 100, 5 decimals) by form, by submission, by form for assessment, and by reviewer."""

    forms: dict[Key, float | None]
    submissions: dict[Key, float | None]
    for_assessment: dict[Key, float | None]
    reviewers: dict[Key, float | None]


def activity_grades(
    aspects: Sequence[PointsAspect], forms: Sequence[FilledForm], comparison: int = Comparison.FAIR
) -> ActivityGrades:
    """Accumulative grading with the weighted mean, and comparison with the best assessment."""
    percents = {form.id: accumulative(aspects, form.grades) for form in forms}
    filled = [Assessment(form.id, form.submission, form.grades, form.weight) for form in forms if form.grades]
    dimensions = [Dimension(0, aspect.most, aspect.weight) for aspect in aspects]
    for_assessment = dict.fromkeys((form.id for form in forms), None) | grades_for_assessment(
        filled, dimensions, comparison
    )
    given: dict[Key, list[Given]] = {}
    evaluated: dict[Key, list[ForAssessment]] = {}
    for form in forms:
        given.setdefault(form.submission, []).append(Given(percents[form.id], form.weight))
        evaluated.setdefault(form.reviewer, []).append(ForAssessment(for_assessment[form.id]))
    return ActivityGrades(
        forms=percents,
        submissions={key: submission_percent(group) for key, group in given.items()},
        for_assessment=for_assessment,
        reviewers={key: reviewer_percent(group) for key, group in evaluated.items()},
    )
