"""What the operations do, and how they say no."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from lms.accounts import identity
from lms.accounts.models import ApiToken, Person
from lms.accounts.services import end_token
from lms.cohorts.models import Enrolment
from lms.cohorts.queries import class_days
from lms.core import limits
from lms.core.db import db
from tests.world import NOW, TODAY, World, actor

API = "/api/v1"


def problem(answer) -> tuple[int, str]:
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == answer.status_code
    return answer.status_code, answer.json["code"]


def test_me_and_my_cohorts(world: World, program) -> None:
    teacher = program("teacher", may_write=False)
    me = teacher.get(f"{API}/me").json
    assert (me["email"], me["may_write"]) == ("teacher@example.org", False)
    assert me["roles"][0] == {"role": "instructor", "scope": "cohort", "scope_id": world.ids["running"]}
    found = teacher.get(f"{API}/cohorts").json
    assert [row["id"] for row in found["items"]] == [world.ids["running"], world.ids["ended"]]


def test_lists_come_in_parts(world: World, program) -> None:
    teacher = program("teacher")
    address = f"{API}/cohorts/{world.ids['running']}/trainees"
    first = teacher.get(f"{address}?limit=3").json
    rest = teacher.get(f"{address}?limit=3&after={first['next']}").json
    names = [row["name"] for row in first["items"] + rest["items"]]
    assert names == ["Person ada", "Person bo", "Person cy", "Person dan"]
    assert rest["next"] is None
    assert len(teacher.get(f"{address}?state=all").json["items"]) == 5
    assert teacher.get(f"{address}?state=withdrawn").json["items"][0]["name"] == "Person withdrawn"
    assert problem(teacher.get(f"{address}?limit=0")) == (422, "invalid")


def test_an_unchanged_answer_is_not_sent_again(world: World, program) -> None:
    teacher = program("teacher")
    first = teacher.get(f"{API}/cohorts")
    again = teacher.get(f"{API}/cohorts", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_enrolling_twice_with_one_key_is_enrolling_once(app: Flask, world: World, program) -> None:
    admin = program("admin")
    address = f"{API}/cohorts/{world.ids['running']}/enrolments"
    body = {"name": "새 사람", "email": "new@example.org", "birth_date": "2001-02-03"}
    key = {"Idempotency-Key": "enrol-1"}
    first = admin.post(address, json=body, headers=key)
    again = admin.post(address, json=body, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert problem(admin.post(address, json={**body, "name": "Other"}, headers=key)) == (422, "key_reused")
    assert problem(admin.post(address, json=body)) == (409, "already_enrolled")
    person = db.session.query(Person).filter_by(email="new@example.org").one()
    assert db.session.query(Enrolment).filter_by(person_id=person.id).count() == 1
    db.session.rollback()
    taken = {"name": "X", "email": "other-mentor@example.org"}
    assert problem(admin.post(address, json=taken)) == (409, "email_taken")
    foreign = {"name": "X", "email": "x@example.org", "section_id": 999}
    assert problem(admin.post(address, json=foreign)) == (409, "not_of_this_cohort")


def test_a_day_is_read_and_stored(world: World, program) -> None:
    teacher = program("teacher")
    day = class_days(world.ids["running"], until=TODAY)[-1].day
    address = f"{API}/cohorts/{world.ids['running']}/attendance/{day}"
    sheet = teacher.get(address)
    assert {row["status"] for row in sheet.json["marks"]} == {None}
    body = {"marks": [{"enrolment_id": world.enrolments["ada"], "status": "late"}]}
    match = {"If-Match": sheet.headers["ETag"]}
    assert teacher.put(address, json=body, headers=match).json == {"changed": 1}
    assert problem(teacher.put(address, json=body, headers=match)) == (412, "changed_meanwhile")
    assert teacher.put(address, json=body).json == {"changed": 0}
    assert teacher.get(address).json["marks"][0]["status"] == "late"
    stranger = {"marks": [{"enrolment_id": world.enrolments["outsider"], "status": "late"}]}
    assert problem(teacher.put(address, json=stranger))[0] == 409
    assert teacher.get(f"{API}/cohorts/{world.ids['running']}/attendance/yesterday").status_code == 404


def test_own_assignments_and_an_import(world: World, program) -> None:
    found = program("ada").get(f"{API}/me/assignments").json["items"]
    assert {row["id"] for row in found} >= {world.ids["assignment"], world.ids["open_assignment"]}
    assert next(row for row in found if row["id"] == world.ids["assignment"])["handed_in"] is True
    status = program("admin").get(f"{API}/people-imports/{world.ids['import']}").json
    assert (status["state"], status["file_name"]) == ("looked_over", "seed.csv")
    assert "drafts" not in status


def test_a_completion_list_needs_a_settled_cohort(world: World, program) -> None:
    admin = program("admin")
    address = f"{API}/cohorts/{world.ids['running']}/completion-lists"
    assert problem(admin.post(address, json={"reason": "city report"})) == (409, "not_settled")
    assert problem(admin.post(address, json={"reason": "x"})) == (422, "invalid")


@pytest.mark.parametrize(
    ("data", "kind", "expected"),
    [
        ("name=x", "application/x-www-form-urlencoded", (415, "not_json")),
        ("{}", "text/plain", (415, "not_json")),
        ("{", "application/json", (400, "broken_json")),
        ("[" * 5000 + "]" * 5000, "application/json", (400, "broken_json")),
        ("[]", "application/json", (422, "not_an_object")),
        ("null", "application/json", (422, "not_an_object")),
        ("{}", "application/json", (422, "invalid")),
        ('{"name": "a\\u0000b", "email": "a@example.org"}', "application/json", (422, "invalid")),
        ('{"name": "\\ud800", "email": "a@example.org"}', "application/json", (422, "invalid")),
        ('{"name": "a", "email": "a@example.org", "role": "admin"}', "application/json", (422, "invalid")),
        ('{"name": "a", "email": "nope"}', "application/json", (409, "email_wrong")),
        ('{"name": "a", "email": "a@example.org", "section_id": 1e400}', "application/json", (422, "invalid")),
    ],
)
def test_bodies_that_are_wrong(world: World, program, data: str, kind: str, expected) -> None:
    address = f"{API}/cohorts/{world.ids['running']}/enrolments"
    assert problem(program("admin").post(address, data=data, content_type=kind)) == expected


def test_hostile_bodies_are_never_a_fault(shared_data: Path, world: World, program) -> None:
    admin, address = program("admin"), f"{API}/cohorts/{world.ids['running']}/enrolments"
    for name, body in json.loads((shared_data / "nasty/json_bodies.json").read_text(encoding="utf-8")).items():
        text = body[0] * body[1] + body[2] * body[1] if isinstance(body, list) else body
        answer = admin.post(address, data=text.encode("utf-8", "surrogatepass"), content_type="application/json")
        assert answer.status_code in (400, 422), name


@pytest.mark.parametrize("number", ["0", "2147483648", "9" * 30, "-1"])
def test_numbers_that_no_row_can_have_are_not_found(world: World, program, number: str) -> None:
    assert program("admin").get(f"{API}/cohorts/{number}/trainees").status_code == 404


def test_a_token_that_reads_changes_nothing(world: World, program) -> None:
    reader = program("admin", may_write=False)
    address = f"{API}/cohorts/{world.ids['running']}/enrolments"
    assert problem(reader.post(address, json={"name": "a", "email": "a@example.org"})) == (403, "read_only")


def test_a_token_that_ended_or_ran_out_is_shut(app: Flask, world: World, program) -> None:
    client = program("ada")
    assert client.get(f"{API}/me").status_code == 200
    row = db.session.query(ApiToken).one()
    assert row.used_at is not None
    end_token(actor(world, "ada"), token_id=row.id, now=NOW)
    assert client.get(f"{API}/me").status_code == 401
    second = program("ada", name="second")
    from lms.accounts.queries import token_in_force

    token = second.environ_base["HTTP_AUTHORIZATION"].partition(" ")[2]
    assert token_in_force(token, now=NOW + timedelta(days=29)) is not None
    assert token_in_force(token, now=NOW + timedelta(days=31)) is None


def test_who_asks_too_often_waits(app: Flask, world: World, program) -> None:
    client = program("ada")
    assert client.get(f"{API}/me").status_code == 200
    token_id = db.session.query(ApiToken).one().id
    from lms.core import clock

    for _ in range(identity.REQUESTS):
        limits.hit(f"token:{token_id}", limit=identity.REQUESTS, per=identity.PERIOD, now=clock.now())
    assert client.get(f"{API}/me").status_code == 429


def test_tokens_are_made_and_shown_once(app: Flask, world: World, sign_in, client) -> None:
    browser = sign_in("ada")
    data = {"name": "report", "scope": "read", "days": "30"}
    page = browser.post("/accounts/me/tokens", data=data)
    token = page.text.partition("<code>")[2].partition("</code>")[0]
    assert token.startswith("baeum_")
    assert token not in browser.get("/accounts/me/tokens").text
    asked = client.get(f"{API}/me", headers={"Authorization": f"Bearer {token}"})
    assert asked.json["may_write"] is False
    assert browser.post("/accounts/me/tokens", data=data).status_code == 409
    assert browser.post("/accounts/me/tokens", data={"name": ""}).status_code == 422
    row = db.session.query(ApiToken).filter_by(name="report").one()
    assert sign_in("bo").post(f"/accounts/me/tokens/{row.id}/end").status_code == 404
    assert browser.post(f"/accounts/me/tokens/{row.id}/end").status_code == 302
    assert client.get(f"{API}/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_the_document_and_its_page(client) -> None:
    document = client.get(f"{API}/openapi.json").json
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == {
        "/api/v1/health",
        "/api/v1/me",
        "/api/v1/me/assignments",
        "/api/v1/cohorts",
        "/api/v1/cohorts/{cohort_id}/trainees",
        "/api/v1/cohorts/{cohort_id}/enrolments",
        "/api/v1/cohorts/{cohort_id}/attendance/{day}",
        "/api/v1/cohorts/{cohort_id}/completion-lists",
        "/api/v1/people-imports/{import_id}",
    }
    page = client.get(f"{API}/")
    assert "/api/v1/cohorts/{cohort_id}/enrolments" in page.text
    assert client.get(f"{API}/health").json["status"] == "ok"
    assert client.get(f"{API}/nothing").mimetype == "application/problem+json"
