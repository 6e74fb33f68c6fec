"""XLSX: text stays text (leading zeros live, nothing is computed)."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter

from lms.credentials.exporting.sheet import HEADINGS, cells
from lms.credentials.types import CompletionRow


def xlsx_bytes(rows: Iterable[CompletionRow], *, title: str) -> bytes:
    """The whole file, written row by row in constant memory."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("수료자 명단")
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, len(HEADINGS) - 1, 14)
    heading = book.add_format({"bold": True, "bg_color": "#E9F0FD", "border": 1})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_row(2, 0, HEADINGS, heading)
    for number, row in enumerate(rows, 3):
        for column, cell in enumerate(cells(row)):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            else:
                sheet.write_string(number, column, cell)
    book.close()
    return target.getvalue()
