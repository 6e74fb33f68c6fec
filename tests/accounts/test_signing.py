"""Signing in and out."""

from __future__ import annotations

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.accounts import secrets, services
from lms.accounts.events import LinkMade
from lms.accounts.models import Person, SignIn
from lms.accounts.rules import why_not_password
from lms.accounts.types import Place, WhyNot
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.web.views import safe_path
from lms.notifications.queries import mails_of
from tests.world import NOW, PASSWORD, World, actor


def post(client: FlaskClient, email: str, password: str, code: str = ""):
    return client.post("/accounts/sign-in", data={"email": email, "password": password, "code": code})


def test_right_credentials_open_the_start_page(client: FlaskClient, world: World) -> None:
    answer = post(client, "ADA@example.org ", PASSWORD)
    assert answer.status_code == 302
    assert "Person ada" in client.get("/").text


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_person_look_alike(client: FlaskClient, world: World, email: str) -> None:
    answer = post(client, email, "wrong")
    assert answer.status_code == 422
    assert "이메일 주소나 비밀번호가 맞지 않습니다." in answer.text


def test_too_many_tries_are_slowed_down(client: FlaskClient, world: World) -> None:
    codes = [post(client, "ada@example.org", "wrong").status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]
    assert post(client, "ada@example.org", PASSWORD).status_code == 429


def test_ending_a_sign_in_shuts_its_browser_out_at_once(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("ada")
    row = db.session.query(SignIn).filter_by(person_id=world.people["ada"]).one()
    services.end_sign_in(actor(world, "ada"), sign_in_id=row.id, now=NOW)
    assert "/accounts/sign-in" in browser.get("/courses/").headers["Location"]


def test_a_disabled_person_is_out_with_the_next_request(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("ada")
    place = Place(world.ids["centre"])
    services.disable_person(actor(world, "admin"), person_id=world.people["ada"], place=place, reason="asked", now=NOW)
    assert "/accounts/sign-in" in browser.get("/courses/").headers["Location"]


def test_the_second_factor_is_asked_for_and_good_once(app: Flask, world: World, client: FlaskClient) -> None:
    secret = secrets.new_totp_secret()
    code = pyotp.TOTP(secret).at(NOW)
    services.start_totp(actor(world, "ada"), secret=secret, code=code, now=NOW)
    assert post(client, "ada@example.org", PASSWORD).status_code == 422
    step = int(NOW.timestamp()) // 30
    assert secrets.totp_step(secret, code, at=int(NOW.timestamp()), after_step=step) is None
    assert db.session.get_one(Person, world.people["ada"]).totp_last_step == step


def test_an_invitation_works_once(app: Flask, world: World, client: FlaskClient) -> None:
    tokens: list[str] = []
    app.extensions["lms_handlers"].setdefault(LinkMade, []).append(lambda event: tokens.append(event.token))
    admin = actor(world, "admin")
    services.invite_person(admin, person_id=world.people["bo"], place=Place(world.ids["centre"]), now=NOW)
    address = f"/accounts/links/{tokens[0]}"
    assert client.get(address).status_code == 200
    assert client.post(address, data={"password": "short"}).status_code == 422
    assert client.post(address, data={"password": "a new long password"}).status_code == 302
    assert client.get(address).status_code == 409
    assert post(client, "bo@example.org", "a new long password").status_code == 302
    assert tokens[0] in mails_of(world.people["bo"])[0].body


def test_asking_for_a_reset_says_nothing_about_who_is_known(client: FlaskClient, world: World) -> None:
    known = client.post("/accounts/reset", data={"email": "ada@example.org"})
    unknown = client.post("/accounts/reset", data={"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert len(mails_of(world.people["ada"])) == 1


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("short", WhyNot.PASSWORD_TOO_SHORT),
        ("1234567890", WhyNot.PASSWORD_TOO_COMMON),
        ("aaaaaaaaaaaa", WhyNot.PASSWORD_TOO_COMMON),
        ("ada@example.org", WhyNot.PASSWORD_TOO_COMMON),
        ("바다를 좋아하는 사람", None),
    ],
)
def test_why_not_password(password: str, expected: WhyNot | None) -> None:
    assert why_not_password(password, email="ada@example.org") == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/courses/", "/courses/"),
        ("//evil.example", None),
        ("/\\evil.example", None),
        ("https://evil.example/", None),
        ("javascript:alert(1)", None),
        ("/ok\nSet-Cookie: a=b", None),
        (None, None),
    ],
)
def test_safe_path(target: str | None, expected: str | None) -> None:
    assert safe_path(target) == expected


def test_a_link_that_was_never_sent_is_refused(app: Flask) -> None:
    with pytest.raises(Refused) as refused:
        services.link_target("made up", now=NOW)
    assert refused.value.reason is WhyNot.LINK_INVALID
