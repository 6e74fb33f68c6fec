"""Erasure: what must be kept and until when, asking, deciding, carrying out, and what is left afterwards."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError

from lms.accounts import queries, services
from lms.accounts.models import ErasureDecision, ErasureRequest, Person, RoleGrant
from lms.accounts.retention import KIND, RetentionTerms, kept_until
from lms.accounts.types import ErasureState, PersonState, Place, WhyNot
from lms.attendance.models import DayMark
from lms.cohorts.models import Enrolment
from lms.core import audit, holdings, terms
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction
from lms.notifications.queries import mails_of
from lms.portfolio.models import CoverLetter, LetterVersion
from tests.world import NOW, TODAY, World, actor

ENDED = TODAY - timedelta(days=20)


@pytest.mark.parametrize(
    ("since", "years", "expected"),
    [
        (date(2026, 6, 1), 5, date(2031, 6, 1)),
        (date(2024, 2, 29), 5, date(2029, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2026, 11, 28), 3, date(2029, 11, 28)),
        (date(2026, 11, 29), 3, None),
    ],
)
def test_kept_until(since: date, years: int, expected: date | None) -> None:
    assert kept_until(since, years=years, on=date(2026, 11, 28)) == expected


def test_years_come_from_terms() -> None:
    assert RetentionTerms.from_numbers({}) == RetentionTerms(5, 3)
    assert [RetentionTerms.from_numbers({"training_years": 7}).years(kind) for kind in ("training", "access")] == [7, 3]


def waiting(world: World, who: str) -> int:
    """The request of the seed, or a new one."""
    known = db.session.scalar(
        sa.select(ErasureRequest.id).where(
            ErasureRequest.person_id == world.people[who], ErasureRequest.state == "asked"
        )
    )
    return known or services.ask_for_erasure(actor(world, who), text="", now=NOW).id


def carry_out(world: World, who: str, *, reason: str = "asked at the desk") -> date:
    return services.carry_out_erasure(
        actor(world, "admin"),
        request_id=waiting(world, who),
        place=Place(world.ids["centre"]),
        reason=reason,
        now=NOW,
    )


def test_what_must_be_kept(app: Flask, world: World) -> None:
    assert [(each.kind, each.until) for each in queries.kept_records(world.people["ada"], on=TODAY)] == [
        ("training", None)
    ]
    after = queries.kept_records(world.people["graduate"], on=TODAY)
    assert [(each.kind, each.until) for each in after] == [("training", kept_until(ENDED, years=5, on=TODAY))]
    assert [each.kind for each in queries.kept_records(world.people["teacher"], on=TODAY)] == ["access"]
    terms.write(
        SYSTEM,
        kind=KIND,
        scope=("site", 0),
        valid_from=TODAY,
        numbers={"training_years": 1, "access_years": 1},
        now=NOW,
    )
    shorter = queries.kept_records(world.people["graduate"], on=TODAY)
    assert [each.until for each in shorter] == [kept_until(ENDED, years=1, on=TODAY)]


def test_asking_withdrawing_and_asking_again(app: Flask, world: World) -> None:
    ada = actor(world, "ada")
    first = services.ask_for_erasure(ada, text="  please ", now=NOW).id
    with pytest.raises(Refused) as refused:
        services.ask_for_erasure(ada, text="", now=NOW)
    assert refused.value.reason is WhyNot.ERASURE_WAITS
    with pytest.raises(NotFound):
        services.withdraw_erasure(actor(world, "bo"), request_id=first)
    services.withdraw_erasure(ada, request_id=first)
    with pytest.raises(Refused) as refused:
        services.withdraw_erasure(ada, request_id=first)
    assert refused.value.reason is WhyNot.ERASURE_DECIDED
    services.ask_for_erasure(ada, text="", now=NOW)
    assert [(row.state, row.text) for row in queries.erasures_of(world.people["ada"])] == [
        (ErasureState.ASKED, ""),
        (ErasureState.WITHDRAWN, "please"),
    ]


def test_a_refusal_tells_its_reason(app: Flask, world: World) -> None:
    admin, place, request_id = actor(world, "admin"), Place(world.ids["centre"]), waiting(world, "graduate")
    with pytest.raises(Refused) as refused:
        services.refuse_erasure(admin, request_id=request_id, place=place, reason=" ", now=NOW)
    assert refused.value.reason is WhyNot.REASON_MISSING
    with pytest.raises(NotAllowed):
        services.refuse_erasure(actor(world, "teacher"), request_id=request_id, place=place, reason="no", now=NOW)
    services.refuse_erasure(admin, request_id=request_id, place=place, reason="a claim is open", now=NOW)
    with pytest.raises(Refused) as refused:
        services.carry_out_erasure(admin, request_id=request_id, place=place, reason="yes", now=NOW)
    assert refused.value.reason is WhyNot.ERASURE_DECIDED
    decision = db.session.scalars(sa.select(ErasureDecision)).one()
    assert (decision.verdict, decision.reason, decision.actor_id) == ("refused", "a claim is open", admin.user_id)
    assert "a claim is open" in mails_of(world.people["graduate"])[0].body


@pytest.mark.parametrize(("who", "expected"), [("ada", WhyNot.STILL_TRAINING), ("admin", WhyNot.NOT_ONESELF)])
def test_who_is_not_erased(app: Flask, world: World, who: str, expected: WhyNot) -> None:
    with pytest.raises(Refused) as refused:
        carry_out(world, who)
    assert refused.value.reason is expected


def test_carrying_out_takes_what_need_not_be_kept_and_leaves_the_ledgers(app: Flask, world: World) -> None:
    person_id = world.people["graduate"]
    marks = sa.select(sa.func.count(DayMark.id)).join(Enrolment).where(Enrolment.person_id == person_id)
    before = db.session.scalar(marks)
    until = carry_out(world, "graduate")
    assert until == kept_until(ENDED, years=5, on=TODAY)
    person = db.session.get_one(Person, person_id)
    assert (person.name, person.state, person.phone, person.password_hash) == (
        "Person graduate",
        PersonState.ERASED,
        "",
        "",
    )
    assert db.session.scalars(sa.select(CoverLetter.id).where(CoverLetter.person_id == person_id)).all() == []
    live = sa.select(RoleGrant.id).where(RoleGrant.person_id == person_id, RoleGrant.ended_at.is_(None))
    assert db.session.scalars(live).all() == []
    assert db.session.scalar(marks) == before
    assert db.session.scalars(sa.select(ErasureDecision.kept_until)).all() == [until]
    assert "erasure.carried_out" in db.session.scalars(sa.select(audit.AuditEntry.action)).all()
    assert len(mails_of(person_id)) == 1
    assert holdings.erasable_rows(person_id) == 1, "the mail that tells of it"


def test_letters_and_portfolio_go_although_they_are_never_changed(app: Flask, world: World) -> None:
    ada = world.people["ada"]
    own = sa.select(sa.func.count(LetterVersion.id)).join(CoverLetter).where(CoverLetter.person_id == ada)
    assert db.session.scalar(own) > 0
    with transaction():
        holdings.erase(ada)
        audit.record(SYSTEM, "erasure.carried_out", ("person", ada))
    assert holdings.erasable_rows(ada) == 0
    assert db.session.scalar(own) == 0


def test_what_may_be_erased_is_still_never_changed(app: Flask, world: World) -> None:
    statement = sa.text("UPDATE letter_version SET number = number + 1")
    with pytest.raises(DBAPIError, match="append"), db.engine.begin() as connection:
        connection.execution_options(lms_unwatched=True).execute(statement)


def test_the_account_stays_shut(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("graduate")
    carry_out(world, "graduate")
    assert "/accounts/sign-in" in browser.get("/").headers["Location"]
    admin, place = actor(world, "admin"), Place(world.ids["centre"])
    steps = (
        lambda: services.invite_person(admin, person_id=world.people["graduate"], place=place, now=NOW),
        lambda: services.enable_person(admin, person_id=world.people["graduate"], place=place, reason="again"),
        lambda: services.disable_person(admin, person_id=world.people["graduate"], place=place, reason="x y", now=NOW),
    )
    for step in steps:
        with pytest.raises(Refused) as refused:
            step()
        assert refused.value.reason is WhyNot.PERSON_ERASED


def test_the_clock_forgets_whose_time_of_keeping_is_over(app: Flask, world: World) -> None:
    until = carry_out(world, "graduate")
    ahead = timedelta(days=(until - TODAY).days)
    assert services.finish_erasures(now=NOW + ahead - timedelta(days=1)) == 0
    assert services.finish_erasures(now=NOW + ahead) == 1
    assert services.finish_erasures(now=NOW + ahead) == 0
    person = db.session.get_one(Person, world.people["graduate"])
    assert (person.state, person.birth_date) == (PersonState.FORGOTTEN, None)
    held = json.dumps(holdings.contents(person.id), ensure_ascii=False)
    assert "graduate" not in held
    assert queries.erasures_of(person.id)[0].state == ErasureState.FINISHED


def test_the_pages_ask_twice(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("withdrawn")
    assert browser.post("/accounts/me/erasure", data={"text": "x"}).status_code == 422
    assert browser.post("/accounts/me/erasure", data={"text": "<b>bye</b>", "sure": "y"}).status_code == 302
    request_id = queries.erasures_of(world.people["withdrawn"])[0].id
    admin, stranger = sign_in("admin"), sign_in("other-admin")
    address = f"/admin/erasures/{request_id}"
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{address}/carry-out", data={"reason": "mine", "sure": "y"}).status_code == 404
    assert "Person withdrawn" not in stranger.get("/admin/erasures").text
    assert "&lt;b&gt;bye" in admin.get(address).text
    assert "Person withdrawn" in admin.get("/admin/erasures").text
    assert admin.post(f"{address}/carry-out", data={"reason": "asked"}).status_code == 422
    assert db.session.get_one(ErasureRequest, request_id).state == ErasureState.ASKED
