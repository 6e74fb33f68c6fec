"""Rules of handing in, reviewing and grading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from lms.assessments.types import Criterion

GRACE = timedelta(minutes=30)
LONGEST_WORK = 64 * 1024


def score(criteria: Sequence[Criterion], levels: Sequence[int]) -> float:
    """Points of 100: each criterion's level as a share of its best level, times its weight."""
    weights = sum(criterion.weight for criterion in criteria)
    total = sum(
        criterion.weight * level / (len(criterion.levels) - 1)
        for criterion, level in zip(criteria, levels, strict=True)
    )
    return 100 * total / weights
