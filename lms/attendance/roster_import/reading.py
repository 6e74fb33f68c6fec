"""From rows of text to lines of a roster, in the headings of HRD-Net and of terminals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, time

from lms.attendance.roster_import.types import Line, Problem, RowProblem
from lms.attendance.rules.types import EventKind

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("성명", "이름", "훈련생명", "훈련생", "name"),
    "birth": ("생년월일", "생일", "birthdate", "birth"),
    "phone": ("연락처", "휴대전화", "휴대폰", "전화번호", "핸드폰", "phone"),
    "day": ("훈련일자", "날짜", "일자", "출석일자", "출석일", "date", "day"),
    "came": ("입실시간", "입실", "입실시각", "출근", "in", "checkin"),
    "out": ("외출시간", "외출", "외출시각", "out"),
    "back": ("귀원시간", "귀원", "복귀시간", "복귀", "복귀시각", "return"),
    "left": ("퇴실시간", "퇴실", "퇴실시각", "퇴근", "checkout"),
    "label": ("출결상태", "출석상태", "출결", "상태", "status"),
}
_KINDS = (
    ("came", EventKind.CHECK_IN),
    ("out", EventKind.OUTING),
    ("back", EventKind.RETURN),
    ("left", EventKind.CHECK_OUT),
)
_NONE = frozenset({"", "-", "–", "00:00", "0000", "00:00:00", "미체크", "없음"})
_MOST_HEADING_ROWS = 10


def read_roster(rows: Sequence[Sequence[str]]) -> tuple[list[Line], list[RowProblem]]:
    """The lines of a roster, and every row that cannot be read."""
    at, columns = _find_headings(rows)
    if not columns:
        return [], [RowProblem(1, Problem.NO_HEADINGS)]
    lines: list[Line] = []
    problems: list[RowProblem] = []
    for number, cells in enumerate(rows[at + 1 :], at + 2):
        row = {name: _tidy(cells[place]) if place < len(cells) else "" for name, place in columns.items()}
        if not row["name"]:
            continue
        read = _read_row(number, row)
        if isinstance(read, Line):
            lines.append(read)
        else:
            problems.append(read)
    if not lines and not problems:
        problems.append(RowProblem(at + 1, Problem.NO_ROWS))
    return lines, problems


def _find_headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    for at, cells in enumerate(rows[:_MOST_HEADING_ROWS]):
        names = [_tidy(cell).lower().replace(" ", "") for cell in cells]
        found = {}
        for key, wanted in HEADINGS.items():
            place = next((names.index(word) for word in wanted if word in names), None)
            if place is not None:
                found[key] = place
        if {"name", "day"} <= found.keys() and {"came", "left"} & found.keys():
            return at, found
    return 0, {}


def _read_row(number: int, row: Mapping[str, str]) -> Line | RowProblem:
    day = read_day(row["day"])
    if day is None:
        return RowProblem(number, Problem.DAY_UNREADABLE, row["day"])
    times = []
    for name, kind in _KINDS:
        text = row.get(name, "")
        if text in _NONE:
            continue
        at = read_time(text)
        if at is None:
            return RowProblem(number, Problem.TIME_UNREADABLE, text)
        times.append((kind, at))
    birth = read_birth_date(row.get("birth", ""))
    return Line(number, day, row["name"], birth, digits(row.get("phone", "")), tuple(times), row.get("label", ""))


def read_day(text: str) -> date | None:
    """A day written as 20260302, 2026-03-02, 2026.3.2 or with a time behind it."""
    match = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text) or re.match(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})", text)
    return _date(*(int(part) for part in match.groups())) if match else None


def read_birth_date(text: str) -> date | None:
    """A birth date in full, or in six digits (those above the present year are of the last century)."""
    if re.fullmatch(r"\d{6}", text):
        year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
        return _date(year + (1900 if year > 30 else 2000), month, day)
    return read_day(text)


def read_time(text: str) -> time | None:
    """A time written as 0900, 900, 9:00, 09:00:00, or behind a day."""
    last = text.rsplit(" ", maxsplit=1)[-1]
    match = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", last) or re.fullmatch(r"(\d{1,2})(\d{2})", last)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def digits(text: str) -> str:
    """A telephone number as digits, without the country."""
    plain = re.sub(r"\D", "", text)
    return "0" + plain[2:] if plain.startswith("82") else plain


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _tidy(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", cell).split())
