"""Steadiness on the criteria: what it sees and what it must not see."""

from random import Random

import numpy as np
import pytest

from lms.assessments.grading import Assignment, History, Review, Rubric, Submission
from lms.assessments.grading.tabulating import table_of


def unsteadiness(style, *, people=8, rubric=None, seed=2):
    """By person: what the table expects of them when ``style(who, levels)`` turns the true levels into theirs."""
    rng, rubric = Random(seed), rubric or Rubric((1.0, 1.0, 1.0), (5, 5, 5))
    works = [Submission(at, 0, ()) for at in range(20)]
    true = {work.id: [rng.randint(1, 3) for _ in rubric.levels] for work in works}
    reviews = [Review(who, work.id, tuple(style(who, true[work.id], rng))) for work in works for who in range(people)]
    return table_of(History((Assignment(0, rubric),), tuple(works), tuple(reviews))).unsteadiness


def nearly(levels, rng):
    return [min(max(level + rng.choice((0, 0, 1, -1)), 0), 4) for level in levels]


def test_whoever_contradicts_the_others_criterion_by_criterion_stands_out():
    seen = unsteadiness(
        lambda who, levels, rng: [rng.randint(0, 4) for _ in levels] if who == 3 else nearly(levels, rng)
    )
    assert seen.argmax() == 3
    assert seen[3] > 1.5
    assert np.delete(seen, 3).max() < 1.2


def test_leniency_is_not_seen():
    seen = unsteadiness(lambda who, levels, rng: [level + (who == 3) for level in levels], seed=5)
    assert seen == pytest.approx(np.ones(8))


def test_one_criterion_says_nothing():
    rubric = Rubric((1.0,), (5,))
    assert unsteadiness(lambda who, levels, rng: nearly(levels, rng), rubric=rubric) == pytest.approx(np.ones(8))


def test_work_with_one_review_says_nothing():
    assert unsteadiness(lambda who, levels, rng: nearly(levels, rng), people=1) == pytest.approx([1.0])


def test_a_review_under_another_rubric_is_not_compared():
    rubric, other = Rubric((1.0, 1.0), (5, 5)), Rubric((1.0,), (3,))
    works = (Submission(1, 0, ()), Submission(2, 0, ()))
    same = tuple(Review(who, work, (who, work)) for who in range(3) for work in (1, 2))
    odd = Review("odd", 1, (2,), other)
    table = table_of(History((Assignment(0, rubric),), works, (*same, odd)))
    assert table.unsteadiness[table.reviewers.index("odd")] == 1.0
    plain = table_of(History((Assignment(0, rubric),), works, same))
    assert table.unsteadiness[:3] == pytest.approx(plain.unsteadiness)
