"""Work, reviews and grades over a real database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from lms.assessments import queries, services
from lms.assessments.types import WhyNot, WhyNotReview
from lms.core.actor import SYSTEM
from lms.core.errors import NotFound, Refused
from tests.world import NOW, World, actor

OVER = NOW + timedelta(days=3)


def review_all(world: World, level: int = 3) -> None:
    for name in ("ada", "bo", "cy", "dan"):
        person = actor(world, name)
        for duty in queries.duties_of(person.user_id or 0, open_at=NOW):
            services.give_review(
                person, review_id=duty.review_id, levels={0: level, 1: level}, comment="This helps you.", now=NOW
            )


def test_a_round_ends_in_grades_with_their_facts(app: Flask, world: World) -> None:
    review_all(world)
    assert services.settle_grades(SYSTEM, assignment_id=world.ids["assignment"], now=NOW) == 0
    assert services.settle_grades(SYSTEM, assignment_id=world.ids["assignment"], now=OVER) == 4
    assert services.settle_grades(SYSTEM, assignment_id=world.ids["assignment"], now=OVER) == 0
    entry = queries.grade_of(world.ids["work-ada"])
    assert entry is not None
    assert entry.points == 75.0
    assert entry.facts["strategy"] == "mean"
    assert [one["given"] for one in entry.facts["reviews"]] == [75.0, 75.0, 75.0]


def test_the_instructor_s_grade_stands_above_the_peers(app: Flask, world: World) -> None:
    review_all(world)
    services.settle_grades(SYSTEM, assignment_id=world.ids["assignment"], now=OVER)
    teacher = actor(world, "teacher")
    services.override_grade(teacher, submission_id=world.ids["work-ada"], points=91, reason="seen live", now=NOW)
    assert services.settle_grades(SYSTEM, assignment_id=world.ids["assignment"], now=OVER) == 0
    grade = queries.grade_of(world.ids["work-ada"])
    assert (grade.points, grade.source) == (91.0, "instructor")


def test_a_review_is_given_once_and_only_by_its_reviewer(app: Flask, world: World) -> None:
    mine = world.ids["review-ada"]
    levels = {0: 1, 1: 1}
    with pytest.raises(NotFound):
        services.give_review(actor(world, "bo"), review_id=mine, levels=levels, comment="long enough", now=NOW)
    services.give_review(actor(world, "ada"), review_id=mine, levels=levels, comment="long enough", now=NOW)
    later = NOW + timedelta(minutes=30)
    with pytest.raises(Refused) as refused:
        services.give_review(actor(world, "ada"), review_id=mine, levels=levels, comment="long enough", now=later)
    assert refused.value.reason is WhyNotReview.STANDS


@pytest.mark.parametrize(
    ("body", "later", "reason"),
    [
        ("  ", timedelta(), WhyNot.EMPTY),
        ("가" * 30_000, timedelta(), WhyNot.TOO_LONG),
        ("work", timedelta(days=9), WhyNot.CLOSED),
        ("work", timedelta(days=-9), WhyNot.NOT_OPEN),
    ],
)
def test_work_that_cannot_be_handed_in(app: Flask, world: World, body: str, later: timedelta, reason: WhyNot) -> None:
    with pytest.raises(Refused) as refused:
        services.submit_work(
            actor(world, "ada"), assignment_id=world.ids["open_assignment"], body=body, now=NOW + later
        )
    assert refused.value.reason is reason


def test_work_may_be_changed_for_half_an_hour(app: Flask, world: World) -> None:
    ada, task = actor(world, "ada"), world.ids["open_assignment"]
    services.submit_work(ada, assignment_id=task, body="first", now=NOW)
    changed = services.submit_work(ada, assignment_id=task, body="second", now=NOW + timedelta(minutes=29))
    assert (changed.version, changed.body) == (2, "second")
    with pytest.raises(Refused) as refused:
        services.submit_work(ada, assignment_id=task, body="third", now=NOW + timedelta(minutes=30))
    assert refused.value.reason is WhyNot.LOCKED
