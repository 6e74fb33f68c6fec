"""A class to measure with: one running cohort in its fourth month with all that belongs to it, one that has ended.

Sizes are those of the budgets that the pages are held to: a course of 40 modules, 20 pieces of graded work, one of
them with five reviews each, presence marked for every class day so far.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, select

from lms.accounts.models import Person
from lms.accounts.secrets import hash_password
from lms.accounts.services import grant_role, register_person
from lms.accounts.types import Role, Scope
from lms.assessments import services as work
from lms.assessments.models import Review
from lms.assessments.types import Criterion, Settings, Window
from lms.attendance.models import DayMark
from lms.cohorts import services as cohorts
from lms.cohorts.models import Enrolment
from lms.cohorts.queries import class_days
from lms.cohorts.types import EnrolmentState
from lms.core import audit
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.db import db
from lms.core.transaction import transaction
from lms.courses import queries as course_queries
from lms.courses import services as courses
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft
from lms.credentials.models import CompletionEntry

PASSWORD = "a good long password"
MODULES, LESSONS, PIECES, REVIEWS_EACH = 40, 3, 20, 5
LEVEL = {"ko": "단계", "en": "level"}
TEXT = """# 제목

표와 코드가 있는 글입니다. 훈련생이 휴대전화로 읽습니다.

| 이름 | 값 |
|---|---|
| 하나 | 1 |
| 둘 | 2 |

```python
def mean(values):
    return sum(values) / len(values)
```

