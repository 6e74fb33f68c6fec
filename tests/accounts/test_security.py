"""What an installation demands of those who sign in, and what holds back those who guess."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest
from flask import Flask

from lms.accounts import rules, secrets, services
from lms.accounts.security import SecurityTerms, second_factor_by
from lms.accounts.services import signing
from lms.accounts.types import WhyNot
from lms.core import terms
from lms.core.actor import SYSTEM
from lms.core.errors import Refused
from tests.world import NOW, TODAY, World, actor

EARLY, LATE = NOW - timedelta(days=30), NOW - timedelta(days=3)
TRIES = 1_000
DEMAND = SecurityTerms(staff_second_factor=True, grace_days=14)


@pytest.mark.parametrize(
    ("wanted", "demanded", "staff", "has_factor", "expected"),
    [
        (DEMAND, EARLY, LATE, False, LATE + timedelta(days=14)),
        (DEMAND, LATE, EARLY, False, LATE + timedelta(days=14)),
        (DEMAND, LATE, EARLY, True, None),
        (DEMAND, LATE, None, False, None),
        (SecurityTerms(), LATE, EARLY, False, None),
    ],
)
def test_second_factor_by(wanted, demanded, staff, has_factor: bool, expected) -> None:
    assert second_factor_by(wanted, demanded_since=demanded, staff_since=staff, has_factor=has_factor) == expected


def demand(grace_days: int) -> None:
    numbers = {"staff_second_factor": True, "grace_days": grace_days}
    terms.write(
        SYSTEM, kind="security", scope=("site", 0), valid_from=TODAY - timedelta(days=9), numbers=numbers, now=NOW
    )


def test_within_grace_staff_are_reminded_and_go_on(app: Flask, world: World, sign_in) -> None:
    demand(14)
    browser = sign_in("teacher")
    assert "2단계 인증을 켜십시오" in browser.get("/").text


def test_after_grace_only_the_page_that_turns_it_on_is_open(app: Flask, world: World, sign_in) -> None:
    demand(0)
    browser = sign_in("teacher")
    assert browser.get("/").headers["Location"] == "/accounts/me/second-factor"
    assert browser.get("/accounts/me/second-factor").status_code == 200
    secret = secrets.new_totp_secret()
    services.start_totp(actor(world, "teacher"), secret=secret, code=pyotp.TOTP(secret).at(NOW), now=NOW)
    assert browser.get("/").status_code == 200
    assert sign_in("ada").get("/").status_code == 200, "trainees are not asked"


def test_a_day_of_guessing_checks_only_a_few_passwords(app: Flask, world: World, monkeypatch) -> None:
    checked: list[str] = []
    real = secrets.fits

    def counting(stored: str, password: str) -> bool:
        checked.append(password)
        return False if len(checked) > 3 else real(stored, password)

    monkeypatch.setattr(signing.secrets, "fits", counting)
    hours, reasons = 24, set()
    for number in range(TRIES):
        with pytest.raises(Refused) as refusal:
            services.sign_in(
                email="ada@example.org",
                password=f"guess {number}",
                code="",
                address=f"10.0.{number % 200}.1",
                device="",
                mark="m",
                now=NOW + timedelta(hours=hours) * number / TRIES,
            )
        reasons.add(refusal.value.reason)
    windows = timedelta(hours=hours) / rules.TRY_WINDOW + 1
    assert reasons == {WhyNot.WRONG_CREDENTIALS, WhyNot.TOO_MANY_TRIES}
    assert len(checked) <= windows * rules.TRIES_PER_ACCOUNT
