"""From rows of text to sessions.

Columns as HRD-Net takes them (훈련일자, 훈련시작시간, 시작시간, 교과목코드), or as people name them (날짜, 시작).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from lms.cohorts.timetable.types import Problem, Reading, RowProblem, Session

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "day": ("훈련일자", "날짜", "일자", "일시", "date", "day"),
    "day_starts": ("훈련시작시간",),
    "day_ends": ("훈련종료시간",),
    "starts": ("시작시간", "시작", "시작시각", "start", "starts", "from"),
    "ends": ("종료시간", "종료", "종료시각", "끝", "end", "ends", "until"),
    "part": ("시간구분", "교시", "period"),
    "mode": ("방학/원격여부", "방학원격여부", "원격여부", "원격", "구분", "mode", "remote"),
    "title": ("교과목명", "교과목", "과목", "과목명", "내용", "교과목코드", "subject", "title"),
    "room": ("교육장소", "강의실", "장소", "교육장소명", "교육장소코드", "room", "place"),
    "teacher": ("훈련강사", "강사", "강사명", "훈련강사명", "훈련강사코드", "instructor", "teacher"),
}
_REMOTE = frozenset({"원격", "비대면", "온라인", "y", "yes", "r", "remote", "online", "1", "true"})
_PAUSES = ("방학", "휴강", "점심", "휴식", "휴게", "lunch", "break", "vacation")
_LIMITS = {"title": 120, "room": 40, "teacher": 80}
_MOST_HEADING_ROWS = 10


@dataclass(slots=True)
class _Notes:
    sessions: list[tuple[int, Session]] = field(default_factory=list)
    hours: dict[date, tuple[time, time]] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)


def read_timetable(rows: Sequence[Sequence[str]], *, first: date, last: date, class_days: frozenset[date]) -> Reading:
    """Sessions of a cohort that runs from ``first`` to ``last``; every problem names its row."""
    at, columns = _find_headings(rows)
    if not columns:
        return Reading((), {}, (RowProblem(1, Problem.NO_HEADINGS),))
    notes = _Notes()
    for number, cells in enumerate(rows[at + 1 :], at + 2):
        row = {name: _tidy(cells[place]) if place < len(cells) else "" for name, place in columns.items()}
        if any(row.values()):
            _read_row(number, row, notes, first=first, last=last, class_days=class_days)
    if not notes.sessions and not notes.problems:
        notes.problems.append(RowProblem(at + 1, Problem.NO_ROWS))
    _close_gaps(notes)
    _find_double_rooms(notes)
    return Reading(tuple(notes.sessions), notes.hours, tuple(notes.problems))


def _find_headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    for at, cells in enumerate(rows[:_MOST_HEADING_ROWS]):
        names = [_tidy(cell).lower().replace(" ", "") for cell in cells]
        found = {}
        for key, wanted in HEADINGS.items():
            place = next((names.index(word) for word in wanted if word in names), None)
            if place is not None:
                found[key] = place
        if "day" in found and ("starts" in found or "day_starts" in found):
            return at, found
    return 0, {}


def _read_row(
    number: int, row: Mapping[str, str], notes: _Notes, *, first: date, last: date, class_days: frozenset[date]
) -> None:
    day = read_day(row["day"])
    if day is None:
        notes.problems.append(RowProblem(number, Problem.DAY_UNREADABLE, row["day"]))
        return
    if any(word in (row.get("mode", "") + row.get("part", "")).lower() for word in _PAUSES):
        return
    if not first <= day <= last:
        notes.problems.append(RowProblem(number, Problem.OUTSIDE_COHORT, day.isoformat()))
        return
    if day not in class_days:
        notes.problems.append(RowProblem(number, Problem.NO_CLASS_DAY, day.isoformat()))
        return
    times = _times(number, row, notes)
    too_long = next((row[name] for name, most in _LIMITS.items() if len(row.get(name, "")) > most), None)
    if too_long is not None:
        notes.problems.append(RowProblem(number, Problem.TOO_LONG, too_long[:40]))
        return
    if times is None:
        return
    starts, ends, hours = times
    if hours is not None:
        notes.hours[day] = hours
    text = {name: row.get(name, "") for name in _LIMITS}
    is_remote = row.get("mode", "").lower() in _REMOTE
    notes.sessions.append((number, Session(day, starts, ends, is_remote=is_remote, **text)))


Times = tuple[time, time, tuple[time, time] | None]


def _times(number: int, row: Mapping[str, str], notes: _Notes) -> Times | None:
    found: dict[str, time | None] = {}
    for name in ("day_starts", "day_ends", "starts", "ends"):
        text = row.get(name, "")
        found[name] = read_time(text) if text else None
        if text and found[name] is None:
            notes.problems.append(RowProblem(number, Problem.TIME_UNREADABLE, text))
            return None
    starts = found["starts"] or found["day_starts"]
    ends = found["ends"] or found["day_ends"]
    if starts is None or ends is None:
        notes.problems.append(RowProblem(number, Problem.TIME_UNREADABLE, row.get("starts", "")))
        return None
    if ends <= starts:
        notes.problems.append(RowProblem(number, Problem.TIMES_REVERSED, f"{starts:%H:%M}–{ends:%H:%M}"))
        return None
    hours = (found["day_starts"], found["day_ends"])
    return starts, ends, (hours[0], hours[1]) if hours[0] and hours[1] and hours[0] < hours[1] else None


def _close_gaps(notes: _Notes) -> None:
    """HRD-Net tells when a period starts and not when it ends: it ends where the next one of the day starts."""
    starts: dict[date, list[time]] = {}
    for _row, session in notes.sessions:
        starts.setdefault(session.day, []).append(session.starts)
    for place, (row, session) in enumerate(notes.sessions):
        following = [each for each in starts[session.day] if session.starts < each < session.ends]
        if following:
            notes.sessions[place] = (row, replace(session, ends=min(following)))


def _find_double_rooms(notes: _Notes) -> None:
    seen: set[tuple[date, time, str]] = set()
    for row, session in notes.sessions:
        key = (session.day, session.starts, session.room)
        if key in seen:
            notes.problems.append(RowProblem(row, Problem.ROOM_TAKEN, f"{session.starts:%H:%M} {session.room}"))
        seen.add(key)


def read_day(text: str) -> date | None:
    """A day written as 20260302, 2026-03-02, 2026.3.2, 2026/3/2, 2026년 3월 2일, or with a time behind it."""
    plain = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    match = plain or re.match(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})", text)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """A time written as 0900, 900, 9:00, 09:00:00 or 9시 30분."""
    match = re.fullmatch(r"(\d{1,2})(?:[:시]\s*(\d{2})?분?)(?::\d{2})?", text) or re.fullmatch(
        r"(\d{1,2})(\d{2})", text
    )
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _tidy(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", cell).split())
