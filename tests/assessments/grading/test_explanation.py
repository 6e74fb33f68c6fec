"""Printed arithmetic: to the last digit, for any grade."""

from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.assessments.grading import Breakdown, Estimate, ReviewShare, Verdict
from lms.assessments.grading.explanation import Line, Part, apportioned, explain

POINTS = st.floats(0, 100)


@st.composite
def estimates(draw):
    count = draw(st.integers(0, 6))
    weights = [draw(st.floats(0.01, 1)) for _ in range(count + 1)]
    total = sum(weights)
    reviews = tuple(
        ReviewShare(f"person {at}", draw(POINTS), draw(st.floats(-60, 160)), weight / total)
        for at, weight in enumerate(weights[1:])
    )
    breakdown = Breakdown(reviews, 0.0, 0.0, draw(POINTS), weights[0] / total)
    grade = min(max(breakdown.total, 0.0), 100.0)
    return Estimate("work", grade, 5.0, grade, grade, count, Verdict.PUBLISHABLE, breakdown)


@settings(max_examples=200, deadline=None)
@given(estimates(), st.integers(0, 3))
def test_what_is_printed_adds_up(estimate, digits):
    explanation = explain(estimate, digits=digits)
    step = Decimal(1).scaleb(-digits)
    assert sum(line.points for line in explanation.lines) == explanation.grade
    assert sum(line.share for line in explanation.lines) == 100
    assert abs(explanation.grade - Decimal(estimate.grade)) <= step / 2 + Decimal("1e-9")
    exact = [part.share * part.adjusted for part in estimate.breakdown.reviews]
    shown = sorted(line.points for line in explanation.lines if line.part is Part.REVIEW)
    for one, other in zip(sorted(exact), shown, strict=True):
        assert abs(Decimal(one) - other) < step * 2


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=8), st.integers(0, 3))
def test_every_value_is_rounded_to_a_neighbouring_digit(values, digits):
    step = Decimal(1).scaleb(-digits)
    total = sum(Decimal(repr(value)) for value in values).quantize(step)
    parts = apportioned(values, total, digits)
    assert sum(parts) == total
    assert all(abs(Decimal(repr(value)) - part) <= step for value, part in zip(values, parts, strict=True))


def test_nobody_can_be_told_from_a_line():
    assert {field.name for field in fields(Line)} == {"part", "number", "given", "value", "share", "points"}
    parts = (ReviewShare("kim", 70.0, 66.0, 0.2), ReviewShare("lee", 75.0, 72.0, 0.5))
    breakdown = Breakdown(parts, 0.0, 0.0, 60.0, 0.3)
    estimate = Estimate("work", breakdown.total, 4.0, 60.0, 74.0, 2, Verdict.PUBLISHABLE, breakdown)
    lines = explain(estimate).lines
    assert [(line.part, line.number) for line in lines] == [(Part.REVIEW, 1), (Part.REVIEW, 2), (Part.CLASS_MEAN, 0)]
    assert [line.share for line in lines] == [Decimal("50.0"), Decimal("20.0"), Decimal("30.0")]
    assert "kim" not in repr(lines)


@pytest.mark.parametrize(("adjusted", "grade", "limit"), [(130.0, 100.0, "-15.0"), (-40.0, 0.0, "5.0")])
def test_the_end_of_the_scale_is_a_line_of_its_own(adjusted, grade, limit):
    breakdown = Breakdown((ReviewShare("kim", grade, adjusted, 0.5),), 0.0, 0.0, 100.0 if grade else 30.0, 0.5)
    explanation = explain(Estimate("work", grade, 4.0, grade, grade, 1, Verdict.TOO_FEW_REVIEWS, breakdown))
    assert explanation.lines[-1].part is Part.LIMIT
    assert explanation.lines[-1].points == Decimal(limit)
    assert sum(line.points for line in explanation.lines) == Decimal(str(grade))


def test_the_instructor_s_grade_is_one_line_that_counts():
    breakdown = Breakdown((ReviewShare("kim", 70.0, 66.0, 0.0),), 81.25, 1.0, 60.0, 0.0)
    lines = explain(Estimate("work", 81.25, 0.0, 81.25, 81.25, 1, Verdict.INSTRUCTOR_GRADED, breakdown), digits=2).lines
    counted = [line for line in lines if line.points]
    assert [(line.part, line.share, line.points) for line in counted] == [
        (Part.INSTRUCTOR, Decimal("100.00"), Decimal("81.25"))
    ]
