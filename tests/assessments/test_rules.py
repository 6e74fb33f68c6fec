"""Rules of handing in, reviewing and grading."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lms.assessments import rules
from lms.assessments.types import Criterion, WhyNot, Window

OPENS = datetime(2026, 3, 2, tzinfo=UTC)
WINDOW = Window(OPENS, OPENS + timedelta(days=7), OPENS + timedelta(days=10))
LEVEL = {"en": "level"}
CRITERIA = (Criterion({"en": "a"}, (LEVEL,) * 5, 0.75), Criterion({"en": "b"}, (LEVEL,) * 3, 0.25))


@pytest.mark.parametrize(
    ("levels", "comment", "expected"),
    [
        ({0: 4, 1: 2}, "a helpful sentence", None),
        ({0: 4}, "a helpful sentence", WhyNot.NOT_ALL_CRITERIA),
        ({0: 4, 1: 3}, "a helpful sentence", WhyNot.NOT_ALL_CRITERIA),
        ({0: 4, 1: 2}, "short", WhyNot.COMMENT_MISSING),
    ],
)
def test_why_not_scores(levels: dict[int, int], comment: str, expected: WhyNot | None) -> None:
    assert rules.why_not_scores(CRITERIA, levels, comment) == expected


@pytest.mark.parametrize(("levels", "points"), [((4, 2), 100), ((0, 0), 0), ((2, 1), 50), ((4, 0), 75)])
def test_score(levels: tuple[int, int], points: float) -> None:
    assert rules.score(CRITERIA, levels) == pytest.approx(points)


@pytest.mark.parametrize(
    ("scores", "strategy", "expected"),
    [
        ([70, 80, 90], "mean", 80.0),
        ([10, 80, 90, 100], "trimmed", 85.0),
        ([10, 80, 90], "median", 80),
        ([70], "mean", WhyNot.TOO_FEW_REVIEWS),
    ],
)
def test_grade(scores: list[float], strategy: str, expected: float | WhyNot) -> None:
    found = rules.grade(scores, strategy)
    assert (found.points if isinstance(found, rules.Grade) else found) == expected


@pytest.mark.parametrize("count", [2, 3, 4, 5, 7, 18, 40])
def test_everyone_gives_and_gets_the_same_and_nobody_reviews_themselves(count: int) -> None:
    pairs = rules.allocate(range(count), each=3, seed="1:1")
    each = min(3, count - 1)
    assert len(set(pairs)) == len(pairs) == count * each
    assert all(reviewer != author for reviewer, author in pairs)
    for side in (0, 1):
        assert all(sum(pair[side] == person for pair in pairs) == each for person in range(count))
    if count > 7:
        assert not {(b, a) for a, b in pairs} & set(pairs)
    assert pairs == rules.allocate(list(range(count))[::-1], each=3, seed="1:1")
