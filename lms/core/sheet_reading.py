"""Tables that people bring back: CSV in the encodings and separators of Korean and other spreadsheets, and XLSX."""

from __future__ import annotations

import csv
import io
import zipfile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lms.core.files.reading import decoded

MOST_ROWS = 5_000
MOST_COLUMNS = 500
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class NotATable(ValueError):
    """These bytes are no table that we can read."""


def read_table(data: bytes) -> list[list[str]]:
    """Rows of text, from the first sheet of a workbook or from CSV; numbers as they are written. Raises NotATable."""
    return _workbook(data) if data.startswith(b"PK") else _csv(data)


def _csv(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-16") if data.startswith(_UTF16) else decoded(data)
    except UnicodeDecodeError as problem:
        raise NotATable(str(problem)) from problem
    if "\x00" in text:
        raise NotATable("not text")
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        return [row[:MOST_COLUMNS] for row in csv.reader(io.StringIO(text), delimiter=separator)][:MOST_ROWS]
    except csv.Error as problem:
        raise NotATable(str(problem)) from problem


def _workbook(data: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        page = book.worksheets[0]
        rows = page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        table = [["" if cell is None else str(cell) for cell in row] for row in rows]
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, OSError) as problem:
        raise NotATable(str(problem)) from problem
    width = max((at + 1 for row in table for at, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in table]
