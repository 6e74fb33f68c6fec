"""Every check of the doctor can fail: each invariant is broken once, and is seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, Table, delete, insert, select, text, update

import lms
from lms.accounts.models import Person, RoleGrant
from lms.assessments.models import Assignment, GradeEntry, Review, Submission, SubmissionMember
from lms.attendance import services as attendance
from lms.attendance.models import DayMark, LockedUnit
from lms.attendance.rules import DayStatus
from lms.careers.models import Booking, JobCase
from lms.cli.doctor import INVARIANTS
from lms.cohorts.models import ClassMembership, Cohort, Enrolment
from lms.cohorts.queries import class_days, sections
from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.core.files import StoredFile
from lms.courses.models import Course
from lms.credentials import services as credentials
from lms.credentials.models import Certificate, SealedList
from lms.notifications.models import OutboxMessage
from lms.notifications.services import enqueue
from lms.portfolio.models import CoverLetter, PortfolioPage
from tests.world import NOW, TODAY, World, actor

Break = Callable[[Connection, World], object]


def table(model: type) -> Table:
    return model.__table__  # type: ignore[attr-defined]


def without_triggers(model: type, statement: Break) -> Break:
    """Do what the database refuses on a ledger."""
    name = table(model).name

    def broken(connection: Connection, world: World) -> None:
        if connection.dialect.name == "sqlite":
            for verb in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER {name}_no_{verb}"))
        else:
            connection.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER {name}_append_only"))
        statement(connection, world)

    return broken


def changed(model: type, **values: object) -> Break:
    return lambda connection, _world: connection.execute(update(table(model)).values(**values))


def changed_one(model: type, key: str, **values: object) -> Break:
    def broken(connection: Connection, world: World) -> None:
        connection.execute(update(table(model)).where(table(model).c.id == world.ids[key]).values(**values))

    return broken


def added(model: type, **values: object) -> Break:
    return lambda connection, _world: connection.execute(insert(table(model)).values(**values))


def forget_somebody(connection: Connection, world: World) -> None:
    connection.execute(update(table(Person)).where(table(Person).c.id == world.people["ada"]).values(state="forgotten"))


def drop_administrators(connection: Connection, _world: World) -> None:
    connection.execute(delete(table(RoleGrant)).where(table(RoleGrant).c.role == "administrator"))


def drop_trainees(connection: Connection, _world: World) -> None:
    connection.execute(delete(table(RoleGrant)).where(table(RoleGrant).c.role == "trainee"))


def withdraw_silently(connection: Connection, world: World) -> None:
    row = table(Enrolment)
    connection.execute(update(row).where(row.c.id == world.enrolments["ada"]).values(state="on_leave"))


def join(cohort: str, *starts: int) -> Break:
    """Put ada into the first class of a cohort from such days on, for good."""

    def broken(connection: Connection, world: World) -> None:
        section = sections(world.ids[cohort])[0].id
        for ahead in starts:
            values = {"enrolment_id": world.enrolments["ada"], "section_id": section}
            connection.execute(insert(table(ClassMembership)).values(**values, starts_on=TODAY + timedelta(days=ahead)))

    return broken


def pin_elsewhere(connection: Connection, world: World) -> None:
    foreign = select(table(Cohort).c.centre_id).where(table(Cohort).c.id == world.ids["elsewhere"])
    connection.execute(update(table(Course)).values(centre_id=foreign.scalar_subquery()))


def review_oneself(connection: Connection, world: World) -> None:
    row = table(Review)
    author = select(table(Submission).c.author_id).where(table(Submission).c.id == row.c.submission_id)
    connection.execute(
        update(row).where(row.c.id == world.ids["review-ada"]).values(reviewer_id=author.scalar_subquery())
    )


def grade(points: float) -> Break:
    def broken(connection: Connection, world: World) -> None:
        values = {"submission_id": world.ids["work-dan"], "points": points, "at": NOW, "facts": {}, "source": "peers"}
        connection.execute(insert(table(GradeEntry)).values(**values))

    return broken


def drop_authors(connection: Connection, world: World) -> None:
    row = table(SubmissionMember)
    connection.execute(delete(row).where(row.c.submission_id == world.ids["work-dan"]))


def mark_elsewhere(connection: Connection, world: World) -> None:
    values = {"cohort_id": world.ids["other"], "enrolment_id": world.enrolments["ada"], "status": "present"}
    connection.execute(insert(table(DayMark)).values(**values, at=NOW, day=date(2020, 1, 1)))


def close_a_unit(connection: Connection, world: World) -> None:
    connection.execute(
        insert(table(LockedUnit)).values(
            at=NOW, cohort_id=world.ids["running"], number=77, first=TODAY, last=TODAY, policy={}, body="{}",
            digest="0" * 64,
        )
    )  # fmt: skip


def write_a_letter(connection: Connection, world: World) -> None:
    connection.execute(
        insert(table(CoverLetter)).values(
            person_id=world.people["bo"], cohort_id=world.ids["running"], company="c", question="q", state="draft"
        )
    )


def decide_elsewhere(connection: Connection, world: World) -> None:
    connection.execute(
        text(
            "INSERT INTO completion_entry (at, cohort_id, enrolment_id, verdict, decided_on, facts, reason) "
            "VALUES (CURRENT_TIMESTAMP, :cohort, :enrolment, 'not_completed', CURRENT_DATE, '{}', '')"
        ),
        {"cohort": world.ids["other"], "enrolment": world.enrolments["ada"]},
    )


def page_without_text(connection: Connection, world: World) -> None:
    connection.execute(insert(table(PortfolioPage)).values(person_id=world.people["cy"]))


def file_without_bytes(connection: Connection, _world: World) -> None:
    values = {"digest": "f" * 64, "name": "x.pdf", "media_type": "application/pdf", "size": 3, "purpose": "test"}
    connection.execute(insert(table(StoredFile)).values(**values, at=NOW))


BREAKS: dict[str, Break] = {
    "the audit chain holds": without_triggers(AuditEntry, changed(AuditEntry, action="x")),
    "ledgers refuse changes": without_triggers(DayMark, lambda _connection, _world: None),
    "files have their bytes": file_without_bytes,
    "active people have a password": changed(Person, password_hash="", state="active"),
    "forgotten people hold no role": forget_somebody,
    "no mail was given up": changed(OutboxMessage, attempts=48, sent_at=None),
    "every centre has an administrator": drop_administrators,
    "trainees have their grant": drop_trainees,
    "states match their ledger": withdraw_silently,
    "one class at a time": join("running", 1, 2),
    "classes are of the trainee's own cohort": join("other", 300),
    "calendar days lie within their cohort": changed_one(Cohort, "running", ends_on=TODAY),
    "cohorts read their own centre's course": pin_elsewhere,
    "nobody reviews themselves": review_oneself,
    "grades lie between 0 and 100": grade(101),
    "every work has an author": drop_authors,
    "work closes after it opens": changed_one(Assignment, "assignment", closes_at=NOW - timedelta(days=900)),
    "marks are of the trainee's own cohort": mark_elsewhere,
    "closed sheets match their digest": close_a_unit,
    "letters have a text": write_a_letter,
    "portfolios have a text": page_without_text,
    "completions are numbered": lambda connection, _world: connection.execute(delete(table(Certificate))),
    "decisions are of the trainee's own cohort": decide_elsewhere,
    "sealed lists match their seal": without_triggers(SealedList, changed(SealedList, digest="0" * 64)),
    "no seat beyond capacity": changed(Booking, seat=99),
    "closed cases hold no seat": changed(JobCase, closed_at=NOW),
    "cases are of the graduate they name": changed(JobCase, person_id=1),
}
BREAKS["completions are numbered"] = without_triggers(Certificate, BREAKS["completions are numbered"])


@pytest.fixture
def lived_in(app: Flask, world: World) -> World:
    """The world after a cohort was settled, its list exported, a seat booked and a mail written."""
    from lms.careers import services as careers

    ended = world.ids["ended"]
    for day in class_days(ended):
        marks = {world.enrolments["graduate"]: DayStatus.PRESENT}
        attendance.mark_attendance(SYSTEM, cohort_id=ended, day=day.day, statuses=marks, now=NOW)
    credentials.settle_completion(actor(world, "admin"), cohort_id=ended, now=NOW)
    credentials.export_list(actor(world, "admin"), cohort_id=ended, reason="to the city", now=NOW)
    careers.book_session(actor(world, "graduate"), session_id=world.ids["session"], now=NOW)
    enqueue(SYSTEM, key="one", person_id=world.people["ada"], subject="s", body="b", due_at=NOW)
    audit.seal_new_entries()
    with db.engine.begin() as connection:  # the bytes of the template's files lie elsewhere
        connection.execution_options(lms_unwatched=True)
        connection.execute(update(table(StoredFile)).values(purged_at=NOW))
    return world


def test_every_check_has_a_way_to_fail() -> None:
    assert set(BREAKS) == {invariant.name for invariant in INVARIANTS}
    assert len(INVARIANTS) == len(BREAKS)


def test_every_package_with_tables_has_invariants() -> None:
    root = Path(lms.__file__).parent
    packages = [path.name for path in root.iterdir() if (path / "models.py").exists() or (path / "models").is_dir()]
    listed = {invariant.name for invariant in INVARIANTS}
    for package in packages:
        own = import_module(f"lms.{package}.invariants").INVARIANTS
        assert own
        assert {invariant.name for invariant in own} <= listed


def test_the_doctor_finds_a_healthy_house_well(app: Flask, lived_in: World) -> None:
    answer = app.test_cli_runner().invoke(args=["doctor"])
    assert answer.exit_code == 0, answer.output
    assert answer.output.count("ok ") == len(INVARIANTS)


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_what_is_broken_is_found(app: Flask, lived_in: World, name: str) -> None:
    with db.engine.begin() as connection:
        connection.execution_options(lms_unwatched=True)
        BREAKS[name](connection, lived_in)
    db.session.rollback()
    answer = app.test_cli_runner().invoke(args=["doctor"])
    assert answer.exit_code == 1
    assert f"BAD {name}:" in answer.output
    remedy = next(invariant.remedy for invariant in INVARIANTS if invariant.name == name)
    assert f"found. {remedy}" in answer.output
