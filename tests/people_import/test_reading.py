"""Lists of people as spreadsheets hold them, hostile ones included."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from lms.admin.importing import Draft, FileProblem, Problem, Unreadable, read_people, values

TODAY = date(2026, 11, 28)
KIM = Draft(2, "김철수", "kim.cs@example.com", "010-1234-5678", date(2000, 2, 29), section="1반")


def read(text: str | bytes):
    return read_people(text.encode() if isinstance(text, str) else text, today=TODAY)


@pytest.mark.parametrize(
    "name", ["roster_utf8_bom", "roster_cp949", "roster_lf_nobom", "roster_semicolon", "roster_blank_and_dup"]
)
def test_the_same_people_in_every_writing(shared_data: Path, name: str) -> None:
    found = read((shared_data / f"nasty/csv/{name}.csv").read_bytes())
    assert found.drafts[0] == KIM
    assert [draft.email.partition("@")[0] for draft in found.drafts] == ["kim.cs", "lee.yh", "park", "choi", "jung"]
    assert [draft.phone for draft in found.drafts] == [
        "010-1234-5678",
        "010-2345-6789",
        "010-3456-7890",
        "010-4567-8901",
        "010-5678-9012",
    ]
    born = [str(draft.birth_date) for draft in found.drafts]
    assert born == ["2000-02-29", "1999-12-31", "2001-03-05", "2000-01-02", "2000-01-01"]
    assert found.problems == ()
    assert found.repeated == ((9, 10) if name == "roster_blank_and_dup" else ())


def test_utf16_is_read_too(shared_data: Path) -> None:
    assert read((shared_data / "nasty/csv/roster_utf16le.csv").read_bytes()).drafts[0] == KIM


@pytest.mark.parametrize(
    ("name", "problem", "row"),
    [
        ("empty", FileProblem.EMPTY, 0),
        ("roster_header_only", FileProblem.EMPTY, 0),
        ("roster_mixed_bytes", FileProblem.MIXED_LETTERS, 3),
    ],
)
def test_files_that_cannot_be_read_say_where(shared_data: Path, name: str, problem: FileProblem, row: int) -> None:
    with pytest.raises(Unreadable) as trouble:
        read((shared_data / f"nasty/csv/{name}.csv").read_bytes())
    assert (trouble.value.problem, trouble.value.row) == (problem, row)


def test_a_zero_byte_in_a_name_is_that_rows_problem(shared_data: Path) -> None:
    found = read((shared_data / "nasty/csv/roster_nul.csv").read_bytes())
    assert [(each.row, each.column, each.problem) for each in found.problems] == [(3, "name", Problem.TEXT_WRONG)]
    assert len(found.drafts) == 4


def test_formulas_are_refused_in_every_cell(shared_data: Path) -> None:
    for cell in json.loads((shared_data / "nasty/csv/injection_cells.json").read_text()):
        quoted = '"' + cell.replace('"', '""') + '"'
        found = read(f"성명,이메일,비고\n{quoted},a@example.org,\n")
        if values.plain(cell).startswith(("=", "+", "-", "@")):
            assert [each.problem for each in found.problems] == [Problem.TEXT_WRONG], cell
            assert found.drafts == ()
        for place in (f"가,{quoted},", f"가,a@example.org,{quoted}"):
            drafts = read(f"성명,이메일,비고\n{place}\n").drafts
            assert all(not draft.remarks.startswith(("=", "+", "-", "@")) for draft in drafts)


@pytest.mark.parametrize(
    "number", ["010203-3123456", "0102033123456", "990101 - 1234567", "０１０２０３－３１２３４５６"]
)
def test_resident_numbers_are_refused_in_any_cell_and_kept_nowhere(number: str) -> None:
    found = read(f"성명,이메일,비고,키\n가,a@example.org,{number},\n나,b@example.org,,{number}\n다,c@example.org,,\n")
    assert [(each.row, each.problem) for each in found.problems] == [
        (2, Problem.RESIDENT_NUMBER),
        (3, Problem.RESIDENT_NUMBER),
    ]
    assert [draft.name for draft in found.drafts] == ["다"]
    assert "3123456" not in repr(found)
    assert "1234567" not in repr(found)


def test_a_column_of_resident_numbers_refuses_the_file() -> None:
    with pytest.raises(Unreadable) as trouble:
        read("성명,이메일,주민등록번호\n가,a@example.org,\n")
    assert trouble.value.problem is FileProblem.RESIDENT_NUMBERS


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2001-02-03", date(2001, 2, 3)),
        ("2001. 2. 3.", date(2001, 2, 3)),
        ("2001/02/03", date(2001, 2, 3)),
        ("2001년 2월 3일", date(2001, 2, 3)),
        ("20010203", date(2001, 2, 3)),
        ("010203", date(2001, 2, 3)),
        ("990203", date(1999, 2, 3)),
        ("２００１－０２－０３", date(2001, 2, 3)),
        ("36925", date(2001, 2, 3)),
        ("2001-02-03 00:00:00", date(2001, 2, 3)),
        (date(2001, 2, 3), date(2001, 2, 3)),
        ("", None),
        ("2001-02-30", Problem.DATE_WRONG),
        ("1899-01-01", Problem.DATE_WRONG),
        ("2030-01-01", Problem.DATE_WRONG),
        ("yesterday", Problem.DATE_WRONG),
        ("02/03/2001", Problem.DATE_WRONG),
    ],
)
def test_birth_dates(cell, expected) -> None:
    assert values.birth_date_of(cell, today=TODAY) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("01012345678", "010-1234-5678"),
        ("1012345678", "010-1234-5678"),
        ("+82 10 1234 5678", "010-1234-5678"),
        ("０１０－１２３４－５６７８", "010-1234-5678"),
        ("011-123-4567", "011-123-4567"),
        ("02-123-4567", "02-123-4567"),
        ("061-270-1234", "061-270-1234"),
        ("", ""),
        ("12", Problem.PHONE_WRONG),
        ("010-1234-56789", Problem.PHONE_WRONG),
        ("+1 415 555 0100", Problem.PHONE_WRONG),
        ("call me", Problem.PHONE_WRONG),
    ],
)
def test_phones(cell: str, expected) -> None:
    assert values.phone_of(cell) == expected


def test_rows_name_their_fields() -> None:
    found = read("이 름,E-Mail,휴대폰 번호,생년월일(6자리)\n,a@example.org,1,9\n나,nope,,\n다,c@example.org,,\n")
    assert [(each.row, str(each.column), each.problem) for each in found.problems] == [
        (2, "name", Problem.MISSING),
        (2, "phone", Problem.PHONE_WRONG),
        (2, "birth_date", Problem.DATE_WRONG),
        (3, "email", Problem.EMAIL_WRONG),
    ]


def test_quoted_lines_titles_and_two_people_of_one_address() -> None:
    text = '2026년 교육생 명단,,\n\n연번,성명,메일주소,비고\n1,가,a@example.org,"첫 줄\n둘째 줄"\n2,나,A@Example.org,\n'
    found = read(text)
    assert (found.drafts[0].row, found.drafts[0].remarks) == (4, "첫 줄\n둘째 줄")
    assert [(each.row, each.problem) for each in found.problems] == [(5, Problem.SAME_EMAIL)]
    assert found.unused == ("연번",)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(target)
    return target.getvalue()


def test_a_workbook_with_real_dates_numbers_and_a_formula() -> None:
    data = workbook(
        ("성명", "이메일", "연락처", "생년월일", "반"),
        ("가", "a@example.org", 1012345678, datetime(2001, 2, 3), 1.0),
        (None, None, None, None, None),
        ("=1+1", "b@example.org", None, None, None),
    )
    found = read(data)
    assert found.drafts == (Draft(2, "가", "a@example.org", "010-1234-5678", date(2001, 2, 3), section="1"),)
    assert [(each.row, each.problem) for each in found.problems] == [(4, Problem.TEXT_WRONG)]


def test_archives_that_are_no_workbooks(shared_data: Path) -> None:
    for path in sorted((shared_data / "nasty/archives").glob("*.zip")):
        with pytest.raises(Unreadable):
            read(path.read_bytes())


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        ("2026-11-02", date(2026, 11, 2)),
        ("26.11.2", date(2026, 11, 2)),
        ("27.1.4", date(2027, 1, 4)),
        ("2026년 11월 2일", date(2026, 11, 2)),
        (datetime(2026, 11, 2).date(), date(2026, 11, 2)),
        ("next week", Problem.DATE_WRONG),
        ("2026-02-30", Problem.DATE_WRONG),
    ],
)
def test_days_since_which_people_take_part(cell: str | date, expected: date | Problem | None) -> None:
    assert values.since_of(cell, today=TODAY) == expected
