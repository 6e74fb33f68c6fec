"""CSV for Excel: UTF-8 with BOM and CRLF, formulas made inert."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from lms.credentials.exporting.sheet import HEADINGS, cells
from lms.credentials.rules import inert
from lms.credentials.types import CompletionRow


def csv_bytes(rows: Iterable[CompletionRow]) -> bytes:
    """The whole file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in rows:
        writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in cells(row)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()
