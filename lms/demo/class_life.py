"""What happens in a running class of the demo: presence, work, reviews, grades, reading."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from sqlalchemy import select

from lms.accounts.types import Role
from lms.assessments import services as work
from lms.assessments.models import Review, Submission
from lms.assessments.types import Criterion, Window
from lms.attendance import services as attendance
from lms.attendance.rules import DayStatus
from lms.cohorts.models import Cohort
from lms.cohorts.queries import class_days
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.db import db
from lms.courses import services as courses
from lms.demo import defence_life, door_life, requests_life, texts

Trainees = list[tuple[int, int]]


def as_trainee(person_id: int, cohort_id: int) -> Actor:
    """A trainee of a cohort, to act as."""
    return Actor(person_id, "", frozenset({Grant(Role.TRAINEE, "cohort", cohort_id)}))


def pin_course(cohort: Cohort, which: int, revisions: list[tuple[int, int]]) -> None:
    """Give a cohort its field's course."""
    course_id, revision_id = revisions[which % len(revisions)]
    courses.pin_cohort(SYSTEM, cohort_id=cohort.id, course_id=course_id, revision_id=revision_id)


def mark_days(chance: random.Random, cohort: Cohort, trainees: Trainees, *, until: date, now: datetime) -> None:
    """Mark every class day up to a day (exclusive), with a few who are often late."""
    loose = {enrolment: chance.choice((0.02, 0.04, 0.05, 0.12)) for enrolment, _person in trainees}
    for day in class_days(cohort.id, until=until - timedelta(days=1)):
        statuses = {enrolment: _status(chance, loose[enrolment]) for enrolment, _person in trainees}
        attendance.mark_attendance(SYSTEM, cohort_id=cohort.id, day=day.day, statuses=statuses, now=now)


def _status(chance: random.Random, loose: float) -> DayStatus:
    draw = chance.random()
    if draw < loose * 0.5:
        return DayStatus.ABSENT
    if draw < loose * 1.3:
        return chance.choice((DayStatus.LATE, DayStatus.LATE, DayStatus.LEFT_EARLY, DayStatus.OUTING))
    return DayStatus.EXCUSED if draw > 0.992 else DayStatus.PRESENT


def run(chance: random.Random, cohort: Cohort, trainees: Trainees, *, today: date, now: datetime) -> None:
    """Four months of a class: one assignment graded, one under review, one open."""
    mark_days(chance, cohort, trainees, until=today, now=now)
    door_life.days_at_the_door(cohort, trainees, today=today, now=now)
    requests_life.requests_of_class(cohort, trainees, today=today, now=now)
    starts = (now - timedelta(days=40), now - timedelta(days=12), now - timedelta(days=2))
    for number, begins in enumerate(starts):
        closes = begins + timedelta(days=10)
        window = Window(begins, closes, closes + timedelta(days=5))
        _assignment(chance, cohort, trainees, number, window=window, now=now)
    defence_life.run(cohort, trainees, now=now)


def _assignment(
    chance: random.Random, cohort: Cohort, trainees: Trainees, number: int, *, window: Window, now: datetime
) -> None:
    title, brief = texts.ASSIGNMENTS[number]
    assignment = work.set_assignment(
        SYSTEM,
        cohort_id=cohort.id,
        title=title,
        brief=brief,
        criteria=[Criterion(*line) for line in texts.CRITERIA],
        window=window,
        now=window.opens_at,
    )
    authors = trainees[:-1] if number < 2 else trainees[3:9]
    for _enrolment, person in authors:
        moment = window.opens_at + timedelta(hours=chance.randint(1, 40))
        body = chance.choice(texts.WORK)
        work.submit_work(as_trainee(person, cohort.id), assignment_id=assignment.id, body=body, now=moment)
    if window.closes_at > now:
        return
    work.allocate_reviews(SYSTEM, assignment_id=assignment.id, now=window.closes_at)
    share = 0.95 if window.review_closes_at <= now else 0.5
    _review(chance, cohort, assignment.id, share, window.closes_at + timedelta(days=1))
    if window.review_closes_at <= now:
        work.settle_grades(SYSTEM, assignment_id=assignment.id, now=window.review_closes_at)


def _review(chance: random.Random, cohort: Cohort, assignment_id: int, share: float, when: datetime) -> None:
    pairs = db.session.execute(
        select(Review.id, Review.reviewer_id, Submission.body)
        .join(Submission, Submission.id == Review.submission_id)
        .where(Submission.assignment_id == assignment_id)
        .order_by(Review.id)
    ).all()
    for review_id, reviewer_id, body in pairs:
        if chance.random() > share:
            continue
        quality = 1.6 if body == texts.WORK[-1] else 3.1
        levels = {line: min(4, max(0, round(chance.gauss(quality, 0.7)))) for line in range(len(texts.CRITERIA))}
        reviewer = as_trainee(reviewer_id, cohort.id)
        comment = chance.choice(texts.COMMENTS)
        work.give_review(reviewer, review_id=review_id, levels=levels, comment=comment, now=when)