""" + "\n\n".join(f"문단 {number}. 무엇을 재고 왜 재는지 먼저 적습니다." for number in range(20))


@dataclass(frozen=True)
class Classroom:
    """Ids of what there is; people sign in as trainee, teacher and admin at example.org."""

    cohort: int
    ended: int
    course: int
    lesson: int
    assignment: int
    day: date
    enrolments: tuple[int, ...]


def build(trainees: int = 100, graduates: int = 100) -> Classroom:
    """Fill an empty, migrated database."""
    now = datetime.now(UTC).replace(microsecond=0)
    today = (now + timedelta(hours=9)).date()
    with transaction():
        centre = cohorts.found_centre(SYSTEM, code="here", name={"ko": "여기", "en": "Here"}).id
        programme = cohorts.found_programme(
            SYSTEM, centre_id=centre, code="web", name={"ko": "웹", "en": "Web"}, field="web"
        ).id
        starts = today - timedelta(days=115)
        cohort = cohorts.start_cohort(
            SYSTEM, programme_id=programme, number=2, name="웹 2기", starts_on=starts,
            ends_on=today + timedelta(days=67), closed={},
        ).id  # fmt: skip
        ended = cohorts.start_cohort(
            SYSTEM, programme_id=programme, number=1, name="웹 1기", starts_on=today - timedelta(days=300),
            ends_on=today - timedelta(days=120), closed={},
        ).id  # fmt: skip
        section = cohorts.open_section(SYSTEM, cohort_id=cohort, name="A").id
        secret = hash_password(PASSWORD)
        for name, role in (("teacher", Role.INSTRUCTOR), ("admin", Role.ADMINISTRATOR)):
            person = register_person(SYSTEM, email=f"{name}@example.org", name=name, password_hash=secret, now=now)
            grant_role(SYSTEM, person_id=person.id, role=role, scope=Scope.CENTRE, scope_id=centre, now=now)
        people = []
        for number in range(trainees):
            email = "trainee@example.org" if number == 0 else f"trainee{number}@example.org"
            person = register_person(SYSTEM, email=email, name=f"훈련생 {number:03}", password_hash=secret, now=now)
            enrolment = cohorts.enrol(
                SYSTEM, cohort_id=cohort, person_id=person.id, starts_on=starts, section_id=section, now=now
            )
            people.append((enrolment.id, person.id))
        _mark(cohort, people, today, now)
        course, lesson = _course(centre, cohort, now)
        _graduate(ended, graduates, today, now)
    with transaction():
        assignment = _work(cohort, [person for _enrolment, person in people], now)
    marked = class_days(cohort, until=today)
    enrolments = tuple(enrolment for enrolment, _person in people)
    return Classroom(cohort, ended, course, lesson, assignment, marked[-1].day, enrolments)


def _mark(cohort: int, people: list[tuple[int, int]], today: date, now: datetime) -> None:
    chance = random.Random(1)
    words = ["present"] * 17 + ["late", "absent", "left_early"]
    rows = [
        {
            "at": now, "actor_id": None, "reason": "", "cohort_id": cohort, "enrolment_id": enrolment,
            "day": card.day, "status": status, "events": int(status in {"late", "left_early"}), "source": "staff",
        }
        for card in class_days(cohort, until=today - timedelta(days=1))
        for enrolment, _person in people
        for status in [chance.choice(words)]
    ]  # fmt: skip
    db.session.execute(insert(DayMark), rows)
    audit.record(SYSTEM, "attendance.marked", ("cohort", cohort))


def _course(centre: int, cohort: int, now: datetime) -> tuple[int, int]:
    course = courses.found_course(SYSTEM, centre_id=centre, code="web", title={"ko": "웹", "en": "The web"})
    modules = tuple(
        ModuleDraft(
            {"ko": f"모듈 {module:02}"},
            tuple(
                LessonDraft(f"{module:02}/{lesson}.md", (TextDraft("ko", f"차시 {module}.{lesson}", TEXT),), minutes=20)
                for lesson in range(LESSONS)
            ),
        )
        for module in range(MODULES)
    )
    revision = courses.store_revision(SYSTEM, course_id=course.id, draft=CourseDraft(modules), now=now)
    courses.pin_cohort(SYSTEM, cohort_id=cohort, course_id=course.id, revision_id=revision.id)
    lesson = course_queries.lesson_by_key(revision.id, "05/1.md")
    if lesson is None:
        raise LookupError("the lesson was not stored")
    return course.id, lesson


def _graduate(cohort: int, count: int, today: date, now: datetime) -> None:
    """People who completed, written in one go: what is measured is the list, not the way to it."""
    people = [
        {
            "email": f"graduate{number}@example.org", "name": f"수료생 {number:05}", "created_at": now,
            "phone": f"010-0000-{number % 10_000:04}", "birth_date": date(1999, 1, 1), "language": "ko",
            "state": "active", "password_hash": "", "totp_secret": "", "totp_last_step": 0,
        }
        for number in range(count)
    ]  # fmt: skip
    db.session.execute(insert(Person), people)
    ids = db.session.scalars(select(Person.id).where(Person.email.like("graduate%")).order_by(Person.id)).all()
    starts = today - timedelta(days=300)
    db.session.execute(
        insert(Enrolment),
        [
            {"cohort_id": cohort, "person_id": person, "state": EnrolmentState.COMPLETED, "starts_on": starts}
            for person in ids
        ],
    )
    enrolments = db.session.scalars(select(Enrolment.id).where(Enrolment.cohort_id == cohort)).all()
    facts = {"scheduled": 120, "credited": 110, "share": [4, 5], "late": 4, "left_early": 2, "outing": 0}
    facts |= {"converted": 2, "absent": 8, "held": 120}
    db.session.execute(
        insert(CompletionEntry),
        [
            {
                "at": now, "actor_id": None, "reason": "", "cohort_id": cohort, "enrolment_id": enrolment,
                "verdict": "completed", "decided_on": today - timedelta(days=119), "facts": facts,
            }
            for enrolment in enrolments
        ],
    )  # fmt: skip
    audit.record(SYSTEM, "completion.settled", ("cohort", cohort))


def _as_trainee(person_id: int, cohort_id: int) -> Actor:
    return Actor(person_id, "", frozenset({Grant(Role.TRAINEE, "cohort", cohort_id)}))


def _work(cohort: int, people: list[int], now: datetime) -> int:
    """Graded work; the last piece has five reviews each."""
    chance = random.Random(2)
    criteria = [
        Criterion({"ko": f"기준 {number}", "en": f"criterion {number}"}, (LEVEL,) * 5, 0.25) for number in range(4)
    ]
    assignment = None
    for number in range(PIECES):
        opens = now - timedelta(days=60 - number)
        window = Window(opens, opens + timedelta(days=5), opens + timedelta(days=9))
        assignment = work.set_assignment(
            SYSTEM,
            cohort_id=cohort,
            title={"ko": f"과제 {number + 1}", "en": f"Task {number + 1}"},
            brief={"ko": "하십시오", "en": "Do it"},
            criteria=criteria,
            window=window,
            now=opens,
            settings=Settings(reviews_each=REVIEWS_EACH),
        )
        when = opens + timedelta(days=1)
        for person in people:
            done = work.submit_work(
                _as_trainee(person, cohort), assignment_id=assignment.id, body="코드와 설명", now=when
            )
            if number < PIECES - 1:
                points = float(chance.randint(55, 98))
                work.override_grade(SYSTEM, submission_id=done.id, points=points, reason="bench", now=now)
    if assignment is None:
        raise LookupError("no work was set")
    closed = window.closes_at + timedelta(minutes=1)
    work.allocate_reviews(SYSTEM, assignment_id=assignment.id, now=closed)
    for review_id, reviewer in db.session.execute(select(Review.id, Review.reviewer_id)).all():
        levels = {line: chance.randint(1, 4) for line in range(4)}
        person = _as_trainee(reviewer, cohort)
        work.give_review(person, review_id=review_id, levels=levels, comment="도움이 되는 말 한마디입니다.", now=closed)
    work.settle_grades(SYSTEM, assignment_id=assignment.id, now=window.review_closes_at)
    return assignment.id
