"""People with a later close, people without work, and what an instructor must not see before grading."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lms.assessments import queries, rules, services
from lms.assessments.models import Assignment, CheckPick, Review, Submission
from lms.assessments.queries.board import board
from lms.assessments.services.reviewing.allocating import in_reach
from lms.assessments.types import LateForm, LateRule, ReviewOrigin, WhyNotReview
from lms.assessments.types.gradebook import CellState
from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from tests.world import NOW, World, actor

DAY = timedelta(days=1)
LEVELS = {0: 2, 1: 3}


def change(assignment_id: int, **values: object) -> Assignment:
    with transaction():
        row = db.session.get_one(Assignment, assignment_id)
        for name, value in values.items():
            setattr(row, name, value)
        audit.record(SYSTEM, "assignment.set", row)
    return row


def closes(assignment_id: int):
    return db.session.get_one(Assignment, assignment_id).closes_at


def extend(world: World, who: str, until) -> None:
    services.extend(
        actor(world, "teacher"),
        assignment_id=world.ids["open_assignment"],
        person_ids=[world.people[who]],
        until=until,
        reason="a fortnight in hospital",
        now=NOW,
    )


@pytest.mark.parametrize(("extended_by", "is_reviewable"), [(2 * DAY, True), (timedelta(hours=1), False)])
def test_work_within_an_extension_is_not_late(app: Flask, world: World, extended_by, is_reviewable: bool) -> None:
    task = world.ids["open_assignment"]
    change(task, late=LateRule(LateForm.UNREVIEWED, 10, 5).stored())
    close = closes(task)
    extend(world, "ada", close + extended_by)
    later = close + DAY
    work = services.submit_work(actor(world, "ada"), assignment_id=task, body="Written in time for me", now=later)
    row = db.session.get_one(Assignment, task)
    assert (in_reach(row, board(row), now=later + DAY) == [work.id]) is is_reviewable
    lines = queries.work_lines(task, {})
    assert [line.is_late for line in lines] == [not is_reviewable]


def test_an_extension_given_afterwards_takes_the_deduction_back(app: Flask, world: World) -> None:
    task = world.ids["open_assignment"]
    change(task, late=LateRule(LateForm.POINTS, 10, 5).stored())
    close = closes(task)
    work = services.submit_work(actor(world, "ada"), assignment_id=task, body="Late", now=close + 1.5 * DAY)
    assert db.session.get_one(Submission, work.id).late_off == 20
    extend(world, "ada", close + DAY)
    assert db.session.get_one(Submission, work.id).late_off == 10
    extend(world, "ada", close + 2 * DAY)
    assert db.session.get_one(Submission, work.id).late_off == 0
    extend(world, "ada", None)
    assert db.session.get_one(Submission, work.id).late_off == 20


def test_who_handed_in_nothing_reviews_in_one_place_more(app: Flask, world: World) -> None:
    """Three works with their full number of reviews; dan, without work, gets each once and no more."""
    task = world.ids["open_assignment"]
    for name in ("ada", "bo", "cy"):
        services.submit_work(actor(world, name), assignment_id=task, body=f"Work of {name}", now=NOW)
    change(task, reviews_each=2)
    close = closes(task)
    dan = actor(world, "dan")
    with pytest.raises(Refused) as refused:
        services.take_next(dan, assignment_id=task, now=close - DAY)
    assert refused.value.reason is WhyNotReview.OWN_WORK_FIRST
    services.allocate_reviews(SYSTEM, assignment_id=task, now=close)
    later = close + timedelta(hours=1)
    taken = []
    for _turn in range(2):
        review_id = services.take_next(dan, assignment_id=task, now=later)
        services.give_review(dan, review_id=review_id, levels=LEVELS, comment="This helps you.", now=later)
        taken.append(db.session.get_one(Review, review_id))
    assert [(review.slot, review.origin) for review in taken] == [(2, ReviewOrigin.QUEUE)] * 2
    assert len({review.submission_id for review in taken}) == 2
    with pytest.raises(Refused) as refused:
        services.take_next(dan, assignment_id=task, now=later)
    assert refused.value.reason is WhyNotReview.SHARE_GIVEN
    counts = [
        len(db.session.scalars(select(Review.id).where(Review.submission_id == work)).all())
        for work in db.session.scalars(select(Submission.id).where(Submission.assignment_id == task))
    ]
    assert sorted(counts) == [2, 3, 3]
    change(task, reviews_without_work=False)
    with pytest.raises(Refused) as refused:
        services.take_next(dan, assignment_id=task, now=later)
    assert refused.value.reason is WhyNotReview.NOT_HANDED_IN


def test_people_with_an_extension_do_not_read_the_others_first(app: Flask, world: World) -> None:
    task = world.ids["open_assignment"]
    services.submit_work(actor(world, "bo"), assignment_id=task, body="Work of bo", now=NOW)
    close = closes(task)
    extend(world, "dan", close + 2 * DAY)
    services.allocate_reviews(SYSTEM, assignment_id=task, now=close)
    for after, reason in ((DAY, WhyNotReview.OWN_WORK_FIRST), (3 * DAY, None)):
        row = db.session.get_one(Assignment, task)
        share = board(row).state_of(world.people["dan"], now=close + after)
        assert (WhyNotReview.OWN_WORK_FIRST if share.may_still_hand_in else None) is reason


@pytest.fixture
def blind(world: World, sign_in) -> tuple[World, int]:
    """ada's published grade, picked to be graded blind."""
    from tests.reviewing.test_reviewing_services import give

    task = world.ids["assignment"]
    for name in ("ada", "bo", "cy", "dan"):
        give(world, name)
    services.settle_grades(actor(world, "teacher"), assignment_id=task, now=NOW)
    work = queries.submission_of(task, world.people["ada"])
    assert work is not None
    services.override_grade(actor(world, "teacher"), submission_id=work.id, points=37.3, reason="seen", now=NOW)
    with transaction():
        db.session.add(CheckPick(assignment_id=task, submission_id=work.id, reason="drawn", at=NOW))
        audit.record(SYSTEM, "checks.picked", ("assignment", task))
    return world, work.id


def test_nothing_shows_a_grade_before_its_blind_check(app: Flask, blind, sign_in) -> None:
    world, work_id = blind
    task, cohort = world.ids["assignment"], world.ids["running"]
    book = queries.gradebook_of(cohort, on=NOW.date(), now=NOW)
    assert [line.mean for line in book.lines if line.person_id == world.people["ada"]] == [37.3]
    at = [column.id for column in book.columns].index(task)
    shown = rules.as_blind(book)
    cells = {line.person_id: line.cells[at] for line in shown.lines}
    ada = cells[world.people["ada"]]
    assert (ada.state, ada.points, ada.given, ada.is_blind) == (CellState.BLIND, None, None, True)
    assert cells[world.people["bo"]].state is not CellState.BLIND
    line = next(line for line in shown.lines if line.person_id == world.people["ada"])
    assert line.mean is None
    teacher = sign_in("teacher")
    for path in (
        f"/assignments/gradebook/{cohort}",
        f"/assignments/gradebook/{cohort}/spread",
        f"/assignments/{task}/overview",
        f"/assignments/gradebook/{cohort}/trainees/{world.people['ada']}",
        f"/assignments/work/{work_id}/changes",
        f"/assignments/work/{work_id}",
        f"/assignments/work/{work_id}/grading",
    ):
        answer = teacher.get(path, follow_redirects=True)
        assert answer.status_code == 200
        assert "37.3" not in answer.text, path
