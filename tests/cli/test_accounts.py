"""``flask accounts``: a way back when every administrator is lost."""

from __future__ import annotations

import pyotp
import pytest
from flask import Flask

from lms.accounts import queries as accounts
from lms.accounts import services
from lms.accounts.models import Person
from lms.accounts.types import Place
from lms.cohorts import services as cohorts
from lms.core.actor import SYSTEM
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.notifications.queries import mails_of
from tests.world import NOW, World, actor

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HERE = ["--role", "administrator", "--centre", "nowhere"]


def run(app: Flask, *words: str):
    return app.test_cli_runner().invoke(args=["accounts", *words])


def roles(email: str) -> set[tuple[str, str, int | None]]:
    person = accounts.person_of_email(email)
    assert person is not None
    return {(grant.role, grant.scope, grant.scope_id) for grant in accounts.live_grants(person.id)}


def test_the_list_says_who_holds_what_and_where_nobody_is_left(app: Flask, world: World) -> None:
    said = run(app, "list", "--role", "administrator").output
    assert "admin@example.org  Person admin  active\n    administrator, 여기, since " in said
    assert "administrator, the whole site" in said
    assert "teacher@example.org" not in said
    assert "can sign in" not in said
    assert "teacher@example.org" in run(app, "list").output


def test_a_centre_without_an_administrator_is_named(empty_app: Flask) -> None:
    cohorts.found_centre(SYSTEM, code="new", name={"ko": "새 센터", "en": "New"})
    said = run(empty_app, "list").output
    assert "nobody" in said
    assert "no administrator of 새 센터 (new) can sign in" in said


def test_somebody_known_becomes_an_administrator_as_the_system_decides(app: Flask, world: World) -> None:
    answer = run(app, "grant", "--email", "Teacher@example.org", "--role", "administrator", "--centre", "Here")
    assert answer.exit_code == 0, answer.output
    assert "is now administrator" in answer.output
    assert ("administrator", "centre", world.ids["centre"]) in roles("teacher@example.org")
    entry = db.session.query(AuditEntry).filter_by(action="grant.given").order_by(AuditEntry.id.desc()).first()
    assert entry is not None
    assert (entry.actor_id, entry.reason) == (None, "by an operator on the server")
    entries = db.session.query(AuditEntry).count()
    db.session.rollback()
    again = run(app, "grant", "--email", "teacher@example.org", "--role", "administrator", "--centre", "Here")
    assert "was already administrator" in again.output
    assert db.session.query(AuditEntry).count() == entries


def test_somebody_new_is_written_down_and_gets_a_link(app: Flask, world: World) -> None:
    answer = run(app, "grant", "--email", "rescue@example.org", "--name", "구조", "--role", "administrator", "--site")
    assert answer.exit_code == 0, answer.output
    assert roles("rescue@example.org") == {("administrator", "site", None)}
    assert app.test_client().get(answer.output.strip().splitlines()[-1]).status_code == 200


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--email", "nobody@example.org", *HERE], "which centre?"),
        (["--email", "nobody@example.org", "--role", "administrator", "--site"], "with --name"),
        (["--email", "no address", "--name", "N", "--role", "administrator", "--site"], "Nothing was changed"),
        (["--email", "teacher@example.org", "--role", "mentor", "--site"], "name a centre"),
        (["--email", "teacher@example.org", "--role", "administrator"], "either --centre or --site"),
        (["--email", "teacher@example.org", "--site", *HERE], "either --centre or --site"),
    ],
)
def test_nothing_is_given_when_something_is_wrong(app: Flask, world: World, words: list[str], said: str) -> None:
    entries, people = db.session.query(AuditEntry).count(), db.session.query(Person).count()
    db.session.rollback()
    answer = run(app, "grant", *words)
    assert answer.exit_code == 1
    assert said in answer.output
    assert (db.session.query(AuditEntry).count(), db.session.query(Person).count()) == (entries, people)


def test_somebody_disabled_gets_nothing(app: Flask, world: World) -> None:
    place = Place(world.ids["centre"])
    services.disable_person(SYSTEM, person_id=world.people["teacher"], place=place, reason="gone", now=NOW)
    before = roles("teacher@example.org")
    db.session.rollback()
    answer = run(app, "grant", "--email", "teacher@example.org", "--role", "administrator", "--site")
    assert answer.exit_code == 1
    assert "another address" in answer.output
    assert roles("teacher@example.org") == before


def test_the_only_administrator_gets_past_a_lost_second_factor(app: Flask, world: World) -> None:
    admin = world.people["admin"]
    services.start_totp(actor(world, "admin"), secret=SECRET, code=pyotp.TOTP(SECRET).at(NOW), now=NOW)
    assert run(app, "second-factor-off", "--email", "nobody@example.org").exit_code == 1
    answer = run(app, "second-factor-off", "--email", "admin@example.org", "--reason", "phone drowned")
    assert answer.exit_code == 0, answer.output
    assert db.session.get_one(Person, admin).totp_secret == ""
    entry = db.session.query(AuditEntry).filter_by(action="account.second_factor_lifted").one()
    assert (entry.actor_id, entry.reason) == (None, "phone drowned")
    assert any("시스템" in mail.body for mail in mails_of(admin))
    db.session.rollback()
    assert run(app, "second-factor-off", "--email", "admin@example.org").exit_code == 1
