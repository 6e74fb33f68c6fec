"""The columns of the unit sheet, the same in both files: 연번 first, 비고 last."""

from __future__ import annotations

from collections.abc import Sequence

from lms.attendance.rules import DayStatus
from lms.attendance.sheets import SheetRow, UnitSheet

ROWS_A_PAGE = 15
SUMS = ("출석", "지각", "조퇴", "외출", "결석", "출석인정", "환산결석", "인정일수", "출석률(%)", "비고")
SUMS_BY_HOURS = ("출석", "지각", "조퇴", "외출", "결석", "출석인정", "계획시간", "출석시간", "출석률(%)", "비고")
APPROVAL = ("담당", "팀장", "원장")
LEGEND = "○ 출석  ▲ 지각  ▽ 조퇴  ◇ 외출  × 결석  ◎ 출석인정(공가)  ◐ 휴가  ◑ 공결"
SIGNS = {
    DayStatus.PRESENT: "○",
    DayStatus.LATE: "▲",
    DayStatus.LEFT_EARLY: "▽",
    DayStatus.OUTING: "◇",
    DayStatus.LATE_EARLY: "▲▽",
    DayStatus.LATE_OUTING: "▲◇",
    DayStatus.EARLY_OUTING: "▽◇",
    DayStatus.LATE_EARLY_OUTING: "▲▽◇",
    DayStatus.EXCUSED: "◎",
    DayStatus.LEAVE: "◐",
    DayStatus.SCHOOL_EXCUSED: "◑",
    DayStatus.DROPPED: "–",
}


def sign_of(status: str | None) -> str:
    """How a day is printed; absences of every kind are one cross, days outside the course are blank."""
    if status is None:
        return ""
    return SIGNS.get(DayStatus(status), "×") if status else "·"


def headings(sheet: UnitSheet) -> list[str]:
    """The heading line; days as month and day, the month only where it changes."""
    shown, month = [], 0
    for day in sheet.days:
        shown.append(f"{day.month}/{day.day}" if day.month != month else str(day.day))
        month = day.month
    return ["연번", "성명", *shown, *(SUMS_BY_HOURS if sheet.counts_hours else SUMS)]


def cells(serial: int, row: SheetRow, *, counts_hours: bool) -> list[str | int]:
    """One line; numbers stay numbers, hours are written as 151:30."""
    remark = "제적 대상" if row.is_expelled else ""
    sums: list[str | int] = [row.present, row.late, row.left_early, row.outing, row.absent, row.excused]
    return [
        serial,
        row.name,
        *(sign_of(day) for day in row.days),
        *sums,
        *((hours_text(row.planned), hours_text(row.attended)) if counts_hours else (row.converted, row.net)),
        rate_text(row.rate),
        remark,
    ]


def hours_text(minutes: int) -> str:
    """Minutes as hours and minutes."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def rate_text(rate: int | None) -> str:
    """Hundredths of a percent with two decimals."""
    return "" if rate is None else f"{rate // 100}.{rate % 100:02d}"


def pages(rows: Sequence[SheetRow]) -> list[list[tuple[int, SheetRow]]]:
    """Rows with their serial numbers, fifteen a page; one empty page where there is nobody."""
    numbered = list(enumerate(rows, 1))
    return [numbered[at : at + ROWS_A_PAGE] for at in range(0, len(numbered), ROWS_A_PAGE)] or [[]]


def subtitle(sheet: UnitSheet) -> str:
    """What stands under the title."""
    return (
        f"훈련기관: {sheet.centre}   과정명: {sheet.programme}   기수: {sheet.cohort}   "
        f"{sheet.number}차 단위기간: {sheet.first.isoformat()} ~ {sheet.last.isoformat()}   "
        f"소정훈련일수: {len(sheet.days)}일"
    )
