"""Patterns that a person should look at, with their evidence. A flag never changes a grade or a mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import sqrt
from statistics import median

from lms.assessments.grading.results import Estimates
from lms.assessments.grading.types import History, Key, key_order


class Pattern(StrEnum):
    """What was noticed."""

    CARELESS = "careless"
    ALWAYS_THE_SAME = "always_the_same"
    FAVOURING_EACH_OTHER = "favouring_each_other"


@dataclass(frozen=True, slots=True)
class FlagRule:
    """Careless: at least ``careless_reviews`` and less than ``careless_share`` of the median informativeness.
    Always the same: ``same_share`` of at least ``same_reviews``. Favouring each other: ``pair_reviews`` between two
    people whose joint surprise is over ``pair_z`` standard deviations."""

    careless_reviews: int = 6
    careless_share: float = 0.5
    same_reviews: int = 5
    same_share: float = 0.8
    pair_reviews: int = 2
    pair_z: float = 3.0


@dataclass(frozen=True, slots=True)
class Flag:
    """One or two people, what was noticed, and the numbers it rests on."""

    pattern: Pattern
    people: tuple[Key, ...]
    evidence: Mapping[str, float]


def flags(history: History, estimates: Estimates, rule: FlagRule | None = None) -> tuple[Flag, ...]:
    """Everything noticed in the history, by pattern and then by person."""
    rule = rule or FlagRule()
    return (
        *_careless(history, estimates, rule),
        *_always_the_same(history, rule),
        *_favouring(history, estimates, rule),
    )


def _careless(history: History, estimates: Estimates, rule: FlagRule) -> list[Flag]:
    if not estimates.reviewers:
        return []
    usual = median(one.informativeness for one in estimates.reviewers)
    flat = _flat_shares(history)
    return [
        Flag(
            Pattern.CARELESS,
            (one.reviewer,),
            {
                "reviews": one.review_count,
                "informativeness": one.informativeness,
                "usual_informativeness": usual,
                "sensitivity": one.sensitivity,
                "noise": one.noise,
                "flat_share": flat[one.reviewer],
            },
        )
        for one in estimates.reviewers
        if one.review_count >= rule.careless_reviews and one.informativeness < rule.careless_share * usual
    ]


def _patterns(history: History) -> dict[Key, Counter[tuple[int, ...]]]:
    given: dict[Key, Counter[tuple[int, ...]]] = {}
    for review in history.reviews:
        given.setdefault(review.reviewer, Counter())[review.levels] += 1
    return given


def _flat_shares(history: History) -> dict[Key, float]:
    """By reviewer: the share of reviews with one and the same level on every criterion."""
    return {
        reviewer: sum(count for levels, count in patterns.items() if len(set(levels)) == 1) / patterns.total()
        for reviewer, patterns in _patterns(history).items()
    }


def _always_the_same(history: History, rule: FlagRule) -> list[Flag]:
    found: list[Flag] = []
    patterns = _patterns(history)
    for reviewer in sorted(patterns, key=key_order):
        count, most = patterns[reviewer].total(), max(patterns[reviewer].values())
        if count >= rule.same_reviews and most >= rule.same_share * count:
            found.append(Flag(Pattern.ALWAYS_THE_SAME, (reviewer,), {"reviews": count, "same_share": most / count}))
    return found


def _favouring(history: History, estimates: Estimates, rule: FlagRule) -> list[Flag]:
    authors = {work.id: work.authors for work in history.submissions}
    between: dict[tuple[Key, Key], list[float]] = {}
    for check in estimates.checks:
        for reviewer, author in product((check.reviewer,), authors[check.submission]):
            first, second = sorted((reviewer, author), key=key_order)
            between.setdefault((first, second), []).append(check.z)
    found: list[Flag] = []
    for pair in sorted(between, key=lambda pair: (key_order(pair[0]), key_order(pair[1]))):
        surprises = between[pair]
        joint = sum(surprises) / sqrt(len(surprises))
        if len(surprises) >= rule.pair_reviews and joint > rule.pair_z:
            evidence = {"reviews": float(len(surprises)), "joint_z": joint}
            found.append(Flag(Pattern.FAVOURING_EACH_OTHER, pair, evidence))
    return found
