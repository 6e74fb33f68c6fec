"""The allowance sheet as XLSX, with the columns that centres sign."""

from __future__ import annotations

import io

import xlsxwriter

from lms.attendance.printing.columns import rate_text, subtitle
from lms.attendance.printing.workbook import OPTIONS
from lms.attendance.sheets import UnitSheet

HEADINGS = ("연번", "성명", "소정훈련일수", "출석률(%)", "지급일수", "지급여부", "훈련장려금(원)", "서명", "비고")


def allowance_workbook(sheet: UnitSheet) -> bytes:
    """A line a trainee and the total."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    page = book.add_worksheet("훈련장려금")
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 6)
    page.set_column(1, len(HEADINGS) - 1, 13)
    head = book.add_format({"bold": True, "bg_color": "#E9F0FD", "border": 1, "align": "center"})
    text, won = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "#,##0"})
    page.write_string(0, 0, "훈련장려금 지급 내역", book.add_format({"bold": True, "font_size": 14}))
    page.write_string(1, 0, subtitle(sheet))
    page.write_row(3, 0, HEADINGS, head)
    for line, row in enumerate(sheet.rows, 4):
        page.write_number(line, 0, line - 3, text)
        page.write_string(line, 1, row.name, text)
        page.write_number(line, 2, len(sheet.days), text)
        page.write_string(line, 3, rate_text(row.fee_rate), text)
        page.write_number(line, 4, row.paid_days if row.is_due else 0, text)
        page.write_string(line, 5, "지급" if row.is_due else "미지급", text)
        page.write_number(line, 6, row.won, won)
        page.write_row(line, 7, ("", "제적 대상" if row.is_expelled else ""), text)
    last = len(sheet.rows) + 4
    page.write_row(last, 0, ("합계", "", "", "", "", ""), head)
    page.write_number(last, 6, sum(row.won for row in sheet.rows), won)
    book.close()
    return target.getvalue()
