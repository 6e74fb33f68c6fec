"""Transactions, leases, idempotency, terms: the ground everything stands on."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.accounts.services import register_person
from lms.core import audit, leases, limits, terms
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.events import Event
from lms.core.transaction import transaction
from tests.world import NOW, TODAY, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Knocked(Event):
    """For these tests."""


def test_events_reach_handlers_before_the_commit_and_actions_follow_it(app: Flask) -> None:
    seen: list[str] = []
    app.extensions["lms_handlers"][Knocked] = [lambda _event: seen.append("handled")]
    with transaction() as unit:
        unit.after_commit(lambda: seen.append("after"))
        unit.note(Knocked(at=NOW))
        audit.record(SYSTEM, "terms.written", ("test", 1))
        seen.append("work")
    assert seen == ["work", "handled", "after"]


def test_a_failing_handler_takes_everything_back(app: Flask, world: World) -> None:
    def refuse(_event: Event) -> None:
        raise RuntimeError("no")

    app.extensions["lms_handlers"][Knocked] = [refuse]
    with pytest.raises(RuntimeError), transaction() as unit:  # noqa: PT012
        register_person(SYSTEM, email="new@example.org", name="New", now=NOW)
        unit.note(Knocked(at=NOW))
    assert db.session.scalar(select(func.count()).where(Person.email == "new@example.org")) == 0


def test_no_update_is_lost_among_many_writers(app: Flask, world: World) -> None:
    def work() -> None:
        with app.app_context():
            for _ in range(10):
                with transaction():
                    person = db.session.get_one(Person, world.people["ada"], with_for_update=True)
                    person.totp_last_step += 1
                    audit.record(SYSTEM, "person.registered", person)

    before = db.session.get_one(Person, world.people["ada"]).totp_last_step
    db.session.remove()
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert db.session.get_one(Person, world.people["ada"]).totp_last_step == before + 80


def test_a_lease_is_held_renewed_and_comes_back_by_itself(app: Flask) -> None:
    hour = timedelta(hours=1)
    with transaction():
        first = leases.claim("work", "7", holder_id=1, now=NOW, term=hour)
        assert first is not None
        assert leases.claim("work", "7", holder_id=2, now=NOW, term=hour) is None
        renewed = leases.claim("work", "7", holder_id=1, now=NOW + hour / 2, term=hour)
        assert renewed is not None
        assert renewed.until == NOW + hour * 1.5
        assert set(leases.live("work", now=NOW + hour)) == {"7"}
        assert leases.claim("work", "7", holder_id=2, now=NOW + hour * 2, term=hour) is not None
        assert not leases.release("work", "7", holder_id=1)
        assert leases.release("work", "7", holder_id=2)


def test_limits_count_per_window(app: Flask) -> None:
    minute = timedelta(minutes=1)
    assert [limits.hit("door", limit=2, per=minute, now=NOW) for _ in range(3)] == [True, True, False]
    assert limits.hit("door", limit=2, per=minute, now=NOW + minute)


def test_the_nearest_and_newest_terms_are_in_force(app: Flask) -> None:
    for scope, number, since in ((("site", 0), 1, 9), (("centre", 3), 2, 5), (("centre", 3), 3, 1)):
        terms.write(
            SYSTEM,
            kind="attendance",
            scope=scope,
            valid_from=TODAY - timedelta(days=since),
            numbers={"n": number},
            now=NOW,
        )
    scopes = (("centre", 3), ("site", 0))
    found = [terms.in_force("attendance", on=TODAY - timedelta(days=ago), scopes=scopes) for ago in (0, 3, 7, 10)]
    assert [each.numbers["n"] if each else None for each in found] == [3, 2, 1, None]


def test_the_same_form_twice_has_one_effect(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("ada")
    data = {
        "cohort": world.ids["running"],
        "company": "Twice",
        "question": "Why?",
        "limit": 1000,
        "body": "text",
        "_once": "the-same-key",
    }
    first = browser.post("/portfolio/letters/new", data=data)
    second = browser.post("/portfolio/letters/new", data=data)
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert browser.get("/portfolio/").text.count("Twice") == 1


def test_the_audit_chain_holds(app: Flask, world: World) -> None:
    assert audit.seal_new_entries() > 30
    assert audit.seal_new_entries() == 0
    assert audit.first_broken_seal() is None
