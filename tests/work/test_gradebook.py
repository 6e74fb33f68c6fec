"""Means, release, files of grades, and who needs a word."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.accounts.services import register_person
from lms.assessments import access, queries, rules, services
from lms.assessments.models import GradeEntry
from lms.assessments.types.gradebook import (
    Cell,
    CellState,
    Column,
    Gradebook,
    GradebookRule,
    Line,
    Stuck,
    WhyNotImport,
)
from lms.cohorts import services as cohorts
from lms.core import audit, clock
from lms.core.actor import SYSTEM
from lms.core.audit.models import AuditEntry
from lms.core.db import db
from lms.core.errors import Conflict, NotAllowed, Refused
from lms.core.sheet_reading import NotATable, read_table
from lms.core.sheets import csv_file, xlsx_file
from tests.house.test_house import count_statements
from tests.world import NOW, TODAY, World, actor

START = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
COLUMN = Column(7, {"en": "Task"}, 1.0, 60, START, START + 7 * DAY, START + 9 * DAY, START + 12 * DAY, False)


@pytest.mark.parametrize(
    ("grades", "drop", "expected"),
    [
        ([], 0, None),
        ([(None, 1)], 0, None),
        ([(80, 1), (None, 1)], 0, 80),
        ([(80, 1), (50, 3)], 0, 57.5),
        ([(80, 1), (50, 3), (90, 1)], 1, 85),
        ([(80, 1)], 3, 80),
        ([(80, 0)], 0, None),
        ([(80, 1), (10, 0)], 1, 80),
    ],
)
def test_weighted_mean(grades, drop: int, expected: float | None) -> None:
    assert rules.weighted_mean(grades, drop) == expected


@pytest.mark.parametrize(
    ("holds", "for_all", "for_person", "expected"),
    [
        (False, None, None, True),
        (True, None, None, False),
        (True, True, None, True),
        (False, False, None, False),
        (True, False, True, True),
        (False, True, False, False),
    ],
)
def test_who_sees_a_grade(holds, for_all, for_person, expected) -> None:
    assert rules.is_seen(holds=holds, for_all=for_all, for_person=for_person) is expected


@pytest.mark.parametrize(
    ("after", "has_work", "has_draft", "points", "reviews", "state", "stuck"),
    [
        (-DAY, False, False, None, 0, CellState.AHEAD, None),
        (DAY, False, False, None, 0, CellState.NOTHING, None),
        (4 * DAY, False, False, None, 0, CellState.NOTHING, Stuck.NO_DRAFT),
        (4 * DAY, False, True, None, 0, CellState.WRITING, None),
        (8 * DAY, False, True, None, 0, CellState.WRITING, None),
        (9 * DAY, False, True, None, 0, CellState.MISSING, Stuck.MISSING),
        (10 * DAY, True, False, None, 0, CellState.WAITING, None),
        (12 * DAY, True, False, None, 0, CellState.UNREVIEWED, Stuck.NO_REVIEWS),
        (12 * DAY, True, False, None, 2, CellState.WAITING, None),
        (12 * DAY, True, False, 60.0, 3, CellState.GRADED, None),
        (12 * DAY, True, False, 59.9, 3, CellState.BELOW, Stuck.BELOW),
    ],
)
def test_where_somebody_stands(after, has_work, has_draft, points, reviews, state, stuck) -> None:  # noqa: PLR0917
    now = START + after
    found = rules.state_of(COLUMN, now=now, has_work=has_work, has_draft=has_draft, points=points, reviews_done=reviews)
    assert found is state
    assert rules.why_stuck(Cell(state, points), COLUMN, now=now) is stuck


def test_lateness_is_a_reason_too() -> None:
    assert rules.why_stuck(Cell(CellState.GRADED, 80.0, is_late=True), COLUMN, now=START) is Stuck.LATE


def book(cell: Cell, rule: GradebookRule = GradebookRule()) -> Gradebook:  # noqa: B008
    line = Line(3, "A", "a@example.org", "", None, True, (cell,), None)
    return Gradebook((COLUMN,), (line,), rule)


GRADED = Cell(CellState.GRADED, 70.0, 80.0, 11, 5, late_off=10)


def test_what_if_stores_nothing_and_moves_the_mean() -> None:
    line = book(GRADED).lines[0]
    assert rules.mean_of(line.cells, (COLUMN,), GradebookRule()) == 70.0
    assert rules.supposed_mean(line, (COLUMN,), GradebookRule(), {7: 95.0}) == 95.0
    missing = replace(line, cells=(Cell(CellState.MISSING),))
    assert rules.mean_of(missing.cells, (COLUMN,), GradebookRule(missing_is_zero=True)) == 0.0


def test_a_trainee_sees_hidden_grades_as_not_there() -> None:
    line = rules.as_seen(book(GRADED._replace(is_seen=False)).lines[0], (COLUMN,), GradebookRule())
    assert (line.cells[0].points, line.cells[0].state, line.mean) == (None, CellState.WAITING, None)


@pytest.mark.parametrize(
    ("address", "points", "entry", "change", "fault"),
    [
        ("a@example.org", "85", "11", 85.0, None),
        ("A@Example.org", "85,5", "11", 85.5, None),
        ("a@example.org", "80", "11", None, None),
        ("a@example.org", "", "11", None, None),
        ("a@example.org", "85", "10", None, WhyNotImport.CHANGED_SINCE),
        ("a@example.org", "101", "11", None, WhyNotImport.NOT_A_GRADE),
        ("a@example.org", "nan", "11", None, WhyNotImport.NOT_A_GRADE),
        ("a@example.org", "=1+1", "11", None, WhyNotImport.NOT_A_GRADE),
        ("b@example.org", "85", "11", None, WhyNotImport.UNKNOWN_PERSON),
    ],
)
def test_what_a_line_of_a_file_changes(address, points, entry, change, fault) -> None:
    head = rules.gradebook_headings((COLUMN,), ["Task"])
    changes, faults = rules.read_changes(book(GRADED), [head, [address, "A", "", "", points, entry]])
    assert [each.after for each in changes] == ([change] if change is not None else [])
    assert [each.reason for each in faults] == ([fault] if fault else [])


def test_files_without_work_headings_or_with_a_person_twice() -> None:
    head = rules.gradebook_headings((COLUMN,), ["Task"])
    row = ["a@example.org", "A", "", "", "85", "11"]
    nothing = Cell(CellState.MISSING)
    assert rules.read_changes(book(nothing), [head, [*row[:5], ""]])[1][0].reason is WhyNotImport.NO_WORK
    assert rules.read_changes(book(GRADED), [head, row, row])[1][0].reason is WhyNotImport.TWICE
    assert rules.read_changes(book(GRADED), [["x"], row])[1][0].reason is WhyNotImport.NO_COLUMNS
    assert rules.read_changes(book(GRADED), [])[1][0].reason is WhyNotImport.NOT_A_TABLE


def test_tables_come_back_as_they_went_out() -> None:
    head, rows = ["이메일 email", "과제 #7"], [["a@example.org", 80.5], ["b@example.org", ""]]
    expected = [head, ["a@example.org", "80.5"], ["b@example.org", ""]]
    assert read_table(csv_file(head, rows)) == expected
    assert read_table(xlsx_file(head, rows, sheet="gradebook")) == expected
    assert read_table("이메일 email;과제 #7\n".encode("cp949")) == [head]
    for broken in (b"PK\x03\x04 broken", b"a\x00b"):
        with pytest.raises(NotATable):
            read_table(broken)


def grade(world: World, who: str, points: float) -> None:
    services.override_grade(
        actor(world, "teacher"), submission_id=world.ids[f"work-{who}"], points=points, reason="seen", now=NOW
    )


def sheet(world: World, who: str, points: str) -> list[list[str]]:
    full = queries.gradebook_of(world.ids["running"], on=TODAY, now=NOW)
    head = rules.gradebook_headings(full.columns, ["t"] * len(full.columns))
    line = next(line for line in full.lines if line.person_id == world.people[who])
    row = [str(cell) for cell in rules.gradebook_row(line)]
    at = next(at for at, column in enumerate(full.columns) if column.id == world.ids["assignment"])
    row[4 + at] = points
    return [head, row]


def test_a_file_s_grades_are_new_rows_with_a_reason(app: Flask, world: World) -> None:
    grade(world, "ada", 70)
    rows = sheet(world, "ada", "75.5")
    changes = services.import_grades(
        actor(world, "teacher"), cohort_id=world.ids["running"], rows=rows, reason="after talking", now=NOW
    )
    assert [(each.before, each.after) for each in changes] == [(70.0, 75.5)]
    entries = db.session.scalars(
        sa.select(GradeEntry).where(GradeEntry.submission_id == world.ids["work-ada"]).order_by(GradeEntry.id)
    ).all()
    assert [entry.points for entry in entries] == [70.0, 75.5]
    assert (entries[1].supersedes_id, entries[1].reason) == (entries[0].id, "after talking")


def test_a_file_is_taken_over_whole_or_not_at_all(app: Flask, world: World) -> None:
    grade(world, "ada", 70)
    grade(world, "bo", 70)
    teacher, cohort = actor(world, "teacher"), world.ids["running"]
    rows = [*sheet(world, "ada", "75"), sheet(world, "bo", "80")[1]]
    grade(world, "bo", 65)
    with pytest.raises(Conflict) as conflict:
        services.import_grades(teacher, cohort_id=cohort, rows=rows, reason="why", now=NOW)
    assert [fault.reason for fault in conflict.value.theirs] == [WhyNotImport.CHANGED_SINCE]
    entry = queries.grade_of(world.ids["work-ada"])
    assert entry is not None
    assert entry.points == 70
    for reason, table, expected in (
        (" ", sheet(world, "ada", "75"), WhyNotImport.NO_REASON),
        ("why", sheet(world, "ada", "70"), WhyNotImport.NOTHING_CHANGES),
    ):
        with pytest.raises(Refused) as refused:
            services.import_grades(teacher, cohort_id=cohort, rows=table, reason=reason, now=NOW)
        assert refused.value.reason is expected


def test_a_hidden_grade_is_seen_in_no_channel(app: Flask, world: World, sign_in) -> None:
    grade(world, "ada", 77.7)
    ada, task, cohort = sign_in("ada"), world.ids["assignment"], world.ids["running"]
    pages = (
        "/assignments/",
        f"/assignments/{task}",
        f"/assignments/{task}/grade",
        f"/assignments/gradebook/{cohort}/mine",
        "/",
    )
    assert "77.7" in "".join(ada.get(page).text for page in pages)
    services.release_grades(
        actor(world, "teacher"), assignment_id=task, person_id=None, is_open=False, reason="not yet", now=NOW
    )
    assert "77.7" not in "".join(ada.get(page).text for page in pages)
    assert access.own_grade(actor(world, "ada"), task) is None
    services.release_grades(
        actor(world, "teacher"), assignment_id=task, person_id=world.people["ada"], is_open=True, reason="", now=NOW
    )
    assert "77.7" in ada.get("/assignments/").text
    assert queries.grades_of(world.people["bo"]) == {}


def test_weights_and_the_lowest_left_out_change_the_mean(app: Flask, world: World, sign_in) -> None:
    grade(world, "ada", 70)
    cohort, teacher = world.ids["running"], sign_in("teacher")
    address = f"/assignments/gradebook/{cohort}/rule"
    answer = teacher.post(address, data={f"weight-{world.ids['assignment']}": "2.5", "drop_lowest": "1"})
    assert answer.status_code == 302
    found = queries.gradebook_of(cohort, on=TODAY, now=NOW)
    assert found.rule == GradebookRule(1, False)
    assert {column.id: column.weight for column in found.columns}[world.ids["assignment"]] == 2.5
    assert teacher.post(address, data={"drop_lowest": "99"}).status_code == 422


def test_exporting_is_on_record_with_its_reason(app: Flask, world: World, sign_in) -> None:
    teacher, address = sign_in("teacher"), f"/assignments/gradebook/{world.ids['running']}/export"
    assert teacher.post(address, data={"format": "csv", "reason": ""}).status_code == 302
    answer = teacher.post(address, data={"format": "csv", "reason": "meeting"})
    assert answer.headers["Content-Disposition"] == f"attachment; filename=gradebook-{world.ids['running']}.csv"
    assert "ada@example.org" in answer.text
    entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "grades.exported")).one()
    assert entry.reason == "meeting"
    assert audit.sentence("grades.exported")
    with pytest.raises(NotAllowed):
        services.export_grades(actor(world, "ada"), cohort_id=world.ids["running"], reason="mine", now=NOW)


def test_the_preview_shows_differences_before_anything_happens(app: Flask, world: World, sign_in) -> None:
    grade(world, "ada", 70)
    teacher, address = sign_in("teacher"), f"/assignments/gradebook/{world.ids['running']}/import"
    rows = sheet(world, "ada", "75.5")
    data = {"file": (io.BytesIO(csv_file(rows[0], rows[1:])), "grades.csv")}
    preview = teacher.post(address, data=data, content_type="multipart/form-data")
    assert preview.status_code == 200
    assert "75.5" in preview.text
    entry = queries.grade_of(world.ids["work-ada"])
    assert entry is not None
    assert entry.points == 70
    import json

    done = teacher.post(address, data={"rows": json.dumps(rows), "reason": "after talking"})
    assert done.status_code == 302
    bad = teacher.post(address, data={"file": (io.BytesIO(b"\x00"), "x.csv")}, content_type="multipart/form-data")
    assert bad.status_code == 422


@pytest.mark.parametrize("page", ["", "/stuck", "/spread", "/rule"])
def test_statements_of_the_gradebook_do_not_grow(app: Flask, world: World, sign_in, page: str) -> None:
    browser = sign_in("teacher")
    address = f"/assignments/gradebook/{world.ids['running']}{page}"
    few = count_statements(lambda: browser.get(address))
    for number in range(20):
        person = register_person(SYSTEM, email=f"more{number}@example.org", name=f"More {number}", now=NOW)
        cohorts.enrol(SYSTEM, cohort_id=world.ids["running"], person_id=person.id, starts_on=TODAY - 9 * DAY, now=NOW)
    assert count_statements(lambda: browser.get(address)) == few
    assert few <= 15
    assert clock.local_date(NOW) == TODAY
