"""A grade of which the instructor has a part: from the form to the file, each number by hand."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.assessments import queries, rules, services
from lms.assessments.models import Assignment, Review, Submission
from lms.assessments.types import LateForm, LateRule
from lms.assessments.types.grading import Need
from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.transaction import transaction
from tests.world import NOW, World, actor

DAY = timedelta(days=1)
PEERS = {"ada": 2, "bo": 3, "cy": 1, "dan": 4}
"""The level that everybody gives in the first criterion."""
TENTH = Decimal("0.1")


def set_shares(browser: FlaskClient, task: int) -> None:
    """Through the form: everything as it is shown, but 65 and 35 percent and the plain mean."""
    page = browser.get(f"/assignments/{task}/edit").text
    data = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page))
    data |= {name: value for value, name in re.findall(r'<input[^>]* value="([^"]*)"[^>]* name="([^"]+)"', page)}
    unchecked = re.findall(r'<input(?![^>]*checked)[^>]*name="(\w+)"[^>]*type="checkbox"', page)
    data = {name: value for name, value in data.items() if name not in (*unchecked, "preview")}
    data |= {"peer_weight": "65", "instructor_weight": "35", "strategy": "mean", "late_form": "points"}
    data |= {"anonymity": "double", "allocation": "balanced", "late_points": "7", "late_days": "3"}
    data |= {"title_ko": "두 몫", "title_en": "Two parts", "takes_text": "y"}
    answer = browser.post(f"/assignments/{task}/edit", data=data)
    assert answer.status_code == 302, re.findall(r'role="alert".*?</div>', answer.text, re.DOTALL)


@pytest.fixture
def played(app: Flask, world: World, sign_in) -> tuple[World, int]:
    """Four pieces, ada's a day late; everybody reviews everybody; the instructor has graded ada's."""
    task = world.ids["open_assignment"]
    set_shares(sign_in("teacher"), task)
    row = db.session.get_one(Assignment, task)
    close = row.closes_at
    assert (row.peer_weight, row.instructor_weight, row.strategy) == (65, 35, "mean")
    assert LateRule.read(row.late) == LateRule(LateForm.POINTS, 7, 3)
    for name in ("bo", "cy", "dan"):
        services.submit_work(actor(world, name), assignment_id=task, body=f"Work of {name}", now=NOW)
    services.submit_work(actor(world, "ada"), assignment_id=task, body="Work of ada", now=close + timedelta(hours=2))
    services.allocate_reviews(SYSTEM, assignment_id=task, now=close + timedelta(hours=3))
    names = {ident: name for name, ident in world.people.items()}
    works = select(Submission.id).where(Submission.assignment_id == task)
    for review in db.session.scalars(select(Review).where(Review.submission_id.in_(works)).order_by(Review.id)).all():
        level = PEERS[names[review.reviewer_id]]
        services.give_review(
            actor(world, names[review.reviewer_id]),
            review_id=review.id,
            levels={0: level, 1: 3},
            comment="This helps you on.",
            now=close + timedelta(hours=4),
        )
    return world, task


def work_of(world: World, task: int, name: str) -> Submission:
    found = queries.submission_of(task, world.people[name])
    assert found is not None
    return found


def test_there_is_no_grade_before_the_instructor_s_part(played, sign_in) -> None:
    _world, task = played
    over = db.session.get_one(Assignment, task).review_closes_at
    assert services.settle_grades(SYSTEM, assignment_id=task, now=over) == 0
    lines = queries.grading_lines(task)
    needs = {rules.needs(line, pass_line=60, has_instructor_part=True) for line in lines}
    assert needs <= {Need.INSTRUCTOR_PART, Need.SPOT_CHECK}
    assert len(queries.waiting_checks(task)) == len(lines) == 4
    assert {rules.needs(line, pass_line=60) for line in lines} != needs


def test_every_number_by_hand(played, sign_in) -> None:
    world, task = played
    over = db.session.get_one(Assignment, task).review_closes_at
    ada = work_of(world, task, "ada")
    _rubric, criteria = queries.rubric(task)
    services.check_work(
        actor(world, "teacher"), submission_id=ada.id, levels={0: 4, 1: 2}, comment="Seen by me", now=over
    )
    services.settle_grades(SYSTEM, assignment_id=task, now=over)
    given = [rules.score(criteria, [PEERS[name], 3]) for name in ("bo", "cy", "dan")]
    peers = Decimal(repr(sum(given) / 3)).quantize(TENTH, ROUND_HALF_UP)
    instructor = Decimal(repr(rules.score(criteria, [4, 2]))).quantize(TENTH, ROUND_HALF_UP)
    exact = peers * 65 / 100 + instructor * 35 / 100
    whole = exact.quantize(TENTH, ROUND_HALF_UP)
    entry = queries.grade_of(ada.id)
    assert entry is not None
    assert Decimal(str(entry.points)) == whole
    told = rules.explained(entry.facts)
    assert told is not None
    assert (told.parts.peers, told.parts.instructor, told.sum.exact) == (peers, instructor, exact)
    assert (told.sum.late_off, told.sum.points) == (Decimal("7.0"), whole - 7)
    _explain_page(world, task, sign_in("ada"), (peers, instructor, whole))
    _gradebook(world, task, sign_in("teacher"), whole)
    _second_round(world, task, whole)


def _explain_page(world: World, task: int, browser: FlaskClient, parts: tuple[Decimal, Decimal, Decimal]) -> None:
    peers, instructor, whole = parts
    services.rate_reviews(
        actor(world, "ada"),
        assignment_id=task,
        values=dict.fromkeys(queries.unrated_reviews(task, world.people["ada"]), 75),
        thanks={},
        now=NOW + 20 * DAY,
    )
    page = " ".join(browser.get(f"/assignments/{task}/grade").text.split())
    assert f'<p class="big numeric">{whole - 7}</p>' in page
    assert f"{peers} × 65% = {peers * 65 / 100}" in page
    assert f"{instructor} × 35% = {instructor * 35 / 100}" in page
    assert f"{whole} − 7.0 = {whole - 7}" in page


def _gradebook(world: World, task: int, browser: FlaskClient, whole: Decimal) -> None:
    cohort = world.ids["running"]
    book = queries.gradebook_of(cohort, on=(NOW + 20 * DAY).date(), now=NOW + 20 * DAY)
    at = [column.id for column in book.columns].index(task)
    cell = next(line.cells[at] for line in book.lines if line.person_id == world.people["ada"])
    assert (Decimal(str(cell.given)), Decimal(f"{cell.points:.1f}"), cell.late_off) == (whole, whole - 7, 7)
    answer = browser.post(f"/assignments/gradebook/{cohort}/export", data={"format": "csv", "reason": "hand over"})
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    place = next(number for number, head in enumerate(rows[0]) if head.endswith(f" #{task}"))
    values = {row[1]: row[place] for row in rows[1:]}
    assert Decimal(values["Person ada"]) == whole
    assert values["Person bo"] == ""


def _second_round(world: World, task: int, whole: Decimal) -> None:
    """A better version changes neither the grade nor what being late cost."""
    until = NOW + 40 * DAY
    services.open_second_round(actor(world, "teacher"), assignment_id=task, until=until, now=NOW + 30 * DAY)
    services.submit_work(actor(world, "ada"), assignment_id=task, body="Better work", now=NOW + 31 * DAY)
    services.settle_grades(SYSTEM, assignment_id=task, now=NOW + 32 * DAY)
    ada = work_of(world, task, "ada")
    entry = queries.grade_of(ada.id)
    assert entry is not None
    assert (Decimal(str(entry.points)), ada.late_off, ada.round, ada.version) == (whole, 7, 2, 2)


def test_what_the_instructor_weighs_alone(app: Flask, world: World) -> None:
    """No part for peers: the instructor's points are the grade, whatever was reviewed."""
    task = world.ids["assignment"]
    with transaction():
        row = db.session.get_one(Assignment, task)
        row.peer_weight, row.instructor_weight = 0, 100
        audit.record(SYSTEM, "assignment.set", row)
    work = world.ids["work-bo"]
    services.check_work(actor(world, "teacher"), submission_id=work, levels={0: 3, 1: 1}, comment="Alone", now=NOW)
    entry = queries.grade_of(work)
    assert entry is not None
    assert entry.points == float(rules.tenth(rules.score(queries.rubric(task)[1], [3, 1])))
    told = rules.explained(entry.facts)
    assert told is not None
    assert (told.peers, str(told.sum.points)) == (None, str(Decimal(str(entry.points))))


def test_the_instructor_s_part_is_the_whole_where_peers_were_silent(app: Flask, world: World) -> None:
    """Nothing comes out before reviewing is over; then nobody waits for those who gave no review."""
    task, work = world.ids["assignment"], world.ids["work-bo"]
    with transaction():
        row = db.session.get_one(Assignment, task)
        row.peer_weight, row.instructor_weight = 60, 40
        audit.record(SYSTEM, "assignment.set", row)
    services.check_work(actor(world, "teacher"), submission_id=work, levels={0: 3, 1: 1}, comment="Alone", now=NOW)
    assert queries.grade_of(work) is None
    over = db.session.get_one(Assignment, task).review_closes_at
    assert queries.is_estimate_stale(task)
    assert services.settle_grades(SYSTEM, assignment_id=task, now=over) == 1
    assert not queries.is_estimate_stale(task)
    entry = queries.grade_of(work)
    assert entry is not None
    assert entry.points == float(rules.tenth(rules.score(queries.rubric(task)[1], [3, 1])))
