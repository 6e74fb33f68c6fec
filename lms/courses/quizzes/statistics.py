"""What the answers say about the questions.

Difficulty is the mean share of points earned (1 = everybody right). Discrimination is the correlation between the
points of the item and the share of points earned on the *other* items (corrected point-biserial, so that an item does
not vouch for itself). For options: how often each was chosen, and how the choosers did on the other items.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt

from lms.courses.quizzes.marking import pairs_of
from lms.courses.quizzes.types import CHOICES, Answer, Kind, Question

FEWEST = 8
"""Answers below which figures say little."""

_CLEARLY = 0.02


class Advice(StrEnum):
    """What an odd item may mean."""

    FEW = "few"
    NEGATIVE = "negative"
    WEAK = "weak"
    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    BETTER_DISTRACTOR = "better_distractor"
    DEAD_DISTRACTOR = "dead_distractor"


@dataclass(frozen=True, slots=True)
class Response:
    """One person's answer to one item: share of its points, and share of the points of all other items of theirs."""

    share: float
    rest: float | None
    answer: Answer = ()


@dataclass(frozen=True, slots=True)
class OptionFigures:
    """How often an option was chosen, by whom: ``upper`` and ``lower`` are shares within the best and weakest third."""

    id: str
    is_right: bool
    chosen: int
    share: float
    upper: float
    lower: float
    mean_rest: float | None


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """The figures of an item; None where they cannot be computed."""

    answers: int
    difficulty: float | None
    discrimination: float | None
    options: tuple[OptionFigures, ...]
    advice: tuple[Advice, ...]


def responses(shares: Mapping[int, Mapping[int, tuple[float, float, Answer]]]) -> dict[int, list[Response]]:
    """By item, from ``{person: {item: (points, of, answer)}}``."""
    found: dict[int, list[Response]] = {}
    for items in shares.values():
        earned = sum(points for points, _of, _answer in items.values())
        possible = sum(of for _points, of, _answer in items.values())
        for item, (points, of, answer) in items.items():
            others = possible - of
            rest = (earned - points) / others if others > 0 else None
            found.setdefault(item, []).append(Response(points / of if of else 0.0, rest, answer))
    return found


def item_figures(question: Question, given: Sequence[Response]) -> ItemFigures:
    """All figures of one item."""
    difficulty = sum(response.share for response in given) / len(given) if given else None
    pairs = [(response.share, response.rest) for response in given if response.rest is not None]
    discrimination = correlation([one for one, _ in pairs], [other for _, other in pairs])
    options = _options(question, given) if question.kind in CHOICES else _pairs(question, given)
    advice = _advice(len(given), difficulty, discrimination, options)
    return ItemFigures(len(given), difficulty, discrimination, options, advice)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's correlation; None where one side does not vary."""
    count = len(one)
    if count < 2:
        return None
    mean_one, mean_other = sum(one) / count, sum(other) / count
    spread_one = sum((value - mean_one) ** 2 for value in one)
    spread_other = sum((value - mean_other) ** 2 for value in other)
    if spread_one < 1e-12 or spread_other < 1e-12:
        return None
    both = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    return both / sqrt(spread_one * spread_other)


def _pairs(question: Question, given: Sequence[Response]) -> tuple[OptionFigures, ...]:
    """Of a matching, for each left side: how often it was given its partner."""
    if question.kind is not Kind.MATCHING:
        return ()
    sides, partners = question.left_sides, question.partners
    told = [
        replace(
            response,
            answer=tuple(
                side.id
                for side in sides
                if partners.get(pairs_of(response.answer).get(side.id, "")) == partners[side.id]
            ),
        )
        for response in given
    ]
    asked = replace(question, options=tuple(replace(side, is_right=True) for side in sides))
    return _options(asked, told)


def _options(question: Question, given: Sequence[Response]) -> tuple[OptionFigures, ...]:
    ranked = sorted(given, key=lambda response: response.rest if response.rest is not None else 0.0)
    third = max(1, len(ranked) // 3)
    lower, upper = ranked[:third], ranked[-third:]
    figures = []
    for option in question.options:
        chosen = [response for response in given if option.id in response.answer]
        rests = [response.rest for response in chosen if response.rest is not None]
        figures.append(
            OptionFigures(
                option.id,
                option.is_right,
                len(chosen),
                len(chosen) / len(given) if given else 0.0,
                sum(option.id in response.answer for response in upper) / len(upper) if upper else 0.0,
                sum(option.id in response.answer for response in lower) / len(lower) if lower else 0.0,
                sum(rests) / len(rests) if rests else None,
            )
        )
    return tuple(figures)


def _advice(
    count: int, difficulty: float | None, discrimination: float | None, options: Sequence[OptionFigures]
) -> tuple[Advice, ...]:
    if count < FEWEST or difficulty is None:
        return (Advice.FEW,)
    found = []
    if discrimination is not None and discrimination < 0:
        found.append(Advice.NEGATIVE)
    elif discrimination is not None and discrimination < 0.15 and difficulty < 0.95:
        found.append(Advice.WEAK)
    if difficulty > 0.95:
        found.append(Advice.TOO_EASY)
    if difficulty < 0.25:
        found.append(Advice.TOO_HARD)
    best_right = max((option.mean_rest or 0.0 for option in options if option.is_right), default=None)
    wrong = [option for option in options if not option.is_right]
    if best_right is not None and any(o.chosen > 1 and (o.mean_rest or 0.0) > best_right + _CLEARLY for o in wrong):
        found.append(Advice.BETTER_DISTRACTOR)
    if difficulty <= 0.95 and any(option.chosen == 0 for option in wrong):
        found.append(Advice.DEAD_DISTRACTOR)
    return tuple(found)


def reliability(shares: Mapping[int, Mapping[int, tuple[float, float, Answer]]]) -> float | None:
    """Cronbach's alpha over the items that everybody was asked; None with fewer than two of them or no spread."""
    people = list(shares.values())
    if len(people) < 2:
        return None
    common = set.intersection(*(set(items) for items in people))
    if len(common) < 2:
        return None
    spread_items = sum(_variance([items[item][0] for items in people]) for item in common)
    spread_all = _variance([sum(items[item][0] for item in common) for items in people])
    if spread_all < 1e-12:
        return None
    return len(common) / (len(common) - 1) * (1 - spread_items / spread_all)


def _variance(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1)
