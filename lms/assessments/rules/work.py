"""Rules of handing in, reviewing and grading."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean, median

from lms.assessments.types import Criterion, WhyNot, Window

GRACE = timedelta(minutes=30)
LONGEST_WORK = 64 * 1024
SHORTEST_COMMENT = 10
FEWEST_REVIEWS = 2


def why_not_review(window: Window, *, now: datetime, is_done: bool) -> WhyNot | None:
    """A review is given once, until reviewing closes."""
    if is_done:
        return WhyNot.REVIEWED_ALREADY
    return WhyNot.REVIEW_OVER if now >= window.review_closes_at else None


def why_not_scores(criteria: Sequence[Criterion], levels: Mapping[int, int], comment: str) -> WhyNot | None:
    """Every criterion gets one of its levels, and the author gets a sentence."""
    for number, criterion in enumerate(criteria):
        if number not in levels or not 0 <= levels[number] < len(criterion.levels):
            return WhyNot.NOT_ALL_CRITERIA
    return WhyNot.COMMENT_MISSING if len(comment.strip()) < SHORTEST_COMMENT else None


def score(criteria: Sequence[Criterion], levels: Sequence[int]) -> float:
    """Points of 100: each criterion's level as a share of its best level, times its weight."""
    weights = sum(criterion.weight for criterion in criteria)
    total = sum(
        criterion.weight * level / (len(criterion.levels) - 1)
        for criterion, level in zip(criteria, levels, strict=True)
    )
    return 100 * total / weights


def trimmed_mean(scores: Sequence[float]) -> float:
    """The mean without the best and the worst, from four scores on."""
    kept = sorted(scores)[1:-1] if len(scores) >= 4 else scores
    return fmean(kept)


STRATEGIES: Mapping[str, Callable[[Sequence[float]], float]] = {
    "mean": fmean,
    "calibrated": fmean,
    "median": median,
    "trimmed": trimmed_mean,
}
"""Ways of turning peers' scores into one grade, by name."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of 100 (one decimal) and the scores it was made of."""

    points: float
    strategy: str
    scores: tuple[float, ...]


def grade(scores: Sequence[float], strategy: str) -> Grade | WhyNot:
    """The grade of one piece of work, or why there is none yet."""
    if len(scores) < FEWEST_REVIEWS:
        return WhyNot.TOO_FEW_REVIEWS
    return Grade(round(STRATEGIES[strategy](scores), 1), strategy, tuple(scores))


def allocate(authors: Sequence[int], *, each: int, seed: str) -> list[tuple[int, int]]:
    """Pairs (reviewer, author): everyone gives and gets the same number, nobody reviews themselves.

    A seeded circle with offsets; among more than ``2 * each`` people nobody reviews their own reviewer.
    """
    people = sorted(authors)
    count = len(people)
    if count < 2:
        return []
    chance = random.Random(hashlib.sha256(seed.encode()).digest())
    chance.shuffle(people)
    offsets = [1]
    rest = list(range(2, count))
    chance.shuffle(rest)
    for offset in rest:
        mirrored = count - offset
        if count > 2 * each and (mirrored in offsets or mirrored == offset):
            continue
        offsets.append(offset)
    offsets = offsets[: min(each, count - 1)]
    return [(people[i], people[(i + offset) % count]) for offset in offsets for i in range(count)]
