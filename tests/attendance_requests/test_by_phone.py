"""Requests that staff write down, papers that come later, approvals that are taken back."""

from __future__ import annotations

import io
from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lms.attendance import queries, services
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource
from lms.attendance.marks import MarkSource
from lms.attendance.models import DayMark, RequestRevocation
from lms.attendance.requests.rules import why_not_add_paper, why_not_revoke
from lms.attendance.requests.types import Asked, RequestKind, Verdict, WhyNot
from lms.attendance.rules import DayStatus, ExcuseKind
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.notifications.queries import notices_of
from tests.attendance_requests.seeds import a_pdf
from tests.attendance_requests.test_requests import ahead, ask, decide, mark, mark_of, noon, past
from tests.world import NOW, TODAY, World, actor

S = DayStatus


def revoke(world: World, request: int, who: str = "teacher", reason: str = "The slip was of another day") -> None:
    services.revoke(actor(world, who), request_id=request, reason=reason, now=NOW)


def by_phone(world: World, who: str = "teacher", caller: str = "ada") -> int:
    day = past(world)
    return services.ask(
        actor(world, who),
        enrolment_id=world.enrolments[caller],
        asked=Asked(RequestKind.EXCUSE, ExcuseKind.ILLNESS, day, day),
        text="Called at half past eight: fever",
        paper=None,
        now=NOW,
    ).id


def test_staff_write_down_what_a_trainee_says_by_phone(app: Flask, world: World) -> None:
    card = queries.request(by_phone(world))
    assert card is not None
    assert (card.person_id, card.filed_by) == (world.people["ada"], world.people["teacher"])
    assert queries.request(ask(world, past(world, 2))).filed_by is None


