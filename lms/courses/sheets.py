"""Tables as files: CSV for Excel (UTF-8 with BOM, formulas made inert) and XLSX in which text stays text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

Cell = str | int | float | None
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The whole file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_inert(heading) for heading in headings])
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _inert(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def xlsx_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """The whole file, the title in its first line."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    sheet.set_column(0, len(headings) - 1, 16)
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    heading_format = book.add_format({"bold": True, "border": 1})
    for column, heading in enumerate(headings):
        sheet.write_string(2, column, heading, heading_format)
    for number, row in enumerate(rows, 3):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif cell is not None:
                sheet.write_number(number, column, cell)
    book.close()
    return target.getvalue()
