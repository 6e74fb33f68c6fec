"""Rules of the gradebook: means, who sees a grade, who is stuck, what a file of grades would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from lms.assessments.types.gradebook import (
    Cell,
    CellState,
    Column,
    Gradebook,
    GradebookRule,
    GradeChange,
    ImportFault,
    Line,
    Stuck,
    WhyNotImport,
)

_ADDRESS = "이메일 email"
_MARK = "#"
_ENTRY = "entry#"


def weighted_mean(grades: Iterable[tuple[float | None, float]], drop_lowest: int = 0) -> float | None:
    """The mean of (points, weight) without the lowest ones; None without any grade. One grade is always kept."""
    known = [(points, weight) for points, weight in grades if points is not None and weight > 0]
    kept = sorted(known)[min(drop_lowest, len(known) - 1) :] if drop_lowest and known else known
    total = sum(weight for _points, weight in kept)
    return sum(points * weight for points, weight in kept) / total if total else None


def mean_of(cells: Sequence[Cell], columns: Sequence[Column], rule: GradebookRule) -> float | None:
    """A trainee's mean by the cohort's rule."""
    return weighted_mean(
        (
            (0.0 if rule.missing_is_zero and cell.state is CellState.MISSING else cell.points, column.weight)
            for cell, column in zip(cells, columns, strict=True)
        ),
        rule.drop_lowest,
    )


def is_seen(*, holds: bool, for_all: bool | None, for_person: bool | None) -> bool:
    """Whether a trainee sees a grade: what was said for them, else for everybody, else the assignment's own rule."""
    if for_person is not None:
        return for_person
    return for_all if for_all is not None else not holds


def state_of(
    column: Column, *, now: datetime, has_work: bool, has_draft: bool, points: float | None, reviews_done: int
) -> CellState:
    """Where a trainee stands with an assignment."""
    if points is not None:
        return CellState.GRADED if points >= column.pass_line else CellState.BELOW
    if has_work:
        return CellState.UNREVIEWED if now >= column.review_closes_at and not reviews_done else CellState.WAITING
    if now < column.opens_at:
        return CellState.AHEAD
    if now >= column.last_at:
        return CellState.MISSING
    return CellState.WRITING if has_draft else CellState.NOTHING


def why_stuck(cell: Cell, column: Column, *, now: datetime) -> Stuck | None:
    """Why a trainee needs a word about an assignment, if they do."""
    if cell.state is CellState.MISSING:
        return Stuck.MISSING
    if cell.state is CellState.UNREVIEWED:
        return Stuck.NO_REVIEWS
    if cell.state is CellState.BELOW:
        return Stuck.BELOW
    halfway = column.opens_at + (column.closes_at - column.opens_at) / 2
    if cell.state is CellState.NOTHING and now >= halfway:
        return Stuck.NO_DRAFT
    return Stuck.LATE if cell.is_late else None


def who_is_stuck(book: Gradebook, *, now: datetime) -> list[tuple[Line, list[tuple[Column, Stuck]]]]:
    """Trainees who need a word, those with the most reasons first."""
    found = []
    for line in book.lines:
        if not line.is_present:
            continue
        reasons = [
            (column, reason)
            for cell, column in zip(line.cells, book.columns, strict=True)
            if (reason := why_stuck(cell, column, now=now)) is not None
        ]
        if reasons:
            found.append((line, reasons))
    return sorted(found, key=lambda each: (-len(each[1]), each[0].name))


def gradebook_headings(columns: Sequence[Column], titles: Sequence[str]) -> list[str]:
    """The first line of an exported file. Columns are known again by ``#id``, entries by ``entry#id``."""
    return [
        _ADDRESS,
        "성명 name",
        "반 class",
        "평균 mean",
        *(f"{title} {_MARK}{column.id}" for title, column in zip(titles, columns, strict=True)),
        *(f"{_ENTRY}{column.id}" for column in columns),
    ]


def gradebook_row(line: Line) -> list[str | int | float]:
    """One trainee's line of an exported file: grades as given, before lateness, then the entries they stand on."""
    return [
        line.email,
        line.name,
        line.section,
        round(line.mean, 1) if line.mean is not None else "",
        *(cell.given if cell.given is not None else "" for cell in line.cells),
        *(cell.entry_id or "" for cell in line.cells),
    ]


