"""Files of the completion list."""

from __future__ import annotations

from collections.abc import Sequence

from lms.core.sheets import csv_file, xlsx_file
from lms.credentials.exporting.sheet import HEADINGS, cells, headings
from lms.credentials.types import CompletionRow

__all__ = ["HEADINGS", "cells", "csv_bytes", "headings", "xlsx_bytes"]


def csv_bytes(rows: Sequence[CompletionRow]) -> bytes:
    """The list as CSV that Excel opens."""
    return csv_file(headings(rows), map(cells, rows))


def xlsx_bytes(rows: Sequence[CompletionRow], *, title: str) -> bytes:
    """The list as XLSX, with its title above."""
    return xlsx_file(headings(rows), map(cells, rows), sheet="수료자 명단", title=title)
