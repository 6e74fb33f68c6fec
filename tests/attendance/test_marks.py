"""What days add up to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lms.attendance.marks import AttendanceTerms, DayMarked, MarkStatus, WhyNot, tally, unit_of, why_not_mark

START = date(2026, 1, 5)
S = MarkStatus


def days(*statuses: MarkStatus, start: date = START) -> list[DayMarked]:
    return [DayMarked(start + timedelta(days=number), status) for number, status in enumerate(statuses)]


@pytest.mark.parametrize(
    ("statuses", "credited", "converted", "absent"),
    [
        ([S.PRESENT] * 5, 5, 0, 0),
        ([S.LATE, S.LEFT_EARLY, S.OUTING, S.PRESENT], 3, 1, 0),
        ([S.LATE, S.LATE, S.PRESENT], 3, 0, 0),
        ([S.LATE] * 7, 5, 2, 0),
        ([S.ABSENT, S.PRESENT], 1, 0, 1),
        ([S.EXCUSED, S.PRESENT], 2, 0, 0),
        ([], 0, 0, 0),
    ],
)
def test_tally(statuses: list[MarkStatus], credited: int, converted: int, absent: int) -> None:
    sums = tally(days(*statuses), start=START, scheduled=120, terms=AttendanceTerms())
    assert (sums.credited, sums.converted, sums.absent) == (credited, converted, absent)


def test_events_do_not_leave_their_unit_period() -> None:
    split = days(S.LATE, S.LATE) + days(S.LATE, start=date(2026, 2, 5))
    sums = tally(split, start=START, scheduled=120, terms=AttendanceTerms())
    assert sums.converted == 0


@pytest.mark.parametrize(("scheduled", "allowed"), [(120, 24), (123, 24), (100, 20), (7, 1), (0, 0)])
def test_how_many_days_may_be_missed(scheduled: int, allowed: int) -> None:
    assert tally([], start=START, scheduled=scheduled, terms=AttendanceTerms()).allowed == allowed


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 1, 5), 0), (date(2026, 2, 4), 0), (date(2026, 2, 5), 1), (date(2027, 1, 5), 12)],
)
def test_unit_of(day: date, expected: int) -> None:
    assert unit_of(day, START) == expected


@pytest.mark.parametrize(
    ("is_class_day", "ahead", "changes_past", "reason", "expected"),
    [
        (True, 0, False, "", None),
        (False, 0, False, "", WhyNot.NO_CLASS_DAY),
        (True, 1, False, "", WhyNot.IN_THE_FUTURE),
        (True, -1, True, " ", WhyNot.REASON_MISSING),
        (True, -1, True, "terminal broken", None),
    ],
)
def test_why_not_mark(is_class_day: bool, ahead: int, changes_past: bool, reason: str, expected: WhyNot | None) -> None:
    found = why_not_mark(
        is_class_day=is_class_day,
        day=START + timedelta(days=ahead),
        today=START,
        changes_past=changes_past,
        reason=reason,
    )
    assert found == expected
