"""Rules of work."""

from __future__ import annotations

import pytest

from lms.assessments import rules
from lms.assessments.types import Criterion

LEVEL = {"en": "level"}
CRITERIA = (Criterion({"en": "a"}, (LEVEL,) * 5, 0.75), Criterion({"en": "b"}, (LEVEL,) * 3, 0.25))


@pytest.mark.parametrize(("levels", "points"), [((4, 2), 100), ((0, 0), 0), ((2, 1), 50), ((4, 0), 75)])
def test_score(levels: tuple[int, int], points: float) -> None:
    assert rules.score(CRITERIA, levels) == pytest.approx(points)
