"""When work is taken, what can be work, how late it is, and what gives its author away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lms.assessments import rules
from lms.assessments.types import Anonymity, HandIn, LateForm, LateRule, WhyNot, Window
from lms.assessments.types.handing_in import FileNote, WhyNotHandIn, WorkTerms

OPENS = datetime(2026, 3, 2, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=7)
TERMS = WorkTerms(
    1, Window(OPENS, CLOSES, CLOSES + timedelta(days=3)), HandIn(), LateRule(), False, Anonymity.DOUBLE, None, False
)
LATE = replace(TERMS, late=LateRule(LateForm.POINTS, 10, 3))
REVISING = replace(TERMS, revise_until=CLOSES + timedelta(days=10))
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("terms", "now", "began", "round_", "expected"),
    [
        (TERMS, OPENS - HOUR, None, 1, WhyNot.NOT_OPEN),
        (TERMS, OPENS, None, 1, None),
        (TERMS, CLOSES, None, 1, WhyNot.CLOSED),
        (TERMS, OPENS + 29 * MINUTE, OPENS, 1, None),
        (TERMS, OPENS + 30 * MINUTE, OPENS, 1, WhyNot.LOCKED),
        (TERMS, CLOSES, CLOSES - MINUTE, 1, WhyNot.LOCKED),
        (LATE, CLOSES, None, 1, None),
        (LATE, CLOSES + timedelta(days=3) - MINUTE, None, 1, None),
        (LATE, CLOSES + timedelta(days=3), None, 1, WhyNot.CLOSED),
        (LATE, CLOSES + 10 * MINUTE, CLOSES + MINUTE, 1, None),
        (LATE, CLOSES + 10 * MINUTE, CLOSES - MINUTE, 1, WhyNot.LOCKED),
        (REVISING, CLOSES + HOUR, OPENS, 1, None),
        (REVISING, CLOSES + HOUR, None, 1, WhyNot.CLOSED),
        (REVISING, CLOSES + timedelta(days=10), OPENS, 1, WhyNot.LOCKED),
        (REVISING, CLOSES + 5 * HOUR, CLOSES + 5 * HOUR - MINUTE, 2, None),
        (REVISING, CLOSES + 5 * HOUR, CLOSES + 4 * HOUR, 2, WhyNot.LOCKED),
    ],
)
def test_why_not_hand_in(
    terms: WorkTerms, now: datetime, began: datetime | None, round_: int, expected: WhyNot | None
) -> None:
    assert rules.why_not_hand_in(terms, now=now, began=began, round_=round_) == expected


@pytest.mark.parametrize(
    ("now", "began", "round_", "expected"),
    [
        (OPENS, None, 1, 1),
        (OPENS + 5 * MINUTE, OPENS, 1, 1),
        (CLOSES + HOUR, OPENS, 1, 2),
        (CLOSES + HOUR, CLOSES, 2, 2),
    ],
)
def test_the_round_of_a_version(now: datetime, began: datetime | None, round_: int, expected: int) -> None:
    assert rules.round_of(REVISING, now=now, began=began, round_=round_) == expected


@pytest.mark.parametrize(
    ("after", "days", "off"),
    [
        (-MINUTE, 0, 0),
        (timedelta(), 0, 0),
        (MINUTE, 1, 10),
        (timedelta(days=1), 1, 10),
        (timedelta(days=1, minutes=1), 2, 20),
        (timedelta(days=30), 30, 100),
    ],
)
def test_being_late_costs_points_for_each_day_begun(after: timedelta, days: int, off: int) -> None:
    assert rules.days_late(CLOSES, CLOSES + after) == days
    assert rules.points_off(LATE.late, days) == off
    assert rules.points_off(replace(LATE.late, form=LateForm.UNREVIEWED), days) == 0


FILE = FileNote(1, "a.py", 10, "d" * 64, "text/plain")
ALL = HandIn(True, True, True)
ADDRESS, COMMIT = "https://github.com/someone/work", "0a1b2c3d"


@pytest.mark.parametrize(
    ("hand_in", "body", "files", "repository", "commit", "expected"),
    [
        (HandIn(), "text", (), "", "", None),
        (HandIn(), "  ", (), "", "", WhyNot.EMPTY),
        (HandIn(), "가" * 30_000, (), "", "", WhyNot.TOO_LONG),
        (HandIn(), "text", (FILE,), "", "", WhyNotHandIn.NOT_ASKED),
        (HandIn(), "text", (), ADDRESS, COMMIT, WhyNotHandIn.NOT_ASKED),
        (ALL, "", (), "", "", WhyNotHandIn.NOTHING),
        (ALL, "", (FILE,), "", "", None),
        (ALL, "", (FILE,) * 11, "", "", WhyNotHandIn.TOO_MANY_FILES),
        (ALL, "", (), ADDRESS, COMMIT, None),
        (ALL, "", (), ADDRESS, "", WhyNotHandIn.BAD_COMMIT),
        (ALL, "", (), "", COMMIT, WhyNotHandIn.BAD_REPOSITORY),
        (ALL, "", (), "http://github.com/a/b", COMMIT, WhyNotHandIn.BAD_REPOSITORY),
        (ALL, "", (), "https://me:secret@github.com/a/b", COMMIT, WhyNotHandIn.BAD_REPOSITORY),
        (ALL, "", (), "https://localhost/a", COMMIT, WhyNotHandIn.BAD_REPOSITORY),
        (ALL, "", (), "https://github.com/", COMMIT, WhyNotHandIn.BAD_REPOSITORY),
        (ALL, "", (), "javascript:alert(1)", COMMIT, WhyNotHandIn.BAD_REPOSITORY),
        (ALL, "", (), "https://[broken", COMMIT, WhyNotHandIn.BAD_REPOSITORY),
    ],
)
def test_why_not_content(hand_in, body, files, repository, commit, expected) -> None:  # noqa: PLR0917
    found = rules.why_not_content(hand_in, body=body, files=files, repository=repository, commit_id=commit)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("김하늘이 만든 프로그램", ("김하늘",)),
        ("write to Haneul.Kim@example.org", ("haneul.kim@example.org",)),
        ("# author: HANEUL.KIM", ("haneul.kim",)),
        ("haneul.kimchi is food", ()),
        ("nobody", ()),
    ],
)
def test_what_gives_an_author_away(text: str, expected: tuple[str, ...]) -> None:
    assert rules.traces(text, name="김하늘", email="haneul.kim@example.org") == expected


def test_the_digest_changes_with_every_part() -> None:
    digests = {
        rules.digest_of("a", (), "", ""),
        rules.digest_of("b", (), "", ""),
        rules.digest_of("a", (FILE,), "", ""),
        rules.digest_of("a", (), ADDRESS, COMMIT),
        rules.digest_of("a", (), ADDRESS, COMMIT[:-1]),
    }
    assert len(digests) == 5
