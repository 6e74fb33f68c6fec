"""Carrying out an import: whole or not at all, safe to repeat, taken back as far as nobody used it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from lms.accounts.models import PeopleImport, Person
from lms.accounts.queries import live_grants
from lms.accounts.secrets import hash_password
from lms.accounts.services import drop_old_imports
from lms.accounts.types import ImportState, PersonState
from lms.accounts.types import WhyNot as AccountsWhyNot
from lms.admin import services
from lms.admin.importing import FileProblem, Problem
from lms.admin.importing.planning import Known, Step, Target, plan
from lms.admin.importing.types import Column, Draft
from lms.admin.services.importing import plan_of
from lms.admin.types import ImportOptions, WhyNot
from lms.attendance.queries import taking_part
from lms.attendance.rules import DayStatus
from lms.attendance.services import mark_attendance
from lms.cohorts.models import ClassMembership, Enrolment, EnrolmentEntry
from lms.cohorts.queries import class_days, sections
from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.notifications.queries import mails_of
from tests.world import NOW, TODAY, World, actor

DAY = timedelta(days=1)
THREE = (
    "성명,이메일,연락처,반,비고\n"
    "가나,one@example.org,010-1111-2222,A,첫 지원\n"
    "다라,two@example.org,,A,\n"
    "Person outsider,outsider@example.org,,,\n"
)


def look(world: World, text: str, who: str = "admin", cohort: str = "running", **options: bool) -> PeopleImport:
    return services.look_over(
        actor(world, who),
        data=text.encode(),
        file_name="명단.csv",
        cohort_id=world.ids[cohort],
        options=ImportOptions(**options),
        now=NOW,
    )


def carry_out(world: World, text: str, **options: bool) -> tuple[int, dict[str, int]]:
    import_id = look(world, text, **options).id
    return import_id, services.carry_out(actor(world, "admin"), import_id=import_id, now=NOW)


def person(email: str) -> Person:
    return db.session.query(Person).filter_by(email=email).one()


def test_a_file_is_carried_out_as_a_whole(app: Flask, world: World) -> None:
    import_id, counts = carry_out(world, THREE)
    assert counts == {"new": 2, "enrolled": 1, "unchanged": 0, "invited": 2}
    one = person("one@example.org")
    assert (one.name, one.phone, one.state) == ("가나", "010-1111-2222", PersonState.INVITED)
    assert [(grant.role, grant.scope_id) for grant in live_grants(one.id)] == [("trainee", world.ids["running"])]
    enrolment = db.session.query(Enrolment).filter_by(person_id=one.id).one()
    entry = db.session.query(EnrolmentEntry).filter_by(enrolment_id=enrolment.id).one()
    assert (enrolment.state, entry.reason) == ("on_course", "첫 지원")
    membership = db.session.query(ClassMembership).filter_by(enrolment_id=enrolment.id).one()
    assert membership.section_id == sections(world.ids["running"])[0].id
    assert "/accounts/links/" in mails_of(one.id)[0].body
    row = db.session.get_one(PeopleImport, import_id)
    assert row.state == ImportState.APPLIED
    assert "drafts" not in row.summary
    actions = {entry.action for entry in db.session.query(AuditEntry).filter_by(subject_id=str(one.id))}
    assert {"person.registered", "person.invited"} <= actions


def test_the_same_file_again_changes_nothing(app: Flask, world: World) -> None:
    carry_out(world, THREE)
    before = (db.session.query(Person).count(), db.session.query(Enrolment).count())
    _again, counts = carry_out(world, THREE)
    assert counts == {"new": 0, "enrolled": 0, "unchanged": 3, "invited": 0}
    assert (db.session.query(Person).count(), db.session.query(Enrolment).count()) == before


def test_each_takes_part_since_the_day_of_the_row(app: Flask, world: World) -> None:
    early, cohort_id = TODAY - 9 * DAY, world.ids["running"]
    rows = f"가,g@example.org,A,{early}\n나,n@example.org,A,\n"
    carry_out(world, f"성명,이메일,반,시작일\n{rows}")
    for email, since in (("g@example.org", early), ("n@example.org", TODAY)):
        enrolment = db.session.query(Enrolment).filter_by(person_id=person(email).id).one()
        entry = db.session.query(EnrolmentEntry).filter_by(enrolment_id=enrolment.id).one()
        membership = db.session.query(ClassMembership).filter_by(enrolment_id=enrolment.id).one()
        assert (enrolment.starts_on, entry.effective_on, membership.starts_on) == (since, since, since)
        assert (enrolment.id in taking_part(cohort_id, early)) is (since == early)


def test_a_day_outside_the_cohort_stops_everything(app: Flask, world: World) -> None:
    rows = f"가,g@example.org,{TODAY - 61 * DAY}\n나,n@example.org,soon\nPerson ada,ada@example.org,2001-01-01\n"
    found = plan_of(actor(world, "admin"), look(world, f"성명,이메일,시작일\n{rows}"), today=TODAY)
    wrong = [(each.row, each.column, each.problem) for each in found.problems]
    assert wrong == [(2, Column.SINCE, Problem.SINCE_OUTSIDE), (3, Column.SINCE, Problem.DATE_WRONG)]


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-61, Problem.SINCE_OUTSIDE), (-60, Problem.SINCE_CLOSED), (-30, Problem.SINCE_CLOSED), (-29, None), (60, None)],
)
def test_since_when_a_row_may_take_part(days: int, expected: Problem | None) -> None:
    here = replace(HERE, settled_until=TODAY - 30 * DAY)
    draft = Draft(2, "가", "a@example.org", since=TODAY + days * DAY)
    found = plan([draft], targets=[here], default=here, known={}, opens_sections=False, today=TODAY)
    assert [each.problem for each in found.problems] == ([expected] if expected else [])


def test_one_import_is_carried_out_once(app: Flask, world: World) -> None:
    import_id, _counts = carry_out(world, THREE)
    for step in (
        lambda: services.carry_out(actor(world, "admin"), import_id=import_id, now=NOW),
        lambda: services.drop_import(actor(world, "admin"), import_id=import_id, now=NOW),
    ):
        with pytest.raises(Refused) as refusal:
            step()
        assert refusal.value.reason is AccountsWhyNot.IMPORT_MOVED_ON


def test_one_wrong_row_stops_everything(app: Flask, world: World) -> None:
    text = THREE + "마바,no address,,,\n사아,six@example.org,,Z,\n자차,other-mentor@example.org,,,\n"
    row = look(world, text + "Person withdrawn,withdrawn@example.org,,,\n")
    found = plan_of(actor(world, "admin"), row, today=TODAY)
    assert [(each.row, each.problem) for each in found.problems] == [
        (5, Problem.EMAIL_WRONG),
        (6, Problem.UNKNOWN_SECTION),
        (7, Problem.TAKEN_ELSEWHERE),
        (8, Problem.LEFT_BEFORE),
    ]
    people = db.session.query(Person).count()
    with pytest.raises(Refused) as refusal:
        services.carry_out(actor(world, "admin"), import_id=row.id, now=NOW)
    assert refusal.value.reason is WhyNot.IMPORT_HAS_PROBLEMS
    assert db.session.query(Person).count() == people


def test_classes_are_opened_when_asked(app: Flask, world: World) -> None:
    carry_out(
        world, "성명,이메일,반\n가,g@example.org,2반\n나,n@example.org, 2 반\n", opens_sections=True, invites=False
    )
    assert [section.name for section in sections(world.ids["running"])] == ["2반", "A"]


def test_nobody_is_mailed_when_it_is_not_asked(app: Flask, world: World) -> None:
    _id, counts = carry_out(world, THREE, invites=False)
    assert counts["invited"] == 0
    assert mails_of(person("one@example.org").id) == []


def test_undoing_makes_unused_people_unknown_and_frees_their_addresses(app: Flask, world: World) -> None:
    import_id, _counts = carry_out(world, THREE)
    one, admin = person("one@example.org").id, actor(world, "admin")
    assert services.undo_import(admin, import_id=import_id, reason="wrong file", now=NOW) == (3, 0)
    gone = db.session.get_one(Person, one)
    assert (gone.name, gone.email, gone.phone, gone.state) == (f"#{one}", f"forgotten-{one}@invalid", "", "forgotten")
    assert mails_of(one) == []
    states = {row.state for row in db.session.query(Enrolment).filter_by(person_id=one)}
    assert states == {"cancelled"}
    assert person("outsider@example.org").state == PersonState.ACTIVE
    _again, counts = carry_out(world, THREE)
    assert counts == {"new": 2, "enrolled": 1, "unchanged": 0, "invited": 2}


def test_undoing_leaves_what_is_in_use(app: Flask, world: World) -> None:
    import_id, _counts = carry_out(world, THREE)
    with transaction():
        used = person("one@example.org")
        used.state, used.password_hash = PersonState.ACTIVE, hash_password("a long password")
        audit.record(SYSTEM, "account.password_chosen", used)
    two = db.session.query(Enrolment).filter_by(person_id=person("two@example.org").id).one()
    day = class_days(world.ids["running"], until=TODAY)[-1].day
    mark_attendance(
        actor(world, "teacher"),
        cohort_id=world.ids["running"],
        day=day,
        statuses={two.id: DayStatus.PRESENT},
        now=NOW,
    )
    admin = actor(world, "admin")
    assert services.undo_import(admin, import_id=import_id, reason="wrong file", now=NOW) == (1, 2)
    assert person("one@example.org").state == PersonState.ACTIVE
    assert person("two@example.org").state == PersonState.INVITED
    with pytest.raises(Refused):
        services.undo_import(admin, import_id=import_id, reason="again", now=NOW)


def test_files_that_were_left_are_forgotten(app: Flask, world: World) -> None:
    row = look(world, THREE)
    assert drop_old_imports(now=NOW) == 0
    assert drop_old_imports(now=NOW + timedelta(days=2)) == 2, "this one and the world's own"
    db.session.expire_all()
    assert (row.state, row.summary) == (ImportState.DROPPED, {})


def target(number: int, name: str, sections: dict[int, str]) -> Target:
    return Target(number, name, number, sections, first=TODAY - 60 * DAY, last=TODAY + 60 * DAY)


HERE, NEXT = target(1, "웹 1기", {10: "A반", 11: "B반"}), target(2, "데이터 2기", {20: "1반"})


@pytest.mark.parametrize(
    ("cohort", "section", "expected"),
    [
        ("", "", (1, None)),
        ("", "a", (1, 10)),
        ("", "B 반", (1, 11)),
        ("1기", "", (1, None)),
        ("제2기", "", (2, 20)),
        ("2", "1", (2, 20)),
        ("데이터 2기", "1반", (2, 20)),
        ("3기", "", Problem.UNKNOWN_COHORT),
        ("no idea", "", Problem.UNKNOWN_COHORT),
        ("", "C", Problem.UNKNOWN_SECTION),
    ],
)
def test_where_a_row_goes(cohort: str, section: str, expected) -> None:
    draft = Draft(2, "가", "a@example.org", cohort=cohort, section=section)
    found = plan([draft], targets=[HERE, NEXT], default=HERE, known={}, opens_sections=False, today=TODAY)
    if isinstance(expected, Problem):
        assert [each.problem for each in found.problems] == [expected]
    else:
        assert (found.rows[0].cohort_id, found.rows[0].section) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known(5, True, False, {}), Step.ENROL),
        (Known(5, True, False, {1: "on_course"}), Step.NOTHING),
        (Known(5, True, False, {1: "cancelled"}), Step.RETURN),
        (Known(5, True, False, {1: "expelled"}), Problem.LEFT_BEFORE),
        (Known(5, True, True, {}), Problem.DISABLED),
        (Known(5, False, False, {}), Problem.TAKEN_ELSEWHERE),
    ],
)
def test_what_happens_to_known_people(known: Known, expected) -> None:
    draft = Draft(2, "가", "a@example.org")
    known_people = {"a@example.org": known}
    found = plan([draft], targets=[HERE], default=HERE, known=known_people, opens_sections=False, today=TODAY)
    assert [each.problem for each in found.problems] or found.rows[0].step == expected
    assert not found.problems or found.problems[0].problem == expected


def test_the_pages_of_an_import(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("admin")

    def send(data: bytes, name: str = "명단.csv"):
        form = {"file": (io.BytesIO(data), name), "cohort": world.ids["running"], "invites": "y"}
        return browser.post("/admin/imports", data=form, content_type="multipart/form-data")

    assert browser.get("/admin/imports").status_code == 200
    refused = send("성명,이메일\n가,a@example.org\n".encode() + "나,b@example.org\n".encode("cp949"))
    assert refused.status_code == 409
    assert "3행" in refused.text
    assert send(b"").status_code == 409
    address = send((THREE + "마바,bad,,,\n").encode()).headers["Location"]
    page = browser.get(address)
    assert "5행" in page.text
    assert "carry-out" not in page.text
    assert browser.post(f"{address}/carry-out").status_code == 409
    assert browser.post(f"{address}/drop").status_code == 302
    address = send(THREE.encode("cp949")).headers["Location"]
    assert "가나" in browser.get(address).text
    assert browser.post(f"{address}/carry-out").status_code == 302
    assert "one@example.org" in browser.get(f"/admin/cohorts/{world.ids['running']}/trainees").text
    assert browser.post(f"{address}/undo", data={"reason": ""}).status_code == 422
    assert browser.post(f"{address}/undo", data={"reason": "test"}).status_code == 302
    assert browser.get(address).status_code == 200
    assert browser.get("/admin/imports").status_code == 200
    assert sign_in("other-admin").get(address).status_code == 404


def test_a_bad_file_says_why(app: Flask, world: World) -> None:
    with pytest.raises(Refused) as refusal:
        look(world, "이것은 명단이 아닙니다\n")
    assert refusal.value.reason is FileProblem.NO_HEADING
