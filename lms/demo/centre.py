"""The demonstration centre: two fields, a cohort placed, a cohort in its six months, two running classes.

Everybody is made up. Deterministic for a given day; every date is relative to it.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from sqlalchemy import select

from lms.accounts import secrets
from lms.accounts.models import Person
from lms.accounts.services import grant_role, register_person
from lms.accounts.types import Role, Scope
from lms.cohorts import services as cohorts
from lms.cohorts.holidays_decided import closed_days
from lms.cohorts.models import Centre, Cohort
from lms.cohorts.queries import sections
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.transaction import transaction
from lms.demo import account_life, admin_life, attendance_life, career_life, class_life, reading_life, texts
from lms.demo.lessons import load_courses

PASSWORD = "hello-baeum"  # noqa: S105 - shown on the sign-in page of the demo, refused nowhere else
SEED = 20_260
ACCOUNTS = [
    {"role": "훈련생 Trainee", "email": "trainee@example.org", "password": PASSWORD},
    {"role": "강사 Instructor", "email": "instructor@example.org", "password": PASSWORD},
    {"role": "취업 멘토 Career mentor", "email": "mentor@example.org", "password": PASSWORD},
    {"role": "운영 관리자 Administrator", "email": "admin@example.org", "password": PASSWORD},
    {"role": "수료생 Graduate", "email": "graduate@example.org", "password": PASSWORD},
]


def load_demo_centre(*, now: datetime) -> bool:
    """Fill an empty database in one transaction; False when there is a centre already."""
    if db.session.scalar(select(Centre.id).limit(1)) is not None:
        return False
    with transaction():
        _build(random.Random(SEED), now)
    with transaction():  # cases open when the first transaction has told everybody
        career_life.book_for_graduates(random.Random(SEED), now=now)
    admin_life.prepare(now=now)
    account_life.prepare(now=now)
    return True


def _build(chance: random.Random, now: datetime) -> None:
    today = clock.local_date(now)
    centre = cohorts.found_centre(SYSTEM, code="hanbit", name=texts.CENTRE, address=texts.ADDRESS)
    people = _People(chance, now)
    people.staff("admin@example.org", texts.ADMINISTRATOR, Role.ADMINISTRATOR, Scope.CENTRE, centre.id)
    revisions = load_courses(SYSTEM, centre.id, now=now)
    programmes = [
        cohorts.found_programme(SYSTEM, centre_id=centre.id, code=code, name=name, field=field)
        for code, name, field in texts.PROGRAMMES
    ]
    plan = (
        (0, 1, today - timedelta(days=420), today - timedelta(days=240), 15),
        (0, 2, today - timedelta(days=255), today - timedelta(days=75), 18),
        (0, 3, today - timedelta(days=105), today + timedelta(days=77), 18),
        (1, 1, today - timedelta(days=98), today + timedelta(days=84), 18),
    )
    mentor = people.person("mentor@example.org", texts.MENTOR)
    for number, (which, run, starts, ends, size) in enumerate(plan):
        cohort = _start(programmes[which].id, f"{texts.PROGRAMMES[which][1]['ko']} {run}기", run, starts, ends)
        teacher = people.person("instructor@example.org", texts.INSTRUCTOR) if which == 0 else people.new_person()
        cohorts.staff_cohort(SYSTEM, cohort_id=cohort.id, person_id=teacher.id, role=Role.INSTRUCTOR, now=now)
        cohorts.staff_cohort(SYSTEM, cohort_id=cohort.id, person_id=mentor.id, role=Role.MENTOR, now=now)
        trainees = _enrol(people, cohort, size, _first_address(number), now)
        class_life.pin_course(cohort, which, revisions)
        if ends < today:
            career_life.finish(chance, cohort, trainees, employed=(12, 6)[number], excluded=(3, 0)[number], now=now)
        else:
            if which == 1:
                attendance_life.write_policy(cohort, now=now)
            class_life.run(chance, cohort, trainees, today=today, now=now)
            reading_life.read_course(chance, cohort, trainees, now=now)
            career_life.letters_of_running(cohort, trainees, mentor.id, now=now)
    career_life.offer_sessions(centre.id, mentor.id, today=today)


def _first_address(number: int) -> str:
    return {1: "graduate@example.org", 2: "trainee@example.org"}.get(number, "")


def _start(programme_id: int, name: str, number: int, starts: date, ends: date) -> Cohort:
    cohort = cohorts.start_cohort(
        SYSTEM,
        programme_id=programme_id,
        number=number,
        name=name,
        starts_on=starts,
        ends_on=ends,
        closed=closed_days(starts, ends),
    )
    for section in ("A반",):
        cohorts.open_section(SYSTEM, cohort_id=cohort.id, name=section, room="301호")
    return cohort


def _enrol(people: _People, cohort: Cohort, size: int, first_address: str, now: datetime) -> list[tuple[int, int]]:
    section = sections(cohort.id)[0]
    trainees = []
    for number in range(size):
        person = (
            people.person(first_address, people.next_name()) if number == 0 and first_address else people.new_person()
        )
        enrolment = cohorts.enrol(
            SYSTEM, cohort_id=cohort.id, person_id=person.id, starts_on=cohort.starts_on, section_id=section.id, now=now
        )
        trainees.append((enrolment.id, person.id))
    return trainees


class _People:
    """Made-up people with one password between them."""

    def __init__(self, chance: random.Random, now: datetime) -> None:
        self._chance = chance
        self._now = now
        self._hash = secrets.hash_password(PASSWORD)
        self._names = texts.names(chance)
        self._count = 0
        self._known: dict[str, Person] = {}

    def next_name(self) -> str:
        return next(self._names)

    def person(self, email: str, name: str) -> Person:
        if email not in self._known:
            self._known[email] = register_person(
                SYSTEM,
                email=email,
                name=name,
                phone=f"010-{self._chance.randint(1000, 9999)}-{self._chance.randint(1000, 9999)}",
                birth_date=date(
                    1997 + self._chance.randint(0, 8), self._chance.randint(1, 12), self._chance.randint(1, 28)
                ),
                password_hash=self._hash,
                now=self._now,
            )
        return self._known[email]

    def new_person(self) -> Person:
        self._count += 1
        return self.person(f"person{self._count:03d}@example.org", self.next_name())

    def staff(self, email: str, name: str, role: Role, scope: Scope, scope_id: int) -> Person:
        person = self.person(email, name)
        grant_role(SYSTEM, person_id=person.id, role=role, scope=scope, scope_id=scope_id, now=self._now)
        return person
