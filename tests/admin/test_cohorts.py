"""Cohorts, classes, staff and enrolments on administrators' pages."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask

from lms.accounts.models import RoleGrant
from lms.admin import services
from lms.admin.types import WhyNot
from lms.attendance import services as attendance
from lms.attendance.queries import taking_part
from lms.cohorts import queries
from lms.cohorts import services as cohorts
from lms.cohorts.models import CalendarDay, ClassMembership, Cohort, Enrolment, EnrolmentEntry
from lms.cohorts.rules import why_not_redate
from lms.cohorts.types import EnrolmentState
from lms.cohorts.types import WhyNot as CohortsWhyNot
from lms.core.actor import SYSTEM
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.core.errors import Refused
from tests.attendance.making import days_before_today, mark_days
from tests.world import NOW, TODAY, World, actor

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (0, 0, None),
        (-5, 5, None),
        (1, 0, CohortsWhyNot.PAST_DAYS_CUT),
        (0, -60, None),
        (0, -61, CohortsWhyNot.PAST_DAYS_CUT),
        (200, 0, CohortsWhyNot.DATES_REVERSED),
    ],
)
def test_why_not_redate(starts: int, ends: int, expected: CohortsWhyNot | None) -> None:
    before = (TODAY - 60 * DAY, TODAY + 60 * DAY)
    after = (before[0] + starts * DAY, before[1] + ends * DAY)
    assert why_not_redate(before=before, after=after, today=TODAY) == expected


def test_a_cohort_is_started_with_its_calendar(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("admin")
    programme = queries.programmes(world.ids["centre"])[0]
    data = {"programme": programme.id, "number": 7, "name": "", "starts_on": "2027-03-01", "ends_on": "2027-03-12",
            "starts": "10:00", "ends": "17:00", "holidays": "y"}  # fmt: skip
    assert browser.get("/admin/cohorts/new").status_code == 200
    answer = browser.post("/admin/cohorts/new", data=data)
    assert answer.status_code == 302
    cohort = db.session.query(Cohort).filter_by(number=7).one()
    assert cohort.name == "과정 a 7기"
    kinds = [(str(day.day), day.kind) for day in queries.calendar(cohort.id)]
    assert kinds[0] == ("2027-03-01", "holiday")
    assert len([kind for _day, kind in kinds if kind == "class"]) == 9
    db.session.rollback()
    assert browser.get(answer.headers["Location"]).status_code == 200
    assert browser.post("/admin/cohorts/new", data=data).status_code == 409
    reversed_ = {**data, "number": 8, "starts_on": "2027-04-01"}
    assert browser.post("/admin/cohorts/new", data=reversed_).status_code == 409


def test_moving_the_last_day_lays_out_new_days_and_drops_future_ones(app: Flask, world: World) -> None:
    admin, cohort_id = actor(world, "admin"), world.ids["running"]
    card = queries.cohort(cohort_id)
    assert card is not None
    for shift in (30, -30):
        last = TODAY + timedelta(days=60 + shift)
        cohorts.change_cohort(
            admin, cohort_id=cohort_id, name="다른 이름", starts_on=card.starts_on, ends_on=last, closed={}, today=TODAY
        )
        days = [day.day for day in queries.calendar(cohort_id)]
        assert days == sorted(set(days))
        assert last - 3 * DAY < days[-1] <= last
    assert db.session.query(CalendarDay).filter_by(cohort_id=cohort_id).count() == len(days)


def test_classes_are_opened_and_renamed(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("admin")
    address = f"/admin/cohorts/{world.ids['running']}/classes"
    assert browser.post(address, data={"name": "B", "room": "2"}).status_code == 302
    assert browser.post(address, data={"name": "B"}).status_code == 409
    assert browser.post(address, data={"name": ""}).status_code == 422
    section = queries.sections(world.ids["running"])[1]
    assert browser.post(f"{address}/{section.id}", data={"name": "C", "room": "3"}).status_code == 302
    assert browser.post(f"{address}/{section.id}", data={"name": "A", "room": "3"}).status_code == 409
    assert [(each.name, each.room) for each in queries.sections(world.ids["running"])] == [("A", ""), ("C", "3")]
    foreign = queries.sections(world.ids["elsewhere"])[0]
    assert browser.post(f"{address}/{foreign.id}", data={"name": "X"}).status_code == 404


def test_staff_come_and_go(app: Flask, world: World, sign_in) -> None:
    browser, person = sign_in("admin"), world.people["other-teacher"]
    address = f"/admin/cohorts/{world.ids['running']}/staff"
    assert browser.post(address, data={"person": person, "role": "instructor"}).status_code == 302
    grant = db.session.query(RoleGrant).filter_by(person_id=person, scope_id=world.ids["running"]).one()
    assert (grant.role, grant.ended_at) == ("instructor", None)
    grant_id = grant.id
    db.session.rollback()
    assert browser.post(f"{address}/{person}/instructor/end", data={"reason": "moved"}).status_code == 302
    assert db.session.get_one(RoleGrant, grant_id).ended_at is not None
    assert browser.post(address, data={"person": world.people["other-mentor"], "role": "mentor"}).status_code == 422


@pytest.mark.parametrize(
    ("state", "reason", "expected"),
    [
        (EnrolmentState.WITHDRAWN, "", CohortsWhyNot.REASON_MISSING),
        (EnrolmentState.ADMITTED, "why", CohortsWhyNot.NO_SUCH_STEP),
        (EnrolmentState.ON_LEAVE, "military call-up", None),
        (EnrolmentState.EXPELLED, "absences", None),
    ],
)
def test_steps_of_an_enrolment(app: Flask, world: World, state, reason: str, expected) -> None:
    def step() -> None:
        cohorts.change_state(
            actor(world, "admin"),
            enrolment_id=world.enrolments["ada"],
            state=state,
            effective_on=TODAY,
            reason=reason,
            now=NOW,
        )

    if expected is not None:
        with pytest.raises(Refused) as refusal:
            step()
        assert refusal.value.reason is expected
        return
    step()
    entry = db.session.query(EnrolmentEntry).filter_by(enrolment_id=world.enrolments["ada"]).all()[-1]
    assert (entry.state, entry.reason) == (state, reason)


def test_who_only_applied_cannot_open_the_cohort(app: Flask, world: World) -> None:
    admin, person = actor(world, "admin"), world.people["other-teacher"]
    enrolment = cohorts.enrol(
        admin,
        cohort_id=world.ids["running"],
        person_id=person,
        starts_on=TODAY,
        state=EnrolmentState.APPLIED,
        now=NOW,
    )
    grants = db.session.query(RoleGrant).filter_by(person_id=person, role="trainee")
    assert grants.count() == 0
    cohorts.change_state(
        admin, enrolment_id=enrolment.id, state=EnrolmentState.ADMITTED, effective_on=TODAY, reason="", now=NOW
    )
    assert grants.one().scope_id == world.ids["running"]


def test_several_at_once_are_all_or_nobody(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("admin")
    address = f"/admin/cohorts/{world.ids['running']}/several"
    chosen = [world.enrolments[name] for name in ("ada", "bo", "withdrawn")]
    data = {"enrolment": chosen, "action": "on_leave", "on": TODAY.isoformat(), "reason": "holidays"}
    preview = browser.get(address, query_string={"enrolment": chosen, "action": "on_leave"})
    assert "지금 상태에서" in preview.text
    assert browser.post(address, data=data).status_code == 409
    assert db.session.get_one(Enrolment, chosen[0]).state == EnrolmentState.ON_COURSE
    db.session.rollback()
    assert browser.post(address, data={**data, "enrolment": chosen[:2]}).status_code == 302
    states = [db.session.get_one(Enrolment, number).state for number in chosen[:2]]
    assert states == [EnrolmentState.ON_LEAVE] * 2
    db.session.rollback()
    assert browser.post(address, data={**data, "enrolment": [world.enrolments["outsider"]]}).status_code == 422


def test_moving_to_a_class_never_changes_the_past(app: Flask, world: World) -> None:
    admin, cohort_id, ada = actor(world, "admin"), world.ids["running"], world.enrolments["ada"]
    first, second = (
        queries.sections(cohort_id)[0].id,
        cohorts.open_section(SYSTEM, cohort_id=cohort_id, name="B").id,
    )
    ids = [ada, world.enrolments["bo"]]
    cohorts.move_all_to_section(admin, cohort_id=cohort_id, enrolment_ids=ids, section_id=first, on=TODAY - 20 * DAY)
    cohorts.move_all_to_section(admin, cohort_id=cohort_id, enrolment_ids=ids, section_id=second, on=TODAY)
    rows = db.session.query(ClassMembership).filter_by(enrolment_id=ada).order_by(ClassMembership.starts_on).all()
    assert [(row.section_id, row.starts_on, row.ends_on) for row in rows] == [
        (first, TODAY - 20 * DAY, TODAY),
        (second, TODAY, None),
    ]
    for day, reason in (
        (TODAY - 30 * DAY, CohortsWhyNot.BEFORE_JOINING),
        (TODAY + 90 * DAY, CohortsWhyNot.OUTSIDE_COHORT),
    ):
        with pytest.raises(Refused) as refusal:
            cohorts.move_to_section(admin, enrolment_id=ada, section_id=first, on=day)
        assert refusal.value.reason is reason


def enrol_form(since: object, **changed: str) -> dict[str, object]:
    return {
        "name": "늦은 사람",
        "email": "late@example.org",
        "section": "",
        "state": "on_course",
        "since": since,
    } | changed


def test_who_is_enrolled_late_takes_part_since_the_day_they_came(app: Flask, world: World, sign_in) -> None:
    browser, address = sign_in("admin"), f"/admin/cohorts/{world.ids['running']}/enrol"
    assert f'value="{TODAY}"' in browser.get(address).text
    earlier = days_before_today(world)[-3:]
    answer = browser.post(address, data=enrol_form(earlier[0]))
    assert answer.status_code == 302
    assert "수업일 3일" in browser.get(answer.headers["Location"]).text
    row = db.session.query(Enrolment).order_by(Enrolment.id.desc()).first()
    assert row is not None
    assert row.starts_on == earlier[0]
    assert row.id in taking_part(world.ids["running"], earlier[0])
    db.session.rollback()
    assert browser.post(address, data=enrol_form("", email="other@example.org")).status_code == 302
    assert db.session.query(Enrolment).order_by(Enrolment.id.desc()).first().starts_on == TODAY


def test_nobody_takes_part_since_a_day_that_is_closed_or_outside(app: Flask, world: World, sign_in) -> None:
    browser, address = sign_in("admin"), f"/admin/cohorts/{world.ids['running']}/enrol"
    mark_days(world, days_before_today(world))
    unit = attendance.close_unit(actor(world, "admin"), cohort_id=world.ids["running"], number=1, now=NOW)
    for since in (TODAY - 61 * DAY, TODAY + 61 * DAY, unit.first, unit.last):
        assert browser.post(address, data=enrol_form(since)).status_code == 409
    assert f'min="{unit.last + DAY}"' in browser.get(address).text
    assert browser.post(address, data=enrol_form(unit.last + DAY)).status_code == 302


def test_the_class_list_leaves_for_a_reason(app: Flask, world: World, sign_in) -> None:
    admin = actor(world, "admin")
    with pytest.raises(Refused) as refusal:
        services.export_roster(admin, cohort_id=world.ids["running"], reason=" x ", on=TODAY)
    assert refusal.value.reason is WhyNot.REASON_MISSING
    browser = sign_in("admin")
    address = f"/admin/cohorts/{world.ids['running']}/trainees/export?state=on_course"
    answer = browser.post(address, data={"reason": "fire drill", "kind": "csv"})
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0][:4] == ["연번", "기수", "반", "성명"]
    assert [row[3] for row in rows[1:]] == ["Person ada", "Person bo", "Person cy", "Person dan"]
    entry = db.session.query(AuditEntry).filter_by(action="roster.exported").one()
    assert (entry.reason, entry.after["rows"]) == ("fire drill", 4)
    db.session.rollback()
    assert browser.post(address, data={"reason": "fire drill", "kind": "xlsx"}).data[:2] == b"PK"
    assert browser.post(address, data={"reason": "", "kind": "csv"}).status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/people",
        "/admin/cohorts",
        "/admin/programmes",
        "/admin/cohorts/{running}",
        "/admin/cohorts/{running}/trainees",
        "/admin/cohorts/{running}/enrol",
        "/admin/cohorts/{running}/dates",
        "/admin/cohorts/{ended}",
        "/admin/enrolments/{enrolment}",
    ],
)
def test_the_right_administrator_reads(world: World, sign_in, address: str) -> None:
    page = address.format(**world.ids, enrolment=world.enrolments["ada"])
    assert sign_in("admin").get(page).status_code == 200


def test_centres_are_for_the_site(app: Flask, world: World, sign_in) -> None:
    data = {"code": "new", "name_ko": "새 센터", "name_en": "", "address": ""}
    assert sign_in("admin").get("/admin/centres").status_code == 403
    browser = sign_in("site")
    assert browser.get("/admin/centres").status_code == 200
    assert browser.post("/admin/centres", data=data).status_code == 302
    assert browser.post("/admin/centres", data=data).status_code == 409
    programme = {"centre": world.ids["centre"], "code": "zz", "name_ko": "과정", "field": "web"}
    assert sign_in("admin").post("/admin/programmes", data=programme).status_code == 302
    assert sign_in("admin").post("/admin/programmes", data=programme).status_code == 409
    assert sign_in("admin").post("/admin/programmes", data={**programme, "centre": 99}).status_code == 422
