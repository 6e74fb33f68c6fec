"""The report as XLSX: the lines that were on the screen, in their order."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter

from lms.attendance.printing.columns import rate_text
from lms.attendance.printing.workbook import OPTIONS
from lms.attendance.rules import Basis, Foresight, Tally
from lms.attendance.rules.shares import hundredths

HEADINGS = (
    "연번",
    "성명",
    "반",
    "진행일수",
    "인정일수",
    "출석률(%)",
    "지각",
    "조퇴",
    "외출",
    "환산결석",
    "결석",
    "출석인정",
    "남은 결석 가능일수",
    "비고",
)


HEADINGS_BY_HOURS = (
    *HEADINGS[:3],
    "진행시간(분)",
    "출석시간(분)",
    *HEADINGS[5:9],
    "환산결석",
    "결석시간(분)",
    "출석인정",
    "남은 결석 가능시간(분)",
    "비고",
)
"""The same columns where hours are counted: sums are minutes, so that they can be calculated with."""


def report_workbook(rows: Iterable[tuple[str, str, Tally, Foresight]], *, title: str) -> bytes:
    """A line for each (name, class, sums, foresight)."""
    lines = list(rows)
    by_hours = bool(lines) and lines[0][2].basis is Basis.HOURS
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    page = book.add_worksheet("출결 현황")
    page.set_column(0, 0, 6)
    page.set_column(1, len(HEADINGS) - 1, 12)
    page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    page.write_row(
        2,
        0,
        HEADINGS_BY_HOURS if by_hours else HEADINGS,
        book.add_format({"bold": True, "bg_color": "#E9F0FD", "border": 1}),
    )
    for line, (name, section, sums, ahead) in enumerate(lines, 3):
        numbers = (sums.late, sums.left_early, sums.outing, sums.converted, sums.absent, sums.excused, sums.left)
        page.write_number(line, 0, line - 2)
        page.write_string(line, 1, name)
        page.write_string(line, 2, section)
        page.write_row(line, 3, (sums.held, sums.credited))
        page.write_string(line, 5, rate_text(hundredths(sums.credited, sums.held)))
        page.write_row(line, 6, numbers)
        page.write_string(line, 13, f"연속 결석 {ahead.in_a_row}일" if ahead.in_a_row > 1 else "")
    book.close()
    return target.getvalue()
