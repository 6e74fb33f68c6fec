"""A grade as lines of printed arithmetic: what is printed adds up to what is printed, to the last digit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from lms.assessments.grading.results import Breakdown, Estimate, Verdict

DIGITS = 1
NOTHING = 5e-5


class Part(StrEnum):
    """What a line of the explanation stands for."""

    REVIEW = "review"
    INSTRUCTOR = "instructor"
    CLASS_MEAN = "class_mean"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Line:
    """One summand: ``value`` points counted with ``share`` percent give ``points``. For a review ``given`` is what the
    peer gave and ``value`` what that means without the peer's habit; ``number`` counts the reviews from 1. A ``limit``
    line carries no share: it is what the ends of the scale took away or added."""

    part: Part
    number: int
    given: Decimal
    value: Decimal
    share: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Explanation:
    """``lines`` whose points sum to ``grade`` exactly and whose shares sum to 100 percent exactly."""

    lines: tuple[Line, ...]
    grade: Decimal
    sd: Decimal
    low: Decimal
    high: Decimal
    verdict: Verdict


def explain(estimate: Estimate, *, digits: int = DIGITS) -> Explanation:
    """The lines of one estimate, printed with so many decimals. Reviewers appear as numbers only.

    Each summand is rounded down or up to the next printed digit, those with the largest remainders up, so that none is
    off by a whole digit and their sum is the printed grade. Reviews come largest share first, which says nothing about
    who wrote them.
    """
    rows = _rows(estimate.breakdown)
    grade = _printed(estimate.grade, digits)
    total = sum(share * value for _, _, value, share in rows)
    limit = estimate.grade - total
    terms = [share * value for _, _, value, share in rows]
    clipped = abs(limit) >= 0.5 * 10**-digits
    # Without a visible limit the whole grade belongs to the summands; the floating remainder is far below a digit.
    points = apportioned([*terms, limit] if clipped else terms, grade, digits)
    shares = apportioned([100 * share for _, _, _, share in rows], Decimal(100), digits)
    lines = [
        Line(part, number, _printed(given, digits), _printed(value, digits), shares[at], points[at])
        for at, ((part, given, value, _), number) in enumerate(zip(rows, _numbers(rows), strict=True))
    ]
    if clipped:
        zero = Decimal(0)
        lines.append(Line(Part.LIMIT, 0, zero, zero, zero, points[-1]))
    sd, low, high = (_printed(value, digits) for value in (estimate.sd, estimate.low, estimate.high))
    return Explanation(tuple(lines), grade, sd, low, high, estimate.verdict)


Row = tuple[Part, float, float, float]


def _rows(breakdown: Breakdown) -> list[Row]:
    """(part, given, value, share) of everything that counts."""
    reviews = sorted(breakdown.reviews, key=lambda part: (-part.share, -part.given, part.adjusted))
    rows: list[Row] = [(Part.REVIEW, part.given, part.adjusted, part.share) for part in reviews]
    if breakdown.anchor_share > NOTHING:
        rows.append((Part.INSTRUCTOR, breakdown.anchor, breakdown.anchor, breakdown.anchor_share))
    if abs(breakdown.class_share) > NOTHING or not rows:
        rows.append((Part.CLASS_MEAN, breakdown.class_mean, breakdown.class_mean, breakdown.class_share))
    return rows


def _numbers(rows: Sequence[Row]) -> list[int]:
    return [at if part is Part.REVIEW else 0 for at, (part, *_) in enumerate(rows, 1)]


def apportioned(values: Sequence[float], total: Decimal, digits: int) -> list[Decimal]:
    """The values rounded to ``digits`` decimals so that they sum to ``total``: the method of largest remainders."""
    step = Decimal(1).scaleb(-digits)
    exact = [Decimal(repr(float(value))) for value in values]
    floors = [value.quantize(step, rounding=ROUND_FLOOR) for value in exact]
    missing = int((total - sum(floors, Decimal(0))) / step)
    ranked = sorted(range(len(values)), key=lambda at: (floors[at] - exact[at], at))
    for turn in range(abs(missing)):
        at = ranked[turn % len(ranked)] if missing > 0 else ranked[-1 - turn % len(ranked)]
        floors[at] += step if missing > 0 else -step
    return floors


def _printed(value: float, digits: int) -> Decimal:
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
