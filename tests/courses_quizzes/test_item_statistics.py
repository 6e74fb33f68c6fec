"""Figures of items, against a computation that takes no short cut, and against numpy."""

from __future__ import annotations

import random

import numpy as np
import pytest

from lms.courses.quizzes.statistics import Advice, correlation, item_figures, reliability, responses
from lms.courses.quizzes.types import Answer, Kind, Option, Question

OPTIONS = tuple(Option(f"o{n}", {"ko": str(n)}, n == 1) for n in (1, 2, 3, 4))
ITEM = Question(Kind.SINGLE, {"ko": "?"}, OPTIONS)
Table = dict[int, dict[int, tuple[float, float, Answer]]]


def a_class(people: int, items: int, seed: int) -> Table:
    chance = random.Random(seed)
    found: Table = {}
    for person in range(people):
        skill = chance.gauss(0, 1)
        asked = [item for item in range(items) if item < 3 or chance.random() < 0.8]
        found[person] = {}
        for item in asked:
            of = float(chance.choice((1, 2)) if item == 0 else item % 3 + 1)
            is_right = skill + chance.gauss(0, 1) > (item - items / 2) / items
            found[person][item] = (of if is_right else 0.0, of, ("o1",) if is_right else (chance.choice(("o2", "o3")),))
    return found


@pytest.mark.parametrize(("people", "items", "seed"), [(2, 4, 1), (9, 5, 2), (40, 12, 3), (100, 20, 4)])
def test_figures_equal_those_of_brute_force(people: int, items: int, seed: int) -> None:
    table = a_class(people, items, seed)
    for item, given in responses(table).items():
        figures = item_figures(ITEM, given)
        shares, rests = [], []
        for answers in table.values():
            if item not in answers:
                continue
            shares.append(answers[item][0] / answers[item][1])
            others = [answers[other] for other in answers if other != item]
            rests.append(sum(each[0] for each in others) / sum(each[1] for each in others))
        assert figures.answers == len(shares)
        assert figures.difficulty == pytest.approx(np.mean(shares))
        if np.std(shares) > 1e-9 and np.std(rests) > 1e-9:
            assert figures.discrimination == pytest.approx(np.corrcoef(shares, rests)[0, 1])
        else:
            assert figures.discrimination is None
        for option in figures.options:
            chosen = [person for person in table if item in table[person] and option.id in table[person][item][2]]
            assert option.chosen == len(chosen)


def test_reliability_equals_the_formula() -> None:
    table = {person: {item: answers[item] for item in range(3)} for person, answers in a_class(30, 6, 5).items()}
    matrix = np.array([[table[person][item][0] for item in range(3)] for person in table])
    expected = 3 / 2 * (1 - matrix.var(axis=0, ddof=1).sum() / matrix.sum(axis=1).var(ddof=1))
    assert reliability(table) == pytest.approx(expected)
    assert reliability({}) is None
    assert reliability({1: {1: (1, 1, ())}, 2: {1: (0, 1, ())}}) is None
    assert reliability({1: {1: (1, 1, ()), 2: (1, 1, ())}, 2: {1: (1, 1, ()), 2: (1, 1, ())}}) is None


def test_no_spread_no_correlation() -> None:
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert correlation([1], [1]) is None
    assert correlation([0, 1], [0, 1]) == pytest.approx(1)


def rows(*groups: tuple[int, float, float, str]) -> dict[int, dict[int, tuple[float, float, Answer]]]:
    """People as (how many, points on the item, points of 10 elsewhere, chosen option)."""
    people = [(points, rest, chosen) for count, points, rest, chosen in groups for _ in range(count)]
    return {n: {1: (points, 1, (chosen,)), 2: (rest, 10, ("x",))} for n, (points, rest, chosen) in enumerate(people)}


@pytest.mark.parametrize(
    ("table", "advice"),
    [
        (rows((3, 1, 5, "o1")), {Advice.FEW}),
        (rows((6, 1, 9, "o1"), (2, 0, 2, "o2"), (2, 0, 3, "o3"), (1, 0, 3, "o4")), set()),
        (rows((6, 1, 2, "o1"), (5, 0, 9, "o2")), {Advice.NEGATIVE, Advice.BETTER_DISTRACTOR, Advice.DEAD_DISTRACTOR}),
        (rows((30, 1, 5, "o1"), (1, 0, 4, "o2")), {Advice.TOO_EASY}),
        (rows((1, 1, 9, "o1"), (4, 0, 4, "o2"), (4, 0, 3, "o3"), (4, 0, 4, "o4")), {Advice.TOO_HARD}),
        (
            rows((5, 1, 5, "o1"), (5, 1, 6, "o1"), (5, 0, 5, "o2"), (5, 0, 6, "o2"), (1, 0, 5, "o3"), (1, 0, 5, "o4")),
            {Advice.WEAK},
        ),
    ],
)
def test_odd_items_are_named(table: Table, advice: set[Advice]) -> None:
    assert set(item_figures(ITEM, responses(table)[1]).advice) == advice


def test_nobody_answered_yet() -> None:
    figures = item_figures(ITEM, [])
    assert (figures.answers, figures.difficulty, figures.discrimination) == (0, None, None)
    assert figures.advice == (Advice.FEW,)
