"""Rosters of terminals: read, matched with people, compared with our events."""

from __future__ import annotations

from datetime import date, time

import pytest

from lms.attendance.roster_import.comparing import Situation, compare, find
from lms.attendance.roster_import.reading import digits, read_birth_date, read_roster, read_time
from lms.attendance.roster_import.types import Difference, Known, Line, Problem, RowProblem
from lms.attendance.rules.types import EventKind

MONDAY = date(2026, 3, 2)
BORN, LATER = date(1999, 5, 1), date(2001, 7, 9)
KIM, OTHER_KIM = Known(1, "김하나", BORN, "01011112222"), Known(2, "김하나", LATER, "01033334444")
LEE = Known(3, "이둘", None, "")
NOW = Situation([KIM, OTHER_KIM, LEE], frozenset({MONDAY, date(2026, 3, 3)}), date(2026, 3, 2), [])
CAME = (EventKind.CHECK_IN, time(8, 55))
HEADINGS = ["번호", "성명", "생년월일", "연락처", "훈련일자", "입실시간", "퇴실시간", "출결상태"]


def line(name: str = "김하나", birth: date | None = BORN, phone: str = "", day: date = MONDAY, row: int = 2) -> Line:
    return Line(row, day, name, birth, phone, (CAME,))


def test_a_roster_is_read() -> None:
    lines, problems = read_roster(
        [
            ["출석부"],
            HEADINGS,
            ["1", "김하나", "990501", "010-1111-2222", "20260302", "0855", "18:01:22", "출석"],
            ["2", "이둘", "", "", "2026-03-02", "미체크", "", "결석"],
            ["", "", "", "", "", "", "", ""],
        ]
    )
    assert problems == []
    assert lines[0] == Line(
        3, MONDAY, "김하나", BORN, "01011112222", (CAME, (EventKind.CHECK_OUT, time(18, 1))), "출석"
    )
    assert lines[1].times == ()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["a"]], RowProblem(1, Problem.NO_HEADINGS)),
        ([HEADINGS], RowProblem(1, Problem.NO_ROWS)),
        ([HEADINGS, ["1", "김", "", "", "soon", "", "", ""]], RowProblem(2, Problem.DAY_UNREADABLE, "soon")),
        ([HEADINGS, ["1", "김", "", "", "20260302", "9pm", "", ""]], RowProblem(2, Problem.TIME_UNREADABLE, "9pm")),
    ],
)
def test_what_cannot_be_read(rows: list[list[str]], expected: RowProblem) -> None:
    assert read_roster(rows) == ([], [expected])


@pytest.mark.parametrize(
    ("text", "expected"),
    [("990501", BORN), ("010709", LATER), ("1999-05-01", BORN), ("1999.5.1", BORN), ("991301", None), ("", None)],
)
def test_birth_dates(text: str, expected: date | None) -> None:
    assert read_birth_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0905", time(9, 5)), ("9:05", time(9, 5)), ("2026-03-02 09:05:33", time(9, 5)), ("25:00", None), ("x", None)],
)
def test_times(text: str, expected: time | None) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("010-1111-2222", "01011112222"), ("+82 10 1111 2222", "01011112222"), ("", "")]
)
def test_telephone_numbers(text: str, expected: str) -> None:
    assert digits(text) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (line(), KIM),
        (line(birth=LATER), OTHER_KIM),
        (line(birth=None, phone="01033334444"), OTHER_KIM),
        (line(birth=None), Problem.SEVERAL_FOUND),
        (line(birth=date(1990, 1, 1)), Problem.NOBODY_FOUND),
        (line(birth=None, phone="01099998888"), Problem.NOBODY_FOUND),
        (line("이둘", birth=None), LEE),
        (line("이둘"), LEE),
        (line("박셋"), Problem.NOBODY_FOUND),
    ],
)
def test_whose_line_it_is(wanted: Line, expected: Known | Problem) -> None:
    assert find(wanted, NOW.people) == expected


@pytest.mark.parametrize(
    ("ours", "differences", "equal"),
    [
        ({}, (Difference(2, 1, "김하나", MONDAY, *CAME, None),), 0),
        (
            {(1, MONDAY): {EventKind.CHECK_IN: time(9, 20)}},
            (Difference(2, 1, "김하나", MONDAY, *CAME, time(9, 20)),),
            0,
        ),
        ({(1, MONDAY): {EventKind.CHECK_IN: time(8, 55)}}, (), 1),
    ],
)
def test_differences_stand_side_by_side(ours: dict, differences: tuple[Difference, ...], equal: int) -> None:
    found = compare([line()], ours, NOW)
    assert (tuple(found.differences), found.equal, found.problems) == (differences, equal, [])


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (line(day=date(2026, 3, 3)), Problem.IN_THE_FUTURE),
        (line(day=date(2026, 3, 1)), Problem.NO_CLASS_DAY),
        (line("박셋"), Problem.NOBODY_FOUND),
    ],
)
def test_lines_that_cannot_be_used(wanted: Line, problem: Problem) -> None:
    found = compare([wanted], {}, NOW)
    assert [each.problem for each in found.problems] == [problem]
    assert found.differences == []


def test_a_day_that_stands_twice_and_a_closed_unit() -> None:
    assert [each.problem for each in compare([line(), line(row=3)], {}, NOW).problems] == [Problem.TWICE]
    closed = Situation(NOW.people, NOW.class_days, NOW.today, [(MONDAY, MONDAY)])
    assert [each.problem for each in compare([line()], {}, closed).problems] == [Problem.UNIT_CLOSED]