@pytest.mark.parametrize(("who", "error"), [("mentor", NotFound), ("bo", NotFound), ("other-teacher", NotFound)])
def test_others_write_nothing_down(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        by_phone(world, who)


def test_the_paper_comes_later_and_once(world: World, sign_in) -> None:
    request = by_phone(world)
    address = f"/attendance/requests/{request}"
    browser = sign_in("ada")
    assert browser.post(f"{address}/paper").status_code == 409
    paper = {"paper": (io.BytesIO(a_pdf()), "note.pdf")}
    assert browser.post(f"{address}/paper", data=paper).status_code == 302
    again = {"paper": (io.BytesIO(a_pdf()), "note.pdf")}
    assert browser.post(f"{address}/paper", data=again).status_code == 409
    with sign_in("teacher").get(f"{address}/paper") as shown:
        assert shown.status_code == 200


def test_a_revoked_excuse_gives_the_day_back(app: Flask, world: World) -> None:
    day = past(world)
    mark(world, day, S.LATE)
    request = ask(world, day)
    decide(world, request)
    assert mark_of(world, day) == (S.EXCUSED, MarkSource.REQUEST)
    revoke(world, request)
    assert mark_of(world, day) == (S.LATE, MarkSource.STAFF)
    rows = db.session.scalars(select(DayMark.status).where(DayMark.day == day).order_by(DayMark.id)).all()
    assert rows == [S.LATE, S.EXCUSED, S.LATE]
    row = db.session.scalars(select(RequestRevocation)).one()
    assert row.facts == {"days": [[day.isoformat(), S.EXCUSED, S.LATE]]}
    card = queries.request(request)
    assert card is not None
    assert (card.verdict, card.revocation) == (Verdict.REVOKED, "The slip was of another day")
    assert "revoked" in notices_of(world.people["ada"], most=1)[0].text["en"]
    with pytest.raises(Refused) as refused:
        revoke(world, request)
    assert refused.value.reason is WhyNot.NOT_APPROVED


def test_a_day_without_an_earlier_mark_becomes_an_absence(app: Flask, world: World) -> None:
    day = past(world)
    request = ask(world, day)
    decide(world, request)
    revoke(world, request)
    assert mark_of(world, day) == (S.ABSENT, MarkSource.DOOR)


def test_marks_that_others_made_since_stay(app: Flask, world: World) -> None:
    day = past(world)
    request = ask(world, day)
    decide(world, request)
    mark(world, day, S.PRESENT)
    revoke(world, request)
    assert mark_of(world, day) == (S.PRESENT, MarkSource.STAFF)


def test_a_revoked_request_marks_no_day_to_come_and_may_be_asked_again(app: Flask, world: World) -> None:
    day = ahead(world)
    request = ask(world, day)
    decide(world, request)
    revoke(world, request)
    assert services.apply_approved(SYSTEM, now=noon(day)) == 0
    assert ask(world, day) != request


def test_revoked_hours_are_judged_without_them(app: Flask, world: World) -> None:
    day = past(world)
    for kind, at in ((EventKind.CHECK_IN, time(12)), (EventKind.CHECK_OUT, time(18))):
        facts = EventFacts(
            world.ids["running"],
            world.enrolments["ada"],
            day,
            kind,
            clock.local_moment(day, at),
            EventSource.TERMINAL,
            str(kind),
        )
        services.record_event(SYSTEM, facts, now=NOW)
    request = ask(world, day, reason=ExcuseKind.ILLNESS, starts=time(9), ends=time(12))
    decide(world, request)
    assert mark_of(world, day) == (S.PRESENT, MarkSource.DOOR)
    revoke(world, request)
    assert mark_of(world, day) == (S.LATE, MarkSource.DOOR)


def test_a_revoked_correction_takes_its_events_back(app: Flask, world: World) -> None:
    day = past(world)
    now = noon(day + timedelta(days=1))
    request = ask(
        world,
        day,
        kind=RequestKind.CORRECTION,
        reason=ExcuseKind.TERMINAL,
        starts=time(9),
        ends=time(18),
        now=now,
    )
    decide(world, request)
    assert mark_of(world, day) == (S.PRESENT, MarkSource.REQUEST)
    revoke(world, request)
    assert queries.events_of_day(world.ids["running"], day).get(world.enrolments["ada"], []) == []
    assert mark_of(world, day) == (S.ABSENT, MarkSource.DOOR)


@pytest.mark.parametrize(("who", "error"), [("mentor", NotFound), ("bo", NotFound), ("ada", NotAllowed)])
def test_only_those_who_mark_revoke(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    request = ask(world, past(world))
    decide(world, request)
    with pytest.raises(error):
        revoke(world, request, who)


@pytest.mark.parametrize(
    ("verdict", "reason", "is_closed", "expected"),
    [
        (Verdict.APPROVED, "why", False, None),
        (Verdict.APPROVED, " ", False, WhyNot.REVOKING_REASON_MISSING),
        (Verdict.APPROVED, "why", True, WhyNot.UNIT_CLOSED),
        (Verdict.DECLINED, "why", False, WhyNot.NOT_APPROVED),
        (Verdict.REVOKED, "why", False, WhyNot.NOT_APPROVED),
        (None, "why", False, WhyNot.NOT_APPROVED),
    ],
)
def test_why_not_revoke(verdict: Verdict | None, reason: str, is_closed: bool, expected: WhyNot | None) -> None:
    assert why_not_revoke(verdict=verdict, reason=reason, is_closed=is_closed) is expected


@pytest.mark.parametrize(
    ("verdict", "has_paper", "expected"),
    [
        (None, False, None),
        (Verdict.APPROVED, False, None),
        (None, True, WhyNot.PAPER_THERE),
        (Verdict.DECLINED, False, WhyNot.ENDED_WITHOUT),
        (Verdict.WITHDRAWN, False, WhyNot.ENDED_WITHOUT),
    ],
)
def test_why_not_add_paper(verdict: Verdict | None, has_paper: bool, expected: WhyNot | None) -> None:
    assert why_not_add_paper(verdict=verdict, has_paper=has_paper) is expected


def test_pages_of_a_call_and_of_a_revocation(world: World, sign_in) -> None:
    browser = sign_in("teacher")
    browser.post("/language", data={"language": "en"})
    who, day = world.enrolments["ada"], past(world)
    start = f"/attendance/{world.ids['running']}/requests/new?who={who}&kind=excuse"
    form = browser.get(start).headers["Location"]
    assert "Person ada has called" in browser.get(form).text
    made = browser.post(form, data={"reason": "illness", "first": day.isoformat(), "text": "fever"})
    shown = made.headers["Location"]
    assert "written down by staff" in browser.get(shown).text
    decide(world, int(shown.rsplit("/", 1)[1]))
    assert browser.post(f"{shown}/revoke", data={"reason": ""}).status_code == 409
    assert browser.post(f"{shown}/revoke", data={"reason": "no slip came"}).status_code == 302
    assert "no slip came" in browser.get(shown).text
    assert browser.get(f"/attendance/{world.ids['running']}/requests/new?who=0").status_code == 302
    assert day < TODAY
