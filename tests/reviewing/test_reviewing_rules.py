"""Rules of reviewing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lms.assessments import rules
from lms.assessments.types import CareHint, Criterion, Given, ReviewerState, WhyNot, WhyNotReview, Window

OPENS = datetime(2026, 3, 2, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=7)
ENDS = OPENS + timedelta(days=10)
WINDOW = Window(OPENS, CLOSES, ENDS)
LEVEL = {"en": "level"}
CRITERIA = (
    Criterion({"en": "a"}, (LEVEL,) * 5, 0.5),
    Criterion({"en": "b"}, (LEVEL,) * 3, 0.25, comment=True),
    Criterion({"en": "c"}, (LEVEL,) * 3, 0.25),
)
LEVELS = {0: 4, 1: 1, 2: 2}


@pytest.mark.parametrize(
    ("state", "at", "expected"),
    [
        (ReviewerState(3, 0, 0, 0, False), CLOSES, WhyNotReview.NOT_HANDED_IN),
        (ReviewerState(3, 0, 0, 0, True), CLOSES - timedelta(hours=1), WhyNotReview.NOT_STARTED),
        (ReviewerState(3, 0, 1, 0, True), CLOSES, WhyNotReview.ONE_IN_HAND),
        (ReviewerState(3, 3, 0, 0, True), CLOSES, WhyNotReview.SHARE_GIVEN),
        (ReviewerState(3, 3, 0, 2, True), CLOSES, None),
        (ReviewerState(3, 2, 0, 0, True), ENDS + timedelta(hours=71), None),
        (ReviewerState(3, 2, 0, 0, True), ENDS + timedelta(hours=72), WhyNotReview.REVIEWING_OVER),
    ],
)
def test_why_not_next(state: ReviewerState, at: datetime, expected: WhyNotReview | None) -> None:
    assert rules.why_not_next(state, WINDOW, now=at, starts_at=CLOSES) == expected


@pytest.mark.parametrize(
    ("done_at", "at", "expected"),
    [
        (None, ENDS, None),
        (None, ENDS + timedelta(hours=72), WhyNotReview.REVIEWING_OVER),
        (ENDS, ENDS + timedelta(minutes=29), None),
        (ENDS, ENDS + timedelta(minutes=30), WhyNotReview.STANDS),
    ],
)
def test_why_not_give(done_at: datetime | None, at: datetime, expected: WhyNotReview | None) -> None:
    assert rules.why_not_give(WINDOW, now=at, done_at=done_at) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Given(LEVELS, {1: "because"}, "a sentence that helps"), None),
        (Given({0: 4, 1: 1}, {1: "because"}, "a sentence that helps"), WhyNot.NOT_ALL_CRITERIA),
        (Given({**LEVELS, 2: 3}, {1: "because"}, "a sentence that helps"), WhyNot.NOT_ALL_CRITERIA),
        (Given(LEVELS, {0: "because"}, "a sentence that helps"), WhyNotReview.CRITERION_COMMENT),
        (Given(LEVELS, {1: "because"}, "short"), WhyNot.COMMENT_MISSING),
        (Given(LEVELS, {1: "because"}, "x" * 8_001), WhyNot.TOO_LONG),
    ],
)
def test_why_not_complete(given: Given, expected: WhyNot | WhyNotReview | None) -> None:
    assert rules.why_not_complete(CRITERIA, given) == expected


LONG = "The second paragraph names its source; the first would gain by doing the same."


@pytest.mark.parametrize(
    ("given", "hints"),
    [
        (Given(LEVELS, {}, LONG, 300), ()),
        (Given(LEVELS, {}, "good work", 300), (CareHint.SHORT_COMMENT,)),
        (Given({0: 2, 1: 2, 2: 2}, {}, LONG, 300), (CareHint.ALL_THE_SAME,)),
        (Given(LEVELS, {}, LONG, 20), (CareHint.QUICK,)),
        (Given(LEVELS, {}, f"  {LONG}\n", 0), ()),
    ],
)
def test_care_hints(given: Given, hints: tuple[CareHint, ...]) -> None:
    assert rules.care_hints(given) == hints


def test_a_comment_given_before_is_noticed() -> None:
    given = Given(LEVELS, {}, LONG, 300)
    assert rules.care_hints(given, earlier_comments=[f"{LONG} "]) == (CareHint.REPEATED,)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (CLOSES, ENDS - timedelta(hours=24)),
        (ENDS - timedelta(hours=20), ENDS),
        (ENDS - timedelta(hours=11), ENDS + timedelta(hours=13)),
    ],
)
def test_due_of_next(now: datetime, due: datetime) -> None:
    assert rules.due_of_next(WINDOW, now=now) == due
