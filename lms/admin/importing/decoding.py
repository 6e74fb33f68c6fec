"""From bytes to rows of cells: CSV in the encodings that Korean Excel writes, and XLSX."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from lms.admin.importing.types import FileProblem, Unreadable

MOST_ROWS = 20_000
_MOST_UNPACKED = 80 * 1024 * 1024
_LONGEST_CELL = 2_000

Cell = str | date
Rows = list[tuple[int, list[Cell]]]
"""Rows with their numbers as the spreadsheet counts them."""


def rows_of(data: bytes) -> Rows:
    """Every row that is not blank. Raises Unreadable."""
    if not data.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise Unreadable(FileProblem.EMPTY)
    rows = list(_of_workbook(data) if data.startswith(b"PK\x03\x04") else _of_text(_decoded(data)))
    if not rows:
        raise Unreadable(FileProblem.EMPTY)
    return rows


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(data, "utf-16")
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(*_where_letters_mix(data))


def _as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(FileProblem.UNREADABLE) from error


def _where_letters_mix(data: bytes) -> tuple[FileProblem, int]:
    """The first line that is in another encoding than the lines before it."""
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            line.decode("utf-8-sig")
        except UnicodeDecodeError:
            return (FileProblem.MIXED_LETTERS, number) if number > 1 else (FileProblem.UNREADABLE, 1)
    return FileProblem.UNREADABLE, 0


def _of_text(text: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    row = 0
    try:
        for cells in reader:
            row += 1
            _check_size(row)
            if any(cell.strip() for cell in cells):
                yield row, [cell[:_LONGEST_CELL] for cell in cells]
    except csv.Error as error:
        raise Unreadable(FileProblem.UNREADABLE, row + 1) from error


def _delimiter(text: str) -> str:
    """What separates the cells of the heading: the mark that is most frequent outside quotes."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(part for index, part in enumerate(line.split('"')) if index % 2 == 0)
    return max((",", ";", "\t"), key=outside.count)


def _of_workbook(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                raise Unreadable(FileProblem.TOO_MANY)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        for row, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            _check_size(row)
            values = [_plain(cell) for cell in cells]
            if any(not isinstance(value, str) or value.strip() for value in values):
                yield row, values
        book.close()
    except Unreadable:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError, SyntaxError, TypeError, EOFError) as error:
        raise Unreadable(FileProblem.UNREADABLE) from error


def _plain(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:_LONGEST_CELL]


def _check_size(row: int) -> None:
    if row > MOST_ROWS:
        raise Unreadable(FileProblem.TOO_MANY)
