"""Unit periods, courses and foresight, by tables."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from lms.attendance.rules import (
    CourseState,
    DayStatus,
    Policy,
    Risk,
    UnitCounts,
    UnitStart,
    absences_up_to,
    count_days,
    ending,
    foresee,
    official_label,
    settle_course,
    settle_hours,
    settle_unit,
    unit_of,
    unit_periods,
)

S = DayStatus
POLICY = Policy()


@pytest.mark.parametrize(
    ("start", "unit_start", "firsts"),
    [
        (date(2026, 5, 19), UnitStart.CLAMPED, ["05-19", "06-19", "07-19"]),
        (date(2026, 1, 31), UnitStart.CLAMPED, ["01-31", "02-28", "03-31"]),
        (date(2026, 1, 31), UnitStart.ROLLED, ["01-31", "03-01", "03-31"]),
        (date(2026, 11, 30), UnitStart.CLAMPED, ["11-30", "12-30", "01-30"]),
    ],
)
def test_units_begin_on_the_day_of_the_start(start: date, unit_start: UnitStart, firsts: list[str]) -> None:
    units = unit_periods(start, start + timedelta(days=85), unit_start=unit_start)
    assert [unit.first.strftime("%m-%d") for unit in units] == firsts
    assert all(before.last + timedelta(days=1) == after.first for before, after in pairwise(units))
    for unit in units:
        assert unit_of(unit.first, start, unit_start=unit_start) == unit.number
        assert unit_of(unit.last, start, unit_start=unit_start) == unit.number


def test_a_course_without_end_has_its_first_unit() -> None:
    [unit] = unit_periods(date(2026, 5, 19))
    assert (unit.first, unit.last) == (date(2026, 5, 19), date(2026, 6, 18))


def test_statuses_carry_their_incidents_and_labels() -> None:
    assert official_label(S.LATE_EARLY_OUTING) == "지각&조퇴&외출"
    assert {status for status in S if status.is_absence} == {S.ABSENT, S.UNDER_HALF, S.NO_CHECK_IN, S.NO_CHECK_OUT}
    assert not S.DROPPED.is_credited
    assert all(len(status) <= 16 and official_label(status) for status in S)


def test_incidents_of_an_absent_day_are_not_counted() -> None:
    days = [(S.LATE, 1), (S.ABSENT, 2), (S.SCHOOL_EXCUSED, 0), (S.DROPPED, 0), (S.LATE_EARLY, 2)]
    assert count_days(20, days) == UnitCounts(20, 5, absent=1, incidents=3, school=1, dropped=1)


@pytest.mark.parametrize(
    ("counts", "absences", "expel_from", "expelled", "won"),
    [
        (UnitCounts(20, 20, absent=10), 10, 10, True, 0),
        (UnitCounts(20, 20, absent=9), 9, 10, False, 0),
        (UnitCounts(21, 21, absent=10), 10, 11, False, 0),
        (UnitCounts(13, 13, absent=13), 13, None, False, 0),
        (UnitCounts(20, 20, absent=3, incidents=3), 4, 10, False, 160_000),
        (UnitCounts(20, 0), 0, 10, False, 0),
    ],
)
def test_units(counts: UnitCounts, absences: int, expel_from: int | None, expelled: bool, won: int) -> None:
    result = settle_unit(POLICY, counts)
    found = (result.absences, result.expel_from, result.is_expelled, result.allowance.won)
    assert found == (absences, expel_from, expelled, won)


@pytest.mark.parametrize(
    ("absent", "employed", "left_early", "state", "counts"),
    [
        (24, False, False, CourseState.COMPLETED, None),
        (24, True, False, CourseState.COMPLETED, "B"),
        (24, True, True, CourseState.COMPLETED_EARLY, "B"),
        (62, True, True, CourseState.EARLY_EMPLOYED, "C"),
        (25, False, False, CourseState.EXPELLED, None),
    ],
)
def test_endings(absent: int, employed: bool, left_early: bool, state: CourseState, counts: str | None) -> None:
    result = settle_course(POLICY, [UnitCounts(120, 120, absent=absent)])
    found = ending(result, is_employed=employed, left_early=left_early)
    assert (found.state, found.counts_in_placement) == (state, counts)


def test_the_gap_between_expulsion_and_completion() -> None:
    result = settle_course(POLICY, [UnitCounts(123, 123, absent=25)])
    assert (result.completes, result.is_expelled_in_total, result.left) == (False, False, -1)
    assert ending(result).state is CourseState.NOT_COMPLETED
    assert ending(result, left_early=True).state is CourseState.DROPPED


@pytest.mark.parametrize(
    ("absent", "recent", "left", "risk"),
    [
        (0, [S.PRESENT], 24, Risk.NONE),
        (10, [S.PRESENT], 14, Risk.WATCH),
        (17, [S.PRESENT], 7, Risk.WARNING),
        (21, [S.PRESENT], 3, Risk.DANGER),
        (25, [S.PRESENT], -1, Risk.LOST),
        (3, [S.ABSENT, S.UNDER_HALF, S.NO_CHECK_OUT, S.PRESENT], 21, Risk.WARNING),
        (5, [S.ABSENT] * 5, 19, Risk.DANGER),
        (4, [S.EXCUSED, S.ABSENT, S.ABSENT, S.ABSENT], 20, Risk.NONE),
    ],
)
def test_foresight(absent: int, recent: list[DayStatus], left: int, risk: Risk) -> None:
    course = settle_course(POLICY, [UnitCounts(120, 60, absent=absent, incidents=1)])
    ahead = [date(2026, 6, 1) + timedelta(days=number) for number in range(60)]
    found = foresee(POLICY, course, ahead=ahead, in_a_row=absences_up_to(recent))
    assert found.left == left
    assert found.risk is risk
    assert found.lost_on == (ahead[found.left] if 0 <= found.left < 60 else None)
    assert found.to_next_absence == 2


def test_hours_are_cut_by_the_day() -> None:
    found = settle_hours(Policy(hours_per_unit=20, hours_per_day_max=12), [900, 300, 180])
    assert (found.counted, found.needed, found.is_enough) == (1200, 1200, True)
