"""Trail, terms, consents and the machine, as administrators see them."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.accounts.services import decide_consent
from lms.admin import services
from lms.admin.queries import consents, trail
from lms.admin.queries.terms import versions_of
from lms.admin.shapes import SHAPES
from lms.admin.types import TrailQuestion, WhyNot
from lms.core import audit, terms
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.notifications.models import OutboxMessage
from tests.world import NOW, TODAY, World, actor

CHECK_IN = {"allowed_delay_minutes": "15", "latitude": "", "longitude": "", "radius": "200"}


def test_the_trail_answers_questions(app: Flask, world: World, sign_in) -> None:
    admin = sign_in("admin")
    admin.get(f"/admin/people/{world.people['ada']}")
    found = trail.entries(
        TrailQuestion(person="person admin", action="person.looked_at", since=TODAY, until=TODAY),
        own=None,
        others=(),
        most=9,
    )
    assert [(entry.subject_id, name) for entry, name in found] == [(str(world.people["ada"]), "Person admin")]
    nothing = TrailQuestion(until=TODAY - timedelta(days=9))
    assert trail.entries(nothing, own=None, others=(), most=9) == []
    page = admin.get("/admin/trail?action=person.looked_at&kind=person&page=1")
    assert "사람의 정보를 열람함" in page.text
    assert "모든 봉인이 맞습니다" in admin.get("/admin/trail?check=1").text
    assert admin.get("/admin/trail?page=x&since=never&action=none").status_code == 200


def test_a_broken_seal_is_named(app: Flask, world: World, sign_in) -> None:
    audit.seal_new_entries(limit=100_000)
    trigger = "DROP TRIGGER audit_entry_no_update"
    if db.engine.dialect.name == "postgresql":
        trigger = "DROP TRIGGER audit_entry_append_only ON audit_entry"
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execution_options(lms_unwatched=True)
        connection.execute(sa.text(trigger))
        connection.execute(sa.text("UPDATE audit_entry SET reason = 'forged' WHERE id = 5"))
    assert "5번 기록" in sign_in("admin").get("/admin/trail?check=1").text


def test_a_centre_sees_its_own_peoples_deeds_only(app: Flask, world: World, sign_in) -> None:
    sign_in("other-admin").get("/admin/")
    sign_in("admin").get(f"/admin/people/{world.people['ada']}")
    own = frozenset({world.ids["centre"]})
    others = frozenset({world.ids["centre"] + 1})
    here = trail.entries(TrailQuestion(), own=own, others=others, most=10_000)
    there = trail.entries(TrailQuestion(), own=others, others=own, most=10_000)
    assert {name for _entry, name in here} >= {"Person admin", "Person ada"}
    assert {name for _entry, name in there} == {"Person other-admin"}
    assert not {entry.id for entry, _ in here} & {entry.id for entry, _ in there}


def test_the_trail_leaves_for_a_reason(app: Flask, world: World, sign_in) -> None:
    with pytest.raises(Refused) as refusal:
        services.export_trail(actor(world, "site"), question=TrailQuestion(), own=None, others=(), reason="")
    assert refusal.value.reason is WhyNot.REASON_MISSING
    browser = sign_in("site")
    answer = browser.post("/admin/trail/export?person=ada", data={"reason": "yearly check", "kind": "csv"})
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0][0] == "번호"
    assert {row[2] for row in rows[1:]} == {"Person ada"}
    assert db.session.query(AuditEntry).filter_by(action="trail.exported").one().reason == "yearly check"
    db.session.rollback()
    assert browser.post("/admin/trail/export", data={"reason": "yearly check", "kind": "xlsx"}).data[:2] == b"PK"
    assert browser.post("/admin/trail/export", data={"reason": "x"}).status_code == 422


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {"allowed_delay_minutes": 15, "latitude": None, "longitude": None, "radius": 200}),
        ({"latitude": "34.8"}, {"allowed_delay_minutes": 15, "latitude": 34.8, "longitude": None, "radius": 200}),
        ({"radius": ""}, None),
        ({"radius": "5"}, None),
        ({"radius": "many"}, None),
        ({"latitude": "nan"}, None),
        ({"allowed_delay_minutes": "1e3"}, None),
    ],
)
def test_values_of_terms_have_limits(change: dict[str, str], expected) -> None:
    assert SHAPES["check_in"].read(CHECK_IN | change) == expected


def test_terms_are_appended(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("admin")
    data = CHECK_IN | {"centre": str(world.ids["centre"]), "valid_from": TODAY.isoformat()}
    assert browser.post("/admin/terms/check_in", data=data).status_code == 302
    assert browser.post("/admin/terms/check_in", data=data | {"radius": "300"}).status_code == 302
    found = terms.in_force("check_in", on=TODAY, scopes=(("centre", world.ids["centre"]),))
    assert found is not None
    assert (found.version, found.numbers["radius"]) == (2, 300)
    rows = [row for row, _place, _writer in versions_of([world.ids["centre"]]) if row.kind == "check_in"]
    assert [row.version for row in rows] == [2, 1]
    assert "300" in browser.get("/admin/terms").text
    assert browser.post("/admin/terms/check_in", data=data | {"radius": "3"}).status_code == 409
    refused = browser.post("/admin/terms/check_in", data=data | {"radius": "3", "allowed_delay_minutes": "55"})
    assert 'value="55"' in refused.text
    assert browser.post("/admin/terms/check_in", data={"valid_from": "soon"}).status_code == 422
    assert browser.post("/admin/terms/nothing", data=data).status_code == 404


def test_terms_of_others_are_not_written(app: Flask, world: World) -> None:
    with pytest.raises(NotFound):
        services.write_terms(
            actor(world, "other-admin"),
            kind="check_in",
            centre_id=world.ids["centre"],
            valid_from=TODAY,
            typed=CHECK_IN,
            now=NOW,
        )
    with pytest.raises(NotAllowed):
        services.write_terms(
            actor(world, "admin"), kind="security", centre_id=0, valid_from=TODAY, typed={"grace_days": "3"}, now=NOW
        )


def test_consents_are_counted_as_they_stand(app: Flask, world: World, sign_in) -> None:
    for given in (True, False):
        decide_consent(actor(world, "ada"), purpose="job_support", version=1, given=given, now=NOW)
    decide_consent(actor(world, "bo"), purpose="job_support", version=1, given=True, now=NOW)
    decide_consent(actor(world, "bo"), purpose="employers", version=1, given=True, recipient="Company", now=NOW)
    own = [world.ids["centre"]]
    assert consents.consent_counts(own) == [("employers", "Company", 1, 1, 0), ("job_support", "", 1, 1, 1)]
    people, total = consents.undecided(own, "job_support", page=1)
    assert world.people["ada"] not in {person_id for person_id, _name, _email in people}
    assert total == len(people)
    page = sign_in("admin").get("/admin/consents?purpose=job_support")
    assert "Company" in page.text
    assert sign_in("other-admin").get("/admin/consents?purpose=none&page=99").status_code == 200


def test_a_failed_mail_is_tried_again(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("admin")
    assert "SMTPException" in browser.get("/admin/machine").text
    assert browser.post(f"/admin/machine/mails/{world.ids['mail']}/again").status_code == 302
    mail = db.session.get_one(OutboxMessage, world.ids["mail"])
    assert (mail.attempts, mail.leased_until, mail.sent_at) == (0, None, None)
    db.session.rollback()
    assert sign_in("other-admin").post(f"/admin/machine/mails/{world.ids['mail']}/again").status_code == 404
