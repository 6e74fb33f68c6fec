"""Rules of grades, triage, marks, practice and appeals."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from lms.assessments import rules
from lms.assessments.grading import Anchor, Assignment, History, Review, Rubric, Submission, Verdict, estimate
from lms.assessments.types import Criterion
from lms.assessments.types.grading import AppealKind, Decision, Need, Parts, WhyNotGrade

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (Parts(Decimal("78.3"), None), ("78.3", "0", "78.3", "0.0", "78.3")),
        (Parts(Decimal("78.3"), Decimal("85.0"), 70, 30), ("54.81", "25.5", "80.3", "0.0", "80.3")),
        (Parts(Decimal("78.3"), Decimal("85.0"), 70, 30, 10), ("54.81", "25.5", "80.3", "10.0", "70.3")),
        (Parts(None, Decimal("85.0"), 0, 100), ("0", "85.0", "85.0", "0.0", "85.0")),
        (Parts(Decimal("5.0"), None, late_off=10), ("5.0", "0", "5.0", "5.0", "0.0")),
    ],
)
def test_parts_add_up(parts: Parts, expected: tuple[str, ...]) -> None:
    found = rules.put_together(parts)
    assert found is not None
    values = (found.peer_points, found.instructor_points, found.whole, found.late_off, found.points)
    assert tuple(str(value) for value in values) == expected
    assert abs(found.exact - found.whole) <= Decimal("0.05")
    assert found.whole - found.late_off == found.points


@pytest.mark.parametrize(
    "parts", [Parts(None, None), Parts(Decimal(70), None, 70, 30), Parts(Decimal(70), Decimal(70), 0, 0)]
)
def test_a_missing_part_makes_no_grade(parts: Parts) -> None:
    assert rules.put_together(parts) is None


@pytest.mark.parametrize(
    ("points", "verdict", "before", "stands", "may_lower", "expected"),
    [
        ("70.0", Verdict.PUBLISHABLE, None, False, False, Decision.PUBLISH),
        ("70.0", Verdict.TOO_UNCERTAIN, None, False, False, Decision.HOLD),
        ("70.0", Verdict.TOO_FEW_REVIEWS, "60.0", False, True, Decision.KEEP),
        (None, Verdict.PUBLISHABLE, None, False, False, Decision.HOLD),
        ("70.9", Verdict.PUBLISHABLE, "70.0", False, True, Decision.KEEP),
        ("71.0", Verdict.PUBLISHABLE, "70.0", False, False, Decision.RAISE),
        ("69.0", Verdict.PUBLISHABLE, "70.0", False, False, Decision.WAIT_TO_LOWER),
        ("69.0", Verdict.PUBLISHABLE, "70.0", False, True, Decision.LOWER),
        ("90.0", Verdict.PUBLISHABLE, "70.0", True, True, Decision.KEEP),
    ],
)
def test_what_becomes_of_an_estimate(points, verdict, before, *, stands, may_lower, expected: Decision) -> None:
    found = rules.decide(
        Decimal(points) if points else None,
        verdict=verdict,
        before=Decimal(before) if before else None,
        stands=stands,
        may_lower=may_lower,
    )
    assert found is expected


def a_course(seed: int, *, anchors: int) -> History:
    """Twelve trainees, two assignments, three reviews each."""
    chance = random.Random(seed)
    rubric = Rubric((0.5, 0.3, 0.2), (5, 5, 3))
    works, reviews = [], []
    for task in (1, 2):
        for author in range(12):
            works.append(Submission(100 * task + author, task, (author,)))
            for step in (1, 2, 5):
                levels = tuple(chance.randint(1, count - 1) for count in rubric.levels)
                reviews.append(Review((author + step) % 12, 100 * task + author, levels))
    graded = tuple(Anchor(100 + at, float(chance.randint(40, 95))) for at in range(anchors))
    return History((Assignment(1, rubric), Assignment(2, rubric)), tuple(works), tuple(reviews), graded)


@pytest.mark.parametrize("strategy", ["calibrated", "mean", "median", "trimmed", "closest_to_mean"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_stored_facts_print_the_grade_to_the_last_digit(strategy: str, seed: int) -> None:
    history = a_course(seed, anchors=4)
    whole = estimate(history, strategy)
    for one in whole.submissions:
        names = {part.reviewer: (int(part.reviewer), f"A{part.reviewer}") for part in one.breakdown.reviews}
        facts = rules.facts_of(one, whole, reviews=names, anchors=4)
        parts = Parts(rules.tenth(one.grade), Decimal("66.6"), 60, 40, 5)
        result = rules.put_together(parts)
        assert result is not None
        told = rules.explained(rules.with_parts(facts, parts, result))
        assert told is not None
        assert told.peers is not None
        assert sum(line.points for line in told.peers.lines) == told.peers.grade == parts.peers
        assert sum(line.share for line in told.peers.lines) == 100
        assert told.sum == result
        shares = [part["share"] for part in facts["reviews"]]
        assert abs(sum(shares) + facts["anchor_share"] + facts["class_share"] - 1) < 1e-9
        assert len(told.aliases) == len(names)


def test_a_grade_by_hand_has_no_arithmetic() -> None:
    assert rules.explained({}) is None


@dataclass(frozen=True)
class Line:
    author_id: int = 1
    submission_id: int = 1
    done: int = 3
    running: int = 0
    estimate: float | None = 70.0
    sd: float | None = 4.0
    low: float | None = 63.4
    high: float | None = 76.6
    points: float | None = 70.0
    source: str | None = "peers"
    pick: str | None = None
    is_checked: bool = False
    has_appeal: bool = False


@pytest.mark.parametrize(
    ("line", "need"),
    [
        (Line(), None),
        (Line(has_appeal=True, is_checked=True), Need.APPEAL),
        (Line(pick="drawn"), Need.SPOT_CHECK),
        (Line(pick="drawn", is_checked=True), None),
        (Line(done=1), Need.TOO_FEW_REVIEWS),
        (Line(sd=8.1), Need.TOO_UNCERTAIN),
        (Line(low=55.0), Need.BORDERLINE),
        (Line(low=55.0, source="instructor"), None),
        (Line(estimate=None, done=0), None),
    ],
)
def test_what_needs_the_instructor(line: Line, need: Need | None) -> None:
    assert rules.needs(line, pass_line=60) == need


def test_an_overview_sorts_by_what_is_asked() -> None:
    lines = [Line(1, 1, sd=2.0, done=3), Line(2, 2, sd=9.0, done=2), Line(3, 3, sd=5.0, done=1)]
    names = {1: "c", 2: "b", 3: "a"}

    def ordered(order: str) -> list[int]:
        needs = {line.submission_id: rules.needs(line, pass_line=60) for line in lines}
        return [
            line.submission_id
            for line in sorted(
                lines, key=lambda line: rules.grading_order(line, needs[line.submission_id], names, order)
            )
        ]

    assert ordered("need") == [3, 2, 1]
    assert ordered("sd") == [2, 3, 1]
    assert ordered("reviews") == [3, 2, 1]
    assert ordered("name") == [3, 2, 1]
    assert ordered("nonsense") == [3, 2, 1]


def test_a_mark_adds_up_also_without_a_part() -> None:
    facts = {"parts": [["completion", 100.0, 0.4], ["accuracy", 73.3, 0.4]], "mark": 86.65}
    lines, total = rules.mark_lines(facts)
    assert total == Decimal("86.7")
    assert sum(line.points for line in lines) == total
    assert [str(line.weight) for line in lines] == ["50.0", "50.0"]


LEVEL = {"en": "level"}
CRITERIA = (Criterion({"en": "a"}, (LEVEL,) * 5, 0.75), Criterion({"en": "b"}, (LEVEL,) * 3, 0.25))


def test_practice_tells_the_signed_distance() -> None:
    errors = rules.signed_errors(CRITERIA, (4, 0), (2, 1))
    assert errors == [50.0, -50.0]
    assert rules.distance(CRITERIA, errors) == 50.0


@dataclass(frozen=True)
class Row:
    kind: str
    turn: int


FILED, UPHELD, REJECTED = (
    Row(AppealKind.FILED, 1),
    Row(AppealKind.UPHELD, 1),
    Row(AppealKind.REJECTED, 1),
)


@pytest.mark.parametrize(
    ("rows", "later", "expected"),
    [
        ((), timedelta(), None),
        ((), timedelta(days=7), WhyNotGrade.APPEAL_LATE),
        ((FILED,), timedelta(), WhyNotGrade.APPEAL_OPEN),
        ((FILED, REJECTED), timedelta(), WhyNotGrade.USED_UP),
        ((FILED, UPHELD), timedelta(), None),
        ((FILED, Row(AppealKind.WITHDRAWN, 1)), timedelta(), None),
    ],
)
def test_why_not_appeal(rows, later: timedelta, expected: WhyNotGrade | None) -> None:
    assert rules.why_not_appeal(rows, graded_at=NOW, now=NOW + later) == expected
    assert rules.next_turn(rows) == 1 + len([row for row in rows if row.kind == AppealKind.FILED])