def read_changes(book: Gradebook, rows: Sequence[Sequence[str]]) -> tuple[list[GradeChange], list[ImportFault]]:
    """What a file would change, and every line that cannot be taken over. Empty cells change nothing."""
    if not rows:
        return [], [ImportFault(1, "", "", WhyNotImport.NOT_A_TABLE)]
    head = [cell.strip() for cell in rows[0]]
    points_at, entry_at = _places(head, book.columns)
    if _ADDRESS not in head or not points_at:
        return [], [ImportFault(1, "", ", ".join(head)[:80], WhyNotImport.NO_COLUMNS)]
    people = {line.email.lower(): line for line in book.lines}
    changes: list[GradeChange] = []
    faults: list[ImportFault] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = [cell.strip().removeprefix("'") for cell in row] + [""] * (len(head) - len(row))
        address = cells[head.index(_ADDRESS)].lower()
        line = people.get(address)
        if line is None or address in seen:
            reason = WhyNotImport.TWICE if address in seen else WhyNotImport.UNKNOWN_PERSON
            faults.append(ImportFault(number, _ADDRESS, address[:80], reason))
            continue
        seen.add(address)
        for place, at in points_at.items():
            column = book.columns[place]
            exported = cells[entry_at[place]] if place in entry_at else None
            found = _change(line, line.cells[place], column, cells[at], exported)
            if isinstance(found, WhyNotImport):
                faults.append(ImportFault(number, head[at], cells[at][:40], found))
            elif found is not None:
                changes.append(found)
    return changes, faults


def _places(head: Sequence[str], columns: Sequence[Column]) -> tuple[dict[int, int], dict[int, int]]:
    """Where the file has the points and the entries of each column, both by the column's place in the gradebook."""
    place_of = {column.id: place for place, column in enumerate(columns)}
    points: dict[int, int] = {}
    entries: dict[int, int] = {}
    for at, text in enumerate(head):
        _title, mark, ident = text.rpartition(_MARK)
        place = place_of.get(int(ident)) if mark and ident.isdecimal() and len(ident) < 12 else None
        if place is not None:
            (entries if text.startswith(_ENTRY) else points)[place] = at
    return points, entries


def _change(
    line: Line, cell: Cell, column: Column, text: str, exported: str | None
) -> GradeChange | WhyNotImport | None:
    if not text:
        return None
    try:
        points = round(float(text.replace(",", ".")), 1)
    except ValueError:
        return WhyNotImport.NOT_A_GRADE
    if not 0 <= points <= 100:
        return WhyNotImport.NOT_A_GRADE
    if cell.given is not None and abs(points - cell.given) < 0.05:
        return None
    if cell.submission_id is None:
        return WhyNotImport.NO_WORK
    if exported is not None and exported != str(cell.entry_id or ""):
        return WhyNotImport.CHANGED_SINCE
    return GradeChange(
        line.person_id, line.name, column.id, column.title, cell.submission_id, cell.entry_id, cell.given, points
    )


def supposed_mean(
    line: Line, columns: Sequence[Column], rule: GradebookRule, what_if: Mapping[int, float]
) -> float | None:
    """The mean if some grades (by assignment) were others. Nothing is stored."""
    cells = [
        cell._replace(state=CellState.GRADED, points=what_if[column.id]) if column.id in what_if else cell
        for cell, column in zip(line.cells, columns, strict=True)
    ]
    return mean_of(cells, columns, rule)


def as_blind(book: Gradebook) -> Gradebook:
    """The gradebook for whoever grades: pieces that they are to grade blind show nothing, and means leave them out."""
    return replace(book, lines=tuple(_blinded(line, book) for line in book.lines))


def _blinded(line: Line, book: Gradebook) -> Line:
    if not any(cell.is_blind for cell in line.cells):
        return line
    cells = tuple(
        cell._replace(state=CellState.BLIND, points=None, given=None) if cell.is_blind else cell for cell in line.cells
    )
    return replace(line, cells=cells, mean=mean_of(cells, book.columns, book.rule))


def as_seen(line: Line, columns: Sequence[Column], rule: GradebookRule) -> Line:
    """The line as its trainee sees it: grades that were not released are as if they were not there yet."""
    cells = tuple(
        cell
        if cell.is_seen or cell.points is None
        else cell._replace(state=CellState.WAITING, points=None, given=None, entry_id=None)
        for cell in line.cells
    )
    return replace(line, cells=cells, mean=mean_of(cells, columns, rule))
