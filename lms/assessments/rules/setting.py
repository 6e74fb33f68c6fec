"""Rules of setting an assignment: windows, rubrics, what is closed once work is in, teams by chance."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Mapping, Sequence
from datetime import datetime

from lms.assessments.types import Criterion, Window
from lms.assessments.types.setting import HandIn, Settings, Stage, WhyNotSet

FEWEST_LEVELS, MOST_LEVELS, MOST_CRITERIA = 2, 10, 20


def stage_of(window: Window, now: datetime) -> Stage:
    """Where the assignment stands."""
    if now < window.opens_at:
        return Stage.UPCOMING
    if now < window.closes_at:
        return Stage.OPEN
    return Stage.REVIEWING if now < window.review_closes_at else Stage.OVER


def why_not_setting(title: Mapping[str, str], window: Window, settings: Settings) -> WhyNotSet | None:
    """Whether an assignment can be set so at all."""
    if not any(text.strip() for text in title.values()):
        return WhyNotSet.NO_TITLE
    if not window.opens_at < window.closes_at <= window.review_closes_at:
        return WhyNotSet.DATES_REVERSED
    if (
        settings.peer_weight + settings.instructor_weight != 100
        or min(settings.peer_weight, settings.instructor_weight) < 0
    ):
        return WhyNotSet.SHARES
    return WhyNotSet.NOTHING_ASKED if settings.hand_in == HandIn(False, False, False) else None


def closed_settings(*, works: int, is_allocated: bool) -> dict[str, WhyNotSet]:
    """Settings that can no longer be changed, each with its reason."""
    closed: dict[str, WhyNotSet] = {}
    if works:
        closed |= dict.fromkeys(("is_team", "anonymity"), WhyNotSet.WORK_IS_IN)
    if is_allocated:
        closed |= dict.fromkeys(("allocation", "reviews_each", "closes_at"), WhyNotSet.HANDED_OUT)
    return closed


def why_not_rubric(criteria: Sequence[Criterion]) -> WhyNotSet | None:
    """A rubric has criteria, each with 2 to 10 described levels and a weight above 0."""
    if not 1 <= len(criteria) <= MOST_CRITERIA:
        return WhyNotSet.NO_CRITERION
    for criterion in criteria:
        if not any(text.strip() for text in criterion.name.values()):
            return WhyNotSet.NO_CRITERION
        if len(criterion.levels) < FEWEST_LEVELS:
            return WhyNotSet.FEW_LEVELS
        if len(criterion.levels) > MOST_LEVELS:
            return WhyNotSet.MANY_LEVELS
        if not math.isfinite(criterion.weight) or criterion.weight <= 0:
            return WhyNotSet.BAD_WEIGHT
    return None


def percents(weights: Sequence[float]) -> list[int]:
    """Weights in whole percent that add up to 100 (largest remainders get the rest)."""
    total = sum(weights)
    if total <= 0:
        return [0 for _ in weights]
    exact = [100 * weight / total for weight in weights]
    whole = [math.floor(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], place))
    for place in order[: 100 - sum(whole)]:
        whole[place] += 1
    return whole


def teams_by_chance(people: Sequence[int], *, size: int, seed: str) -> list[list[int]]:
    """Teams of ``size``, one more where it does not divide evenly; the same seed gives the same teams."""
    order = sorted(people)
    random.Random(hashlib.sha256(seed.encode()).digest()).shuffle(order)
    count = max(1, len(order) // max(1, size))
    return [order[number::count] for number in range(count)] if order else []
