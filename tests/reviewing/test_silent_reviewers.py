"""A fifth of the reviewers says nothing: by the ladder, every work still gets its reviews, and no author waits."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts.services import register_person
from lms.assessments import services
from lms.assessments.allocation import Helper, Ladder, Reviewer, Step, Waiting, Work, balanced, call_stand_bys
from lms.assessments.allocation.ladder import KIND, is_in_order
from lms.assessments.models import Assignment, Review, Submission
from lms.assessments.queries.ladder import ladder_for
from lms.cohorts import services as cohorts
from lms.core import audit, terms
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.db import db
from lms.core.transaction import transaction
from tests.world import NOW, TODAY, World

CLASS, EACH, LEAST = 18, 3, 2
DEADLINE = NOW + timedelta(days=8)


def finished_after_two_days(seed: int) -> Counter[int]:
    """One class through the pure ladder: how many reviews each work has 48 hours after the deadline.

    A fifth is silent from the start; of those who are there, everybody gives what they are asked for, but a stand-by
    only by the end of their day. Stand-bys are called twelve hours after the deadline and once more a day later.
    """
    chance = random.Random(seed)
    people = list(range(CLASS))
    silent = {person for person in people if chance.random() < 0.2}
    pairs = balanced([Work(person, (person,)) for person in people], each=EACH, seed=seed).pairs
    done = Counter(dict.fromkeys(people, 0))
    reviewers: dict[int, set[int]] = {person: set() for person in people}
    for reviewer, work in pairs:
        reviewers[int(work)].add(int(reviewer))
        done[int(work)] += reviewer not in silent
    extra: Counter[int] = Counter()
    rungs = dict(Ladder().rungs(DEADLINE))
    at = rungs[Step.CALL_STAND_BY]
    while at + timedelta(hours=24) <= DEADLINE + timedelta(hours=48):
        works = [
            Waiting(person, (person,), done[person], 0, frozenset(reviewers[person]))
            for person in people
            if done[person] < EACH
        ]
        helpers = [
            Helper(Reviewer(person), extra=extra[person], obliged=extra[person])
            for person in people
            if person not in silent
        ]
        called = call_stand_bys(works, helpers, wanted=EACH, least=LEAST, seed=seed, may_oblige=True)
        for reviewer, work in called.pairs:
            reviewers[int(work)].add(int(reviewer))
            done[int(work)] += 1
            extra[int(reviewer)] += 1
        at += timedelta(hours=24)
    return done


def test_every_work_has_two_reviews_two_days_after_the_deadline() -> None:
    runs = [finished_after_two_days(seed) for seed in range(100)]
    assert sum(min(done.values()) >= LEAST for done in runs) >= 99


@pytest.fixture
def class_of_18(app: Flask, world: World) -> tuple[int, list[int]]:
    """Eighteen who have handed in, with their reviews handed out."""
    task = world.ids["open_assignment"]
    people = []
    for number in range(CLASS):
        person = register_person(SYSTEM, email=f"many{number}@example.org", name=f"Many {number}", now=NOW)
        cohorts.enrol(
            SYSTEM, cohort_id=world.ids["running"], person_id=person.id, starts_on=TODAY - timedelta(days=9), now=NOW
        )
        services.submit_work(as_trainee(world, person.id), assignment_id=task, body=f"Work {number}", now=NOW)
        people.append(person.id)
    services.allocate_reviews(SYSTEM, assignment_id=task, now=NOW + timedelta(days=4))
    return task, people


def as_trainee(world: World, person_id: int) -> Actor:
    return Actor(person_id, "", frozenset({Grant("trainee", "cohort", world.ids["running"])}))


def open_reviews(task: int) -> list[Review]:
    db.session.rollback()
    return list(
        db.session.scalars(
            select(Review)
            .join(Submission, Submission.id == Review.submission_id)
            .where(Submission.assignment_id == task, Review.done_at.is_(None), Review.released_at.is_(None))
            .order_by(Review.id)
        )
    )


def give_open(world: World, task: int, silent: set[int], at) -> None:
    for review_id, reviewer in [(review.id, review.reviewer_id) for review in open_reviews(task)]:
        if reviewer not in silent:
            services.give_review(
                as_trainee(world, reviewer), review_id=review_id, levels={0: 3, 1: 2}, comment="Of use to you.", now=at
            )


def test_the_services_climb_the_same_ladder(world: World, class_of_18: tuple[int, list[int]]) -> None:
    task, people = class_of_18
    silent = set(random.Random(3).sample(people, 4))
    give_open(world, task, silent, NOW + timedelta(days=5))
    for hours in (-24, 0, 12, 24, 36):
        services.climb_ladder(SYSTEM, assignment_id=task, now=DEADLINE + timedelta(hours=hours))
        give_open(world, task, silent, DEADLINE + timedelta(hours=hours, minutes=30) if hours >= 12 else DEADLINE)
    counts = Counter(
        db.session.scalars(
            select(Review.submission_id)
            .join(Submission, Submission.id == Review.submission_id)
            .where(Submission.assignment_id == task, Review.done_at.is_not(None))
        )
    )
    assert len(counts) == CLASS
    assert min(counts.values()) >= LEAST
    settled = DEADLINE + timedelta(hours=48)
    with transaction():
        db.session.get_one(Assignment, task).strategy = "mean"
        audit.record(SYSTEM, "assignment.set", ("assignment", task))
    assert services.settle_grades(SYSTEM, assignment_id=task, now=settled) == CLASS


def hours(remind: int, back: int, stand_by: int, instructor: int) -> dict[str, int]:
    return {"remind": remind, "return_lease": back, "call_stand_by": stand_by, "tell_instructor": instructor}


def test_a_centre_writes_its_own_hours(world: World, class_of_18: tuple[int, list[int]]) -> None:
    task, _people = class_of_18
    for days, numbers in ((0, hours(48, 6, 20, 30)), (30, hours(1, 1, 1, 1))):
        terms.write(
            SYSTEM,
            kind=KIND,
            scope=("centre", world.ids["centre"]),
            valid_from=TODAY + timedelta(days=days),
            numbers=numbers,
            now=NOW,
        )
    assignment = db.session.get_one(Assignment, task)
    assert ladder_for(assignment) == Ladder(
        timedelta(hours=-48), timedelta(hours=6), timedelta(hours=20), timedelta(hours=30)
    )
    assert services.climb_ladder(SYSTEM, assignment_id=task, now=DEADLINE - timedelta(hours=47)) == CLASS * EACH
    assert services.climb_ladder(SYSTEM, assignment_id=task, now=DEADLINE + timedelta(hours=5)) == 0
    assert len(open_reviews(task)) == CLASS * EACH
    assert services.climb_ladder(SYSTEM, assignment_id=task, now=DEADLINE + timedelta(hours=6)) == CLASS * EACH
    assert open_reviews(task) == []


def test_without_terms_the_usual_hours_hold(world: World) -> None:
    assert ladder_for(db.session.get_one(Assignment, world.ids["open_assignment"])) == Ladder()


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (hours(24, 0, 12, 24), True),
        (hours(0, 5, 5, 5), True),
        (hours(24, 13, 12, 24), False),
        (hours(24, 0, 25, 24), False),
    ],
)
def test_rungs_keep_their_order(numbers: dict[str, int], expected: bool) -> None:
    assert is_in_order(numbers) is expected
