"""Reviews handed out, given, lapsed and taken over, on a real database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lms.assessments import queries, services
from lms.assessments.models import Assignment, PairRule, Review, ReviewEntry, ReviewStep
from lms.assessments.types import Allocation, Given, ReviewOrigin, WhyNotReview
from lms.core import audit
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction
from lms.notifications.models import Notice
from tests.world import NOW, World, actor

LEVELS = {0: 2, 1: 3}
DEADLINE = NOW + timedelta(days=3)
CLASS = ("ada", "bo", "cy", "dan")


def reviews(assignment_id: int) -> list[Review]:
    db.session.rollback()
    from lms.assessments.models import Submission

    return list(
        db.session.scalars(
            select(Review)
            .join(Submission, Submission.id == Review.submission_id)
            .where(Submission.assignment_id == assignment_id)
            .order_by(Review.id)
        )
    )


def give(world: World, who: str, *, now=NOW, but: int = 0) -> int:
    """Everything that somebody holds, except some; how many reviews."""
    person = actor(world, who)
    duties = [duty.review_id for duty in queries.duties_of(person.user_id or 0, open_at=NOW)]
    for review_id in duties[: len(duties) - but]:
        services.give_review(person, review_id=review_id, levels=LEVELS, comment="This helps you.", now=now)
    return len(duties) - but


def make_queue(world: World) -> int:
    """The open assignment as a queue in which three have handed in."""
    task = world.ids["open_assignment"]
    with transaction():
        row = db.session.get_one(Assignment, task)
        row.allocation, row.reviews_each = str(Allocation.QUEUE), 2
        audit.record(SYSTEM, "assignment.set", row)
    for name in ("ada", "bo", "cy"):
        services.submit_work(actor(world, name), assignment_id=task, body=f"Queue work of {name}", now=NOW)
    return task


def test_a_round_gives_everybody_their_share(app: Flask, world: World) -> None:
    rows = reviews(world.ids["assignment"])
    assert len(rows) == 12
    assert {(row.origin, row.due_at) for row in rows} == {(ReviewOrigin.ROUND, DEADLINE)}
    assert len({(row.submission_id, row.slot) for row in rows}) == 12
    assert services.allocate_reviews(SYSTEM, assignment_id=world.ids["assignment"], now=NOW) == 0


def test_a_review_is_a_row_of_the_ledger_and_changes_for_half_an_hour(app: Flask, world: World) -> None:
    ada, mine = actor(world, "ada"), world.ids["review-ada"]
    for level, minutes in ((1, 0), (1, 1), (4, 29)):
        services.give_review(
            ada,
            review_id=mine,
            levels={0: level, 1: 2},
            comment="long enough",
            comments={0: "here"},
            seconds=200,
            now=NOW + timedelta(minutes=minutes),
        )
    rows = db.session.scalars(select(ReviewEntry).where(ReviewEntry.review_id == mine).order_by(ReviewEntry.turn)).all()
    assert [(row.turn, row.levels, row.comments, row.seconds) for row in rows] == [
        (1, [1, 2], ["here", ""], 200),
        (2, [4, 2], ["here", ""], 200),
    ]
    assert rows[1].supersedes_id == rows[0].id
    review = db.session.get_one(Review, mine)
    assert (review.levels, review.done_at) == ([4, 2], NOW)


def test_a_draft_is_the_reviewer_s_alone(app: Flask, world: World) -> None:
    ada, mine = actor(world, "ada"), world.ids["review-ada"]
    given = Given({0: 3}, {1: "half"}, "so far", 45)
    services.keep_review_draft(ada, review_id=mine, given=given, now=NOW)
    from lms.assessments import access

    work, _card, _criteria = access.work_for_review(ada, mine)
    assert work.draft == given
    with pytest.raises(NotFound):
        services.keep_review_draft(actor(world, "bo"), review_id=mine, given=given, now=NOW)


def test_the_queue_gives_the_neediest_work_and_one_at_a_time(app: Flask, world: World) -> None:
    task = make_queue(world)
    later = NOW + timedelta(hours=1)
    first = services.take_next(actor(world, "ada"), assignment_id=task, now=later)
    with pytest.raises(Refused) as refused:
        services.take_next(actor(world, "ada"), assignment_id=task, now=later)
    assert refused.value.reason is WhyNotReview.ONE_IN_HAND
    services.take_next(actor(world, "bo"), assignment_id=task, now=later)
    services.take_next(actor(world, "cy"), assignment_id=task, now=later)
    rows = reviews(task)
    assert len({row.submission_id for row in rows[:2]}) == 2
    assert {row.due_at for row in rows} == {later + timedelta(hours=48)}
    services.give_review(actor(world, "ada"), review_id=first, levels=LEVELS, comment="This helps you.", now=later)
    second = services.take_next(actor(world, "ada"), assignment_id=task, now=later)
    services.give_review(actor(world, "ada"), review_id=second, levels=LEVELS, comment="This helps too.", now=later)
    with pytest.raises(Refused) as refused:
        services.take_next(actor(world, "ada"), assignment_id=task, now=later)
    assert refused.value.reason is WhyNotReview.SHARE_GIVEN


@pytest.mark.parametrize(
    ("who", "later", "reason"),
    [
        ("dan", timedelta(hours=1), WhyNotReview.OWN_WORK_FIRST),
        ("ada", timedelta(minutes=29), WhyNotReview.NOTHING_WAITS),
        ("ada", timedelta(days=11), WhyNotReview.REVIEWING_OVER),
    ],
)
def test_when_there_is_no_next_work(app: Flask, world: World, who: str, later: timedelta, reason: WhyNotReview) -> None:
    task = make_queue(world)
    with pytest.raises(Refused) as refused:
        services.take_next(actor(world, who), assignment_id=task, now=NOW + later)
    assert refused.value.reason is reason


def test_reviewers_at_the_same_moment_never_exceed_a_work_s_places(app: Flask, world: World) -> None:
    """Three works with one place each and three people who press the button at once, many times over."""
    task = make_queue(world)
    with transaction():
        db.session.get_one(Assignment, task).reviews_each = 1
        audit.record(SYSTEM, "assignment.set", ("assignment", task))
    later = NOW + timedelta(hours=1)
    people = [actor(world, name) for name in ("ada", "bo", "cy")] * 4
    db.session.remove()

    def press(person: Actor) -> bool:
        with app.app_context():
            try:
                services.take_next(person, assignment_id=task, now=later)
            except Refused:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(6) as pool:
        taken = sum(pool.map(press, people))
    rows = reviews(task)
    assert taken == len(rows)
    assert len({row.submission_id for row in rows}) == len(rows) <= 3
    assert {row.slot for row in rows} == {0}


def test_a_declared_conflict_is_private_and_kept(app: Flask, world: World) -> None:
    task = make_queue(world)
    ada, bo = world.people["ada"], world.people["bo"]
    services.declare_conflict(
        actor(world, "ada"), cohort_id=world.ids["running"], other_id=bo, reason="flatmates", now=NOW
    )
    with pytest.raises(Refused) as refused:
        services.declare_conflict(actor(world, "bo"), cohort_id=world.ids["running"], other_id=ada, reason="", now=NOW)
    assert refused.value.reason is WhyNotReview.KNOWN_ALREADY
    later = NOW + timedelta(hours=1)
    services.take_next(actor(world, "ada"), assignment_id=task, now=later)
    services.take_next(actor(world, "bo"), assignment_id=task, now=later)
    met = {(row.reviewer_id, row.submission_id) for row in reviews(task)}
    works = {name: queries.submission_of(task, world.people[name]).id for name in ("ada", "bo", "cy")}
    assert met == {(ada, works["cy"]), (bo, works["cy"])}
    rule = db.session.scalar(select(PairRule).where(PairRule.is_private))
    with pytest.raises(NotFound):
        services.lift_pair(actor(world, "teacher"), entry_id=rule.id, now=NOW)
    services.lift_pair(actor(world, "ada"), entry_id=rule.id, now=NOW)
    assert [line for line in queries.pair_rules(world.ids["running"]) if line.is_private] == []


def test_more_than_the_offer_allows_is_refused(app: Flask, world: World) -> None:
    with pytest.raises(Refused) as refused:
        services.offer_extra(actor(world, "ada"), assignment_id=world.ids["assignment"], extra=3, now=NOW)
    assert refused.value.reason is WhyNotReview.TOO_MANY_EXTRA


def test_a_silent_reviewer_loses_the_place_and_a_stand_by_gets_it(app: Flask, world: World) -> None:
    """dan is silent, everybody else gives all but what dan would have: each step of the ladder, each once."""
    task = world.ids["assignment"]
    for name in ("ada", "bo", "cy"):
        give(world, name, but=1 if name == "cy" else 0)
    climb = [
        services.climb_ladder(SYSTEM, assignment_id=task, now=DEADLINE + timedelta(hours=hours))
        for hours in (-24, -23, 0, 1, 12, 24)
    ]
    assert climb[0] == 4
    assert climb[1] == 0
    assert climb[2] == 4
    assert climb[3] == 0
    released = [row for row in reviews(task) if row.released_at is not None]
    assert len(released) == 4
    assert all(row.slot is None for row in released)
    steps = db.session.scalars(select(ReviewStep.step)).all()
    assert sorted(set(steps)) == ["call_stand_by", "remind", "return_lease", "tell_instructor"]
    texts = db.session.scalars(select(Notice.person_id)).all()
    assert world.people["dan"] in texts


def test_a_latecomer_s_review_is_welcome_while_its_place_is_free(app: Flask, world: World) -> None:
    task = world.ids["assignment"]
    services.climb_ladder(SYSTEM, assignment_id=task, now=DEADLINE)
    late = DEADLINE + timedelta(hours=1)
    services.give_review(
        actor(world, "ada"), review_id=world.ids["review-ada"], levels=LEVELS, comment="late but kind", now=late
    )
    review = db.session.get_one(Review, world.ids["review-ada"])
    assert (review.released_at, review.done_at) == (None, late)
    assert review.slot is not None


def test_the_pages_of_reviewing(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("ada")
    task = world.ids["assignment"]
    page = browser.get(f"/assignments/{task}/reviewing").text
    assert page.count("/assignments/reviews/") == 3
    review = f"/assignments/reviews/{world.ids['review-ada']}"
    saved = browser.post(f"{review}/draft", data={"level-0": "2", "comment-1": "<b>bold</b>", "seconds": "5"})
    assert 'role="status"' in saved.text
    assert "&lt;b&gt;bold" in browser.get(review).text
    missing = browser.post(review, data={"level-0": "2", "comment": "This is of use."})
    assert missing.status_code == 409
    assert "This is of use." in missing.text
    given = browser.post(review, data={"level-0": "2", "level-1": "2", "comment": "This is of use."})
    assert given.status_code == 302
    assert sign_in("bo").get(review).status_code == 404
    refused = browser.post(f"/assignments/{task}/reviewing/next")
    assert refused.status_code == 409
    private = browser.post(
        f"/assignments/apart/{world.ids['running']}", data={"other": world.people["cy"], "reason": "cousins"}
    )
    assert private.status_code == 302
    pairs = f"/assignments/{world.ids['open_assignment']}/pairs"
    teacher = sign_in("teacher")
    assert "cousins" in teacher.get(pairs).text
    assert "cousins" not in sign_in("cy").get(f"/assignments/apart/{world.ids['running']}").text
    again = teacher.post(
        pairs,
        data={"reviewer": world.people["dan"], "author": world.people["bo"], "kind": "must", "reason": "again"},
    )
    assert again.status_code == 409
