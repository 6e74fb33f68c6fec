"""Files of timetables: HRD-Net's columns and people's own, each problem with its row."""

from __future__ import annotations

from datetime import date, time

import pytest

from lms.cohorts.timetable.reading import read_day, read_time, read_timetable
from lms.cohorts.timetable.types import Problem, RowProblem, Session

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
DAYS = frozenset({MONDAY, TUESDAY})


def read(*rows: list[str]):
    return read_timetable(rows, first=MONDAY, last=date(2026, 8, 28), class_days=DAYS)


PEOPLE = ["날짜", "시작", "종료", "과목", "강의실", "강사", "원격"]
HRDNET = [
    "훈련일자", "훈련시작시간", "훈련종료시간", "방학/원격여부", "시작시간", "시간구분", "훈련강사코드", "교육장소코드", "교과목코드",
]  # fmt: skip


def test_headings_of_people() -> None:
    found = read(["2026년 시간표"], PEOPLE, ["2026-03-02", "09:00", "12:00", "파이썬", "301호", "김", "원격"], [""])
    assert found.problems == ()
    assert found.sessions == ((3, Session(MONDAY, time(9), time(12), "파이썬", "301호", "김", is_remote=True)),)


def test_headings_of_hrd_net() -> None:
    found = read(
        HRDNET,
        ["20260302", "0900", "1800", "", "0900", "1", "T1", "R1", "S1"],
        ["20260302", "0900", "1800", "", "1300", "2", "T1", "R1", "S2"],
        ["20260302", "0900", "1800", "", "1200", "점심", "", "", ""],
        ["20260303", "0900", "1800", "방학", "", "", "", "", ""],
    )
    assert found.problems == ()
    assert [session for _row, session in found.sessions] == [
        Session(MONDAY, time(9), time(13), "S1", "R1", "T1"),
        Session(MONDAY, time(13), time(18), "S2", "R1", "T1"),
    ]
    assert found.hours == {MONDAY: (time(9), time(18))}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["soon", "09:00", "12:00"], RowProblem(2, Problem.DAY_UNREADABLE, "soon")),
        (["2026-02-30", "09:00", "12:00"], RowProblem(2, Problem.DAY_UNREADABLE, "2026-02-30")),
        (["2026-03-02", "nine", "12:00"], RowProblem(2, Problem.TIME_UNREADABLE, "nine")),
        (["2026-03-02", "09:00", ""], RowProblem(2, Problem.TIME_UNREADABLE, "09:00")),
        (["2026-03-02", "12:00", "09:00"], RowProblem(2, Problem.TIMES_REVERSED, "12:00–09:00")),
        (["2027-03-02", "09:00", "12:00"], RowProblem(2, Problem.OUTSIDE_COHORT, "2027-03-02")),
        (["2026-03-07", "09:00", "12:00"], RowProblem(2, Problem.NO_CLASS_DAY, "2026-03-07")),
        (["2026-03-02", "09:00", "12:00", "x" * 121], RowProblem(2, Problem.TOO_LONG, "x" * 40)),
    ],
)
def test_problems_name_their_row(row: list[str], expected: RowProblem) -> None:
    assert read(PEOPLE, row).problems == (expected,)


def test_a_room_holds_one_session_at_a_time() -> None:
    row = ["2026-03-02", "09:00", "12:00", "a", "301"]
    assert read(PEOPLE, row, row).problems == (RowProblem(3, Problem.ROOM_TAKEN, "09:00 301"),)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [([["a", "b"]], Problem.NO_HEADINGS), ([], Problem.NO_HEADINGS), ([PEOPLE], Problem.NO_ROWS)],
)
def test_files_without_sessions(rows: list[list[str]], problem: Problem) -> None:
    assert [each.problem for each in read(*rows).problems] == [problem]


@pytest.mark.parametrize(
    "text", ["20260302", "2026-03-02", "2026.3.2", "2026/03/02", "2026년 3월 2일", "2026-03-02 00:00:00"]
)
def test_read_day(text: str) -> None:
    assert read_day(text) == MONDAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0900", time(9)), ("900", time(9)), ("9:05", time(9, 5)), ("09:05:00", time(9, 5)), ("9시", time(9)),
        ("9시 30분", time(9, 30)), ("24:00", None), ("9:75", None), ("noon", None),
    ],
)  # fmt: skip
def test_read_time(text: str, expected: time | None) -> None:
    assert read_time(text) == expected
