"""The one writer of tables for spreadsheets."""

from __future__ import annotations

import io

import openpyxl
import pytest

from lms.core.sheets import csv_file, inert, xlsx_file


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_nothing_is_computed(start: str) -> None:
    assert inert(f"{start}1+1") == f"'{start}1+1"
    table = csv_file([f"{start}heading"], [[f"{start}cell", 1.5, None]]).decode("utf-8-sig")
    assert f"'{start}heading" in table
    assert f"'{start}cell" in table
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(["h"], [[f"{start}1", 2, None]]))).active
    assert sheet["A2"].data_type == "s"
    assert (sheet["B2"].value, sheet["C2"].value) == (2, None)


def test_a_title_stands_above_the_headings() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(["이름"], [["007"]], sheet="명단", title="수료자"))).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["수료자"], [None], ["이름"], ["007"]]
    assert (sheet.title, sheet.freeze_panes) == ("명단", "A4")


def test_excel_reads_the_encoding() -> None:
    assert csv_file(["이름"], [["가"]]) == b"\xef\xbb\xbf" + "이름\r\n가\r\n".encode()
