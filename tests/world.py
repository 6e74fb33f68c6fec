"""A small world for tests: two centres, three cohorts, everyone who could knock at a door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path

from lms.accounts.secrets import hash_password
from lms.accounts.services import grant_role, register_person
from lms.accounts.types import Role, Scope
from lms.assessments import services as work
from lms.assessments import types as work_types
from lms.careers import services as careers
from lms.careers.types import SessionKind
from lms.cohorts import services as cohorts
from lms.cohorts.types import EnrolmentState
from lms.core.actor import SYSTEM, Actor
from lms.core.transaction import transaction
from lms.courses import services as courses
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft
from lms.portfolio import services as portfolio

PASSWORD = "a good long password"
NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = (NOW + timedelta(hours=9)).date()


@dataclass(frozen=True)
class World:
    """Ids of what there is; people by the local part of their address."""

    people: dict[str, int]
    ids: dict[str, int]
    enrolments: dict[str, int] = field(default_factory=dict)


def actor(world: World, who: str) -> Actor:
    """The actor that a person is, as stored."""
    from lms.accounts.queries import actor_of

    found = actor_of(world.people[who])
    assert found is not None
    return found


def build_world() -> World:
    """Fill an empty database."""
    with transaction():
        return _build()


def _build() -> World:
    people = {name: _person(name, hash_password(PASSWORD)) for name in ("ada",)}
    common = hash_password(PASSWORD)
    for name in (
        "bo", "cy", "dan", "outsider", "withdrawn", "graduate", "teacher", "other-teacher", "mentor", "other-mentor",
        "admin", "other-admin",
    ):  # fmt: skip
        people[name] = _person(name, common)
    here = cohorts.found_centre(SYSTEM, code="here", name={"ko": "여기", "en": "Here"}).id
    there = cohorts.found_centre(SYSTEM, code="there", name={"ko": "저기", "en": "There"}).id
    running = _cohort(here, "a", TODAY - timedelta(days=60), TODAY + timedelta(days=60))
    other = _cohort(here, "b", TODAY - timedelta(days=60), TODAY + timedelta(days=60))
    ended = _cohort(here, "c", TODAY - timedelta(days=40), TODAY - timedelta(days=20))
    elsewhere = _cohort(there, "a", TODAY - timedelta(days=60), TODAY + timedelta(days=60))
    _grant(people["admin"], Role.ADMINISTRATOR, Scope.CENTRE, here)
    _grant(people["other-admin"], Role.ADMINISTRATOR, Scope.CENTRE, there)
    for cohort in (running, ended):
        _grant(people["teacher"], Role.INSTRUCTOR, Scope.COHORT, cohort)
        _grant(people["mentor"], Role.MENTOR, Scope.COHORT, cohort)
    _grant(people["other-teacher"], Role.INSTRUCTOR, Scope.COHORT, other)
    _grant(people["other-mentor"], Role.MENTOR, Scope.COHORT, elsewhere)
    enrolments = {name: _enrol(running, people[name]) for name in ("ada", "bo", "cy", "dan")}
    enrolments["outsider"] = _enrol(other, people["outsider"])
    enrolments["withdrawn"] = _enrol(running, people["withdrawn"])
    cohorts.change_state(
        SYSTEM,
        enrolment_id=enrolments["withdrawn"],
        state=EnrolmentState.WITHDRAWN,
        effective_on=TODAY,
        reason="moved away",
        now=NOW,
    )
    enrolments["graduate"] = _enrol(ended, people["graduate"])
    ids = {"centre": here, "running": running, "other": other, "ended": ended, "elsewhere": elsewhere}
    world = World(people, ids, enrolments)
    _course(world)
    _work(world)
    _letter(world)
    _career(world)
    for path in sorted(Path(__file__).parent.glob("*/seeds.py")):
        import_module(f"tests.{path.parent.name}.seeds").seed(world)
    return world


def _person(name: str, password_hash: str) -> int:
    person = register_person(
        SYSTEM, email=f"{name}@example.org", name=f"Person {name}", password_hash=password_hash, now=NOW
    )
    return person.id


def _grant(person_id: int, role: Role, scope: Scope, scope_id: int) -> None:
    grant_role(SYSTEM, person_id=person_id, role=role, scope=scope, scope_id=scope_id, now=NOW)


def _cohort(centre_id: int, code: str, starts: date, ends: date) -> int:
    programme = cohorts.found_programme(
        SYSTEM, centre_id=centre_id, code=code, name={"ko": f"과정 {code}", "en": f"Programme {code}"}, field="web"
    )
    cohort = cohorts.start_cohort(
        SYSTEM, programme_id=programme.id, number=1, name=f"{code} 1기", starts_on=starts, ends_on=ends, closed={}
    )
    cohorts.open_section(SYSTEM, cohort_id=cohort.id, name="A")
    return cohort.id


def _enrol(cohort_id: int, person_id: int) -> int:
    starts = TODAY - timedelta(days=60)
    return cohorts.enrol(SYSTEM, cohort_id=cohort_id, person_id=person_id, starts_on=starts, now=NOW).id


def _course(world: World) -> None:
    course = courses.found_course(
        SYSTEM, centre_id=world.ids["centre"], code="web", title={"ko": "웹", "en": "The web"}
    )
    lessons = (
        LessonDraft("one/README.md", (TextDraft("en", "One", "# One\n\nto [two](../two/README.md)\n"),), minutes=5),
        LessonDraft("two/README.md", (TextDraft("en", "Two", "text"), TextDraft("ko", "둘", "글")), minutes=5),
        LessonDraft("solution/README.md", (TextDraft("en", "Solution", "for staff"),), is_for_staff=True),
    )
    image = b"\x89PNG\r\n\x1a\n" + b"0" * 20
    draft = CourseDraft((ModuleDraft({"en": "First"}, lessons),), assets={"one/picture.png": image})
    revision = courses.store_revision(SYSTEM, course_id=course.id, draft=draft, now=NOW)
    courses.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=course.id, revision_id=revision.id)
    from lms.courses.queries import lesson_by_key

    lesson = lesson_by_key(revision.id, "one/README.md")
    staff_lesson = lesson_by_key(revision.id, "solution/README.md")
    assert lesson is not None
    assert staff_lesson is not None
    world.ids.update(course=course.id, revision=revision.id, lesson=lesson, staff_lesson=staff_lesson)


def _work(world: World) -> None:
    window = work_types.Window(NOW - timedelta(days=5), NOW - timedelta(days=1), NOW + timedelta(days=3))
    level = {"ko": "단계", "en": "level"}
    criteria = [
        work_types.Criterion({"ko": "기준", "en": "criterion"}, (level,) * 5, 0.5),
        work_types.Criterion({"ko": "다른 기준", "en": "other criterion"}, (level,) * 5, 0.5),
    ]
    assignment = work.set_assignment(
        SYSTEM,
        cohort_id=world.ids["running"],
        title={"ko": "과제", "en": "Task"},
        brief={"ko": "하십시오", "en": "Do it"},
        criteria=criteria,
        window=window,
        now=NOW,
        strategy="mean",
    )
    opening = work_types.Window(NOW - timedelta(days=1), NOW + timedelta(days=4), NOW + timedelta(days=8))
    open_one = work.set_assignment(
        SYSTEM,
        cohort_id=world.ids["running"],
        title={"ko": "열린 과제", "en": "Open task"},
        brief={"ko": "하십시오", "en": "Do it"},
        criteria=criteria,
        window=opening,
        now=NOW,
    )
    for name in ("ada", "bo", "cy", "dan"):
        person = actor(world, name)
        done = work.submit_work(
            person, assignment_id=assignment.id, body=f"Work of {name}", now=NOW - timedelta(days=2)
        )
        world.ids[f"work-{name}"] = done.id
    work.allocate_reviews(SYSTEM, assignment_id=assignment.id, now=NOW)
    from lms.assessments.queries import duties_of

    world.ids["review-ada"] = duties_of(world.people["ada"])[0].review_id
    world.ids.update(assignment=assignment.id, open_assignment=open_one.id)


def _letter(world: World) -> None:
    letter = portfolio.start_letter(
        actor(world, "ada"),
        cohort_id=world.ids["running"],
        company="Company",
        question="Why?",
        limit=1000,
        body="I like to measure before I speak.",
        now=NOW,
    )
    portfolio.ask_for_review(actor(world, "ada"), letter_id=letter.id, now=NOW)
    note = portfolio.write_note(actor(world, "mentor"), letter_id=letter.id, quote="measure", text="How?", now=NOW)
    world.ids.update(letter=letter.id, note=note.id)


def _career(world: World) -> None:
    starts = NOW + timedelta(days=2)
    session = careers.offer_session(
        SYSTEM,
        centre_id=world.ids["centre"],
        mentor_id=world.people["mentor"],
        kind=SessionKind.LETTER_CLINIC,
        title={"ko": "클리닉", "en": "Clinic"},
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        capacity=1,
        room="2",
    )
    case = careers.open_case(
        SYSTEM,
        enrolment_id=world.enrolments["graduate"],
        cohort_id=world.ids["ended"],
        person_id=world.people["graduate"],
        ends_on=TODAY - timedelta(days=20),
        now=NOW,
    )
    world.ids.update(session=session.id, case=case.id)
