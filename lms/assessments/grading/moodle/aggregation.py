"""How Moodle Workshop adds up: assessments to a submission's grade, and grades for assessment to a reviewer's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lms.assessments.grading.moodle.rounding import rounded


@dataclass(frozen=True, slots=True)
class Given:
    """One assessment of a submission: its percentage (nothing while unfinished) and weight."""

    percent: float | None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class ForAssessment:
    """One assessment's grade for assessment: as computed, and as a teacher set it by hand."""

    computed: float | None
    override: float | None = None

    @property
    def standing(self) -> float | None:
        return self.computed if self.override is None else self.override


def submission_percent(assessments: Sequence[Given]) -> float | None:
    """Weighted mean of the finished assessments; nothing when there is none that counts."""
    counted = [(one.percent, one.weight) for one in assessments if one.percent is not None and one.weight > 0]
    weights = sum(weight for _, weight in counted)
    if weights <= 0:
        return None
    return rounded(sum(percent * weight for percent, weight in counted) / weights)


def reviewer_percent(grades: Sequence[ForAssessment]) -> float | None:
    """Mean of what stands; nothing when nothing was evaluated."""
    standing = [one.standing for one in grades if one.standing is not None]
    return rounded(sum(standing) / len(standing)) if standing else None


def points(percent: float, most: float) -> float:
    """A percentage as points of ``most``. Raises ``ValueError`` outside 0 to 100."""
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} is not a percentage")
    return percent / 100 * most
