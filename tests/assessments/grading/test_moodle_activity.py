"""A full Workshop activity, against the same formulas written down once more, in another way."""

from __future__ import annotations

import random

import pytest

from lms.assessments.grading.moodle import Comparison, FilledForm, PointsAspect, activity_grades

PEOPLE, EACH = 100, 5
ASPECTS = (PointsAspect(10, 3), PointsAspect(5, 1), PointsAspect(20, 0.5), PointsAspect(100, 2))


def forms_of(seed: int) -> list[FilledForm]:
    """Five forms about each of a hundred pieces; some are a teacher's that weigh more."""
    chance = random.Random(seed)
    return [
        FilledForm(
            (work, turn),
            (work + turn + 1) % PEOPLE,
            work,
            tuple(float(chance.randint(0, int(aspect.most))) for aspect in ASPECTS),
            chance.choice((1.0, 1.0, 1.0, 4.0)),
        )
        for work in range(PEOPLE)
        for turn in range(EACH)
    ]


def percents_of(form: FilledForm) -> list[float]:
    return [round(100 * grade / aspect.most, 5) for grade, aspect in zip(form.grades, ASPECTS, strict=True)]


def expected_for(group: list[FilledForm], strictness: int) -> list[float]:
    rows, heavy = [percents_of(form) for form in group], [form.weight for form in group]
    total = sum(heavy)
    means = [sum(w * row[at] for w, row in zip(heavy, rows, strict=True)) / total for at in range(len(ASPECTS))]
    squares = [sum(w * row[at] ** 2 for w, row in zip(heavy, rows, strict=True)) / total for at in range(len(ASPECTS))]
    spread = [max(square - mean**2, 0.01) for square, mean in zip(squares, means, strict=True)]

    def apart(one: list[float], other: list[float]) -> float:
        parts = [
            aspect.weight * abs(a - b) * (a - b) ** 2 / (strictness * var)
            for aspect, a, b, var in zip(ASPECTS, one, other, spread, strict=True)
        ]
        return round(sum(parts) / sum(aspect.weight for aspect in ASPECTS), 4)

    far = [apart(row, [round(mean, 5) for mean in means]) for row in rows]
    best = [row for row, distance in zip(rows, far, strict=True) if distance == min(far)]
    return [max(0.0, 100 - min(apart(row, other) for other in best)) for row in rows]


@pytest.mark.parametrize("strictness", list(Comparison))
def test_five_hundred_assessments(strictness: Comparison) -> None:
    forms = forms_of(int(strictness))
    found = activity_grades(ASPECTS, forms, strictness)
    assert len(found.for_assessment) == PEOPLE * EACH
    weights = sum(aspect.weight for aspect in ASPECTS)
    for work in range(PEOPLE):
        group = [form for form in forms if form.submission == work]
        given = [
            sum(aspect.weight * grade / aspect.most for aspect, grade in zip(ASPECTS, form.grades, strict=True))
            for form in group
        ]
        whole = sum(form.weight * one for form, one in zip(group, given, strict=True)) / sum(f.weight for f in group)
        assert found.submissions[work] == pytest.approx(100 * whole / weights, abs=1e-4)
        wanted = expected_for(group, int(strictness))
        assert [found.for_assessment[form.id] for form in group] == pytest.approx(wanted, abs=2e-4)
    for person in range(PEOPLE):
        own = [found.for_assessment[form.id] for form in forms if form.reviewer == person]
        assert found.reviewers[person] == pytest.approx(sum(own) / len(own), abs=1e-4)
