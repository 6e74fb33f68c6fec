"""What happens in a running class of the demo: presence, work, reviews, grades, reading."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from lms.accounts.types import Role
from lms.attendance import services as attendance
from lms.attendance.rules import DayStatus
from lms.cohorts.models import Cohort
from lms.cohorts.queries import class_days
from lms.core.actor import SYSTEM, Actor, Grant
from lms.courses import services as courses
from lms.demo import (
    attendance_life,
    defence_life,
    door_life,
    grading_life,
    quiz_life,
    remote_life,
    requests_life,
    work_life,
)

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
    by_hand_until = min(attendance_life.door_days(cohort, today=today), default=today)
    mark_days(chance, cohort, trainees, until=by_hand_until, now=now)
    door_life.days_at_the_door(cohort, trainees, today=today, now=now)
    attendance_life.come_and_go(cohort, trainees, today=today, now=now)
    requests_life.requests_of_class(cohort, trainees, today=today, now=now)
    remote_life.prompt_of_morning(cohort, trainees, today=today, now=now)
    requests_life.calls_and_hours(cohort, trainees, today=today, now=now)
    attendance_life.close_months(cohort, trainees, today=today, now=now)
    grading_life.run(cohort, trainees, now=now)
    quiz_life.run(cohort, trainees, now=now)
    defence_life.run(cohort, trainees, now=now)
    work_life.run(cohort, trainees, now=now)
