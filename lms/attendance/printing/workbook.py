"""The unit sheet as XLSX: fifteen rows a page, the approval line, text that stays text."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from lms.attendance.printing.columns import APPROVAL, LEGEND, cells, headings, pages, subtitle
from lms.attendance.sheets import UnitSheet

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def unit_workbook(sheet: UnitSheet, *, digest: str = "") -> bytes:
    """The whole file. A closed unit's digest stands in the footer."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    page = book.add_worksheet(f"{sheet.number}차 단위기간")
    styles = _styles(book)
    heads = headings(sheet)
    _set_up(page, len(sheet.days), digest)
    at, breaks = 0, []
    for rows in pages(sheet.rows):
        at = _page_head(page, styles, sheet, at, len(heads))
        page.write_row(at, 0, heads, styles["head"])
        for line, (serial, row) in enumerate(rows, at + 1):
            for column, cell in enumerate(cells(serial, row, counts_hours=sheet.counts_hours)):
                style = styles["name"] if column == 1 else styles["cell"]
                if isinstance(cell, int):
                    page.write_number(line, column, cell, style)
                else:
                    page.write_string(line, column, cell, style)
        at += len(rows) + 1
        page.write_string(at, 0, LEGEND, styles["small"])
        at += 2
        breaks.append(at)
    page.set_h_pagebreaks(breaks[:-1])
    book.close()
    return target.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    line = {"border": 1, "align": "center", "valign": "vcenter", "font_size": 9}
    return {
        "title": book.add_format({"bold": True, "font_size": 16, "align": "center"}),
        "small": book.add_format({"font_size": 9}),
        "head": book.add_format({**line, "bold": True, "bg_color": "#E9F0FD", "text_wrap": True}),
        "cell": book.add_format(line),
        "name": book.add_format({**line, "align": "left"}),
    }


def _set_up(page: Any, days: int, digest: str) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 5)
    page.set_column(1, 1, 11)
    page.set_column(2, 1 + days, 5)
    page.set_column(2 + days, 10 + days, 7)
    page.set_column(11 + days, 11 + days, 12)
    page.set_footer(f"&L&8{digest[:32]}&R&8&P / &N")


def _page_head(page: Any, styles: dict[str, Any], sheet: UnitSheet, at: int, width: int) -> int:
    """Title, what it is about, and the boxes in which the approvers sign; the line on which the table begins."""
    first = width - len(APPROVAL)
    page.merge_range(at, 0, at, first - 2, "훈련생 출석부", styles["title"])
    page.write_row(at, first, APPROVAL, styles["head"])
    page.set_row(at + 1, 34)
    page.write_string(at + 1, 0, subtitle(sheet), styles["small"])
    for column in range(first, width):
        page.write_blank(at + 1, column, None, styles["cell"])
    return at + 3
