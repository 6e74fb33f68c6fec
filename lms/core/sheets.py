"""Tables as files for spreadsheets: CSV that Excel opens, and XLSX. Nothing in a cell is ever computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

Cell = str | int | float | None
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def inert(text: str) -> str:
    """Text that a spreadsheet shows and does not compute."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def csv_file(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with BOM and CRLF, formulas made inert."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([inert(heading) for heading in headings])
    for row in rows:
        writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def xlsx_file(headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str = "", title: str = "") -> bytes:
    """A workbook of one sheet, written row by row in constant memory; text stays text, so leading zeros live. A title
    stands in the first row, with an empty row below it."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet(sheet[:31] or None)
    page.set_column(0, len(headings) - 1, 16)
    top = 2 if title else 0
    page.freeze_panes(top + 1, 0)
    if title:
        page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    page.write_row(top, 0, headings, book.add_format({"bold": True, "bg_color": "#E9F0FD", "border": 1}))
    for number, row in enumerate(rows, top + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(number, column, cell)
            elif cell is not None:
                page.write_number(number, column, cell)
    book.close()
    return target.getvalue()
