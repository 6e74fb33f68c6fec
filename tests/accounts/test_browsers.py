"""A mail tells of a sign-in with a browser not seen before, and of no other."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from lms.accounts import services
from lms.accounts.models import KnownBrowser
from lms.core.db import db
from lms.notifications.queries import mails_of
from tests.world import NOW, PASSWORD, World


def enter(mark: str, minutes: int, device: str = "Firefox on a desk") -> None:
    services.sign_in(
        email="ada@example.org",
        password=PASSWORD,
        code="",
        address="10.0.0.1",
        device=device,
        mark=mark,
        now=NOW + timedelta(minutes=minutes),
    )


def told(world: World) -> list[str]:
    return [mail.body for mail in mails_of(world.people["ada"]) if "새 로그인" in mail.subject]


def test_the_first_browser_is_taken_as_it_is(app: Flask, world: World) -> None:
    enter("one", 0)
    enter("one", 5, device="Firefox, newer")
    assert told(world) == []
    rows = db.session.execute(sa.select(KnownBrowser.device, KnownBrowser.first_at, KnownBrowser.last_at)).all()
    assert rows == [("Firefox, newer", NOW, NOW + timedelta(minutes=5))]


def test_another_browser_is_told_of_once_with_the_way_to_end_it(app: Flask, world: World) -> None:
    enter("one", 0)
    enter("two", 5, device="A phone\r\nBcc: x@example.org")
    enter("two", 9)
    enter("one", 10)
    assert len(told(world)) == 1
    assert "http://localhost/accounts/me#sign-ins" in told(world)[0]
    assert "A phone" in told(world)[0]


def test_a_browser_keeps_its_mark_after_signing_out(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("ada")
    browser.post("/accounts/sign-out")
    credentials = {"email": "ada@example.org", "password": PASSWORD, "code": ""}
    assert browser.post("/accounts/sign-in", data=credentials).status_code == 302
    assert told(world) == []
    cookie = browser.get_cookie("baeum-browser")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    sign_in("ada")
    assert len(told(world)) == 1


def test_a_shared_computer_is_new_for_each_person(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("bo")
    browser.post("/accounts/sign-out")
    sign_in("ada")
    assert told(world) == []
    browser.post("/accounts/sign-in", data={"email": "ada@example.org", "password": PASSWORD, "code": ""})
    assert len(told(world)) == 1
