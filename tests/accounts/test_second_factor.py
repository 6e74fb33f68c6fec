"""The second factor: recovery codes, and exchanging the app."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from lms.accounts import queries, rules, secrets, services
from lms.accounts.models import Person, RecoveryCode
from lms.accounts.types import WhyNot
from lms.core.db import db
from lms.core.errors import Refused
from lms.notifications.queries import mails_of
from tests.world import NOW, PASSWORD, World, actor

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LATER = NOW + timedelta(minutes=2)


def app_code(moment=NOW, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(moment)


def start(world: World, who: str = "ada") -> list[str]:
    return services.start_totp(actor(world, who), secret=SECRET, code=app_code(), now=NOW)


def sign_in(code: str, now=LATER) -> str:
    return services.sign_in(
        email="ada@example.org", password=PASSWORD, code=code, address="10.0.0.1", device="", mark="m", now=now
    )


def test_ten_codes_come_with_the_app_and_only_digests_are_kept(app: Flask, world: World) -> None:
    codes = start(world)
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}", code) for code in codes)
    kept = set(db.session.scalars(sa.select(RecoveryCode.digest)))
    assert kept == {secrets.recovery_digest(code) for code in codes}
    assert queries.codes_left(world.people["ada"]) == 10


def test_a_code_signs_in_once_however_it_is_typed_and_its_person_is_told(app: Flask, world: World) -> None:
    codes = start(world)
    assert sign_in(codes[3].replace("-", " ").lower() + " ")
    with pytest.raises(Refused) as refused:
        sign_in(codes[3])
    assert refused.value.reason is WhyNot.WRONG_CODE
    assert queries.codes_left(world.people["ada"]) == 9
    mails = [mail for mail in mails_of(world.people["ada"]) if "복구 코드" in mail.subject]
    assert len(mails) == 1
    assert "/accounts/me/second-factor" in mails[0].body


def test_a_code_of_somebody_else_opens_nothing(app: Flask, world: World) -> None:
    start(world)
    others = start(world, "bo")
    with pytest.raises(Refused):
        sign_in(others[0])
    assert queries.codes_left(world.people["bo"]) == 10


def test_new_codes_need_proof_and_end_the_old_ones(app: Flask, world: World) -> None:
    ada, old = actor(world, "ada"), start(world)
    with pytest.raises(Refused) as refused:
        services.renew_codes(ada, proof="000000", now=LATER)
    assert refused.value.reason is WhyNot.WRONG_CODE
    new = services.renew_codes(ada, proof=app_code(LATER), now=LATER)
    assert set(new).isdisjoint(old)
    with pytest.raises(Refused):
        sign_in(old[0])
    assert sign_in(new[0])


def test_without_a_second_factor_there_are_no_codes(app: Flask, world: World) -> None:
    with pytest.raises(Refused) as refused:
        services.renew_codes(actor(world, "ada"), proof="000000", now=NOW)
    assert refused.value.reason is WhyNot.NO_SECOND_FACTOR


def test_guessing_a_proof_is_slowed_down(app: Flask, world: World) -> None:
    start(world)
    reasons = []
    for _ in range(rules.TRIES_PER_ACCOUNT):
        with pytest.raises(Refused) as refused:
            services.renew_codes(actor(world, "ada"), proof="000000", now=NOW)
        reasons.append(refused.value.reason)
    assert reasons[-1] is WhyNot.TOO_MANY_TRIES


def test_exchanging_the_app_needs_the_old_one_or_a_recovery_code(app: Flask, world: World) -> None:
    ada, codes, other = actor(world, "ada"), start(world), secrets.new_totp_secret()
    for proof in ("", "000000", app_code(LATER, other)):
        with pytest.raises(Refused):
            services.start_totp(ada, secret=other, code=app_code(LATER, other), proof=proof, now=LATER)
    assert db.session.get_one(Person, world.people["ada"]).totp_secret == SECRET
    services.start_totp(ada, secret=other, code=app_code(LATER, other), proof=codes[0], now=LATER)
    assert db.session.get_one(Person, world.people["ada"]).totp_secret == other
    assert queries.codes_left(world.people["ada"]) == 10


def test_a_failed_exchange_spends_no_code(app: Flask, world: World) -> None:
    codes = start(world)
    with pytest.raises(Refused):
        services.start_totp(
            actor(world, "ada"), secret=secrets.new_totp_secret(), code="000000", proof=codes[0], now=LATER
        )
    assert queries.codes_left(world.people["ada"]) == 10


def test_the_pages_show_the_codes_once(app: Flask, world: World, sign_in: object) -> None:
    browser: FlaskClient = sign_in("teacher")  # type: ignore[operator]
    page = browser.get("/accounts/me/second-factor").text
    secret = re.search(r'name="secret"[^>]*value="(\w+)"', page)
    assert secret is not None
    data = {"secret": secret.group(1), "code": pyotp.TOTP(secret.group(1)).now()}
    assert browser.post("/accounts/me/second-factor", data={**data, "code": "1"}).status_code == 422
    answer = browser.post("/accounts/me/second-factor", data=data)
    codes = re.findall(r"<code>((?:\w{4}-){3}\w{4})</code>", answer.text)
    assert (answer.status_code, len(codes), answer.headers["Cache-Control"]) == (200, 10, "no-store")
    standing = browser.get("/accounts/me/second-factor").text
    assert codes[0] not in standing
    assert "10개 중 10개" in standing
    assert browser.post("/accounts/me/second-factor/codes", data={"proof": "wrong"}).status_code == 422
    renewed = browser.post("/accounts/me/second-factor/codes", data={"proof": codes[0]})
    assert renewed.status_code == 200
    assert codes[1] not in renewed.text
