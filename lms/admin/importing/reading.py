"""The whole file, row by row."""

from __future__ import annotations

from datetime import date

from lms.admin.importing import values
from lms.admin.importing.decoding import Cell, rows_of
from lms.admin.importing.headings import find_heading
from lms.admin.importing.types import Column, Draft, FileProblem, Problem, ReadList, RowProblem, Unreadable


def read_people(data: bytes, *, today: date) -> ReadList:
    """Drafts of all rows that can be read, and every problem by row and column. Raises Unreadable.

    A row with a problem makes no draft. Resident numbers are recognised in any cell, and nothing of such a row is
    kept.
    """
    rows = rows_of(data)
    index, places, unused = find_heading(rows)
    drafts: dict[str, Draft] = {}
    problems: list[RowProblem] = []
    repeated: list[int] = []
    for row, cells in rows[index + 1 :]:
        found = _draft(row, cells, places, today)
        if isinstance(found, list):
            problems += found
            continue
        earlier = drafts.setdefault(found.email, found)
        if earlier is found:
            continue
        if earlier.name == found.name:
            repeated.append(row)
        else:
            problems.append(RowProblem(row, Column.EMAIL, Problem.SAME_EMAIL))
    if not drafts and not problems:
        raise Unreadable(FileProblem.EMPTY)
    return ReadList(tuple(drafts.values()), tuple(problems), tuple(repeated), unused)


def _draft(row: int, cells: list[Cell], places: dict[Column, int], today: date) -> Draft | list[RowProblem]:
    for number, cell in enumerate(cells):
        if values.has_resident_number(cell):
            column = next((column for column, place in places.items() if place == number), Column.REMARKS)
            return [RowProblem(row, column, Problem.RESIDENT_NUMBER)]

    def cell_of(column: Column) -> Cell:
        place = places.get(column)
        return cells[place] if place is not None and place < len(cells) else ""

    read: dict[Column, object] = {
        Column.NAME: values.name_of(cell_of(Column.NAME)),
        Column.EMAIL: values.email_of(cell_of(Column.EMAIL)),
        Column.PHONE: values.phone_of(cell_of(Column.PHONE)),
        Column.BIRTH_DATE: values.birth_date_of(cell_of(Column.BIRTH_DATE), today=today),
        Column.SINCE: values.since_of(cell_of(Column.SINCE), today=today),
        Column.REMARKS: values.remarks_of(cell_of(Column.REMARKS)),
    }
    problems = [RowProblem(row, column, value) for column, value in read.items() if isinstance(value, Problem)]
    if problems:
        return problems
    born, since = read[Column.BIRTH_DATE], read[Column.SINCE]
    return Draft(
        row=row,
        name=str(read[Column.NAME]),
        email=str(read[Column.EMAIL]),
        phone=str(read[Column.PHONE]),
        birth_date=born if isinstance(born, date) else None,
        cohort=values.plain(cell_of(Column.COHORT))[:80],
        section=values.plain(cell_of(Column.SECTION))[:40],
        remarks=str(read[Column.REMARKS]),
        since=since if isinstance(since, date) else None,
    )
