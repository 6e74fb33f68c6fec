"""A request's whole way: asked, decided once, carried out, its paper forgotten."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lms.attendance import queries, services
from lms.attendance.marks import MarkSource
from lms.attendance.models import RequestDecision
from lms.attendance.requests.types import Asked, RequestKind, Verdict, WhyNot
from lms.attendance.rules import DayStatus, ExcuseKind
from lms.cohorts.queries import class_days
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.files import StoredFile, UploadRefused, path_of
from lms.notifications.queries import notices_of
from tests.attendance_requests.seeds import a_pdf
from tests.world import NOW, TODAY, World, actor


def past(world: World, back: int = 1) -> date:
    return class_days(world.ids["running"], until=TODAY - timedelta(days=1))[-back].day


def ahead(world: World) -> date:
    return next(card.day for card in class_days(world.ids["running"]) if card.day > TODAY)


def noon(day: date) -> datetime:
    return clock.local_moment(day, time(12))


def ask(
    world: World,
    day: date,
    *,
    who: str = "ada",
    kind: RequestKind = RequestKind.EXCUSE,
    reason: ExcuseKind = ExcuseKind.INTERVIEW,
    starts: time | None = None,
    ends: time | None = None,
    paper: bytes | None = None,
    now: datetime = NOW,
) -> int:
    asked = Asked(kind, reason, day, day, starts, ends)
    return services.ask(
        actor(world, who),
        enrolment_id=world.enrolments[who],
        asked=asked,
        text="It could not be helped",
        paper=services.Paper("note.pdf", paper) if paper is not None else None,
        now=now,
    ).id


def decide(world: World, *ids: int, verdict: Verdict = Verdict.APPROVED, reason: str = "", who: str = "teacher") -> int:
    return services.decide(
        actor(world, who), cohort_id=world.ids["running"], request_ids=ids, verdict=verdict, reason=reason, now=NOW
    )


def mark_of(world: World, day: date, who: str = "ada") -> tuple[str, str] | None:
    found = queries.marks_of_enrolment(world.enrolments[who]).get(day)
    return (found.status, found.source) if found else None


def mark(world: World, day: date, status: DayStatus) -> None:
    services.mark_attendance(
        SYSTEM,
        cohort_id=world.ids["running"],
        day=day,
        statuses={world.enrolments["ada"]: status},
        now=NOW,
        reason="by hand",
    )


def test_an_approved_excuse_marks_its_day_and_tells_the_trainee(app: Flask, world: World) -> None:
    day = past(world)
    mark(world, day, DayStatus.ABSENT)
    request = ask(world, day)
    assert decide(world, request) == 1
    assert mark_of(world, day) == (DayStatus.EXCUSED, MarkSource.REQUEST)
    card = queries.request(request)
    assert card is not None
    assert (card.verdict, card.facts["credited"], card.facts["held"]) == (Verdict.APPROVED, [0, 1], [1, 1])
    assert notices_of(world.people["ada"], most=1)[0].path == f"/attendance/requests/{request}"


def test_a_day_ahead_is_marked_when_it_comes_and_once(app: Flask, world: World) -> None:
    day = ahead(world)
    decide(world, ask(world, day))
    assert mark_of(world, day) is None
    assert services.apply_approved(SYSTEM, now=NOW) == 0
    assert services.apply_approved(SYSTEM, now=noon(day)) == 1
    assert mark_of(world, day) == (DayStatus.EXCUSED, MarkSource.REQUEST)
    services.mark_attendance(
        SYSTEM,
        cohort_id=world.ids["running"],
        day=day,
        statuses={world.enrolments["ada"]: DayStatus.PRESENT},
        now=noon(day),
        reason="came after all",
    )
    assert services.apply_approved(SYSTEM, now=noon(day) + timedelta(hours=1)) == 0
    assert mark_of(world, day) == (DayStatus.PRESENT, MarkSource.STAFF)


def test_a_correction_enters_events_and_settles_the_day(app: Flask, world: World) -> None:
    day = past(world)
    now = noon(day + timedelta(days=1))
    request = ask(
        world,
        day,
        kind=RequestKind.CORRECTION,
        reason=ExcuseKind.TERMINAL,
        starts=time(9, 2),
        ends=time(18),
        now=now,
    )
    services.decide(
        actor(world, "teacher"),
        cohort_id=world.ids["running"],
        request_ids=[request],
        verdict=Verdict.APPROVED,
        reason="",
        now=now,
    )
    [came, left] = queries.events_of_day(world.ids["running"], day)[world.enrolments["ada"]]
    assert (came.source, left.kind) == ("request", "check_out")
    assert mark_of(world, day) == (DayStatus.PRESENT, MarkSource.REQUEST)


def test_several_are_decided_together_or_not_at_all(app: Flask, world: World) -> None:
    first, second = ask(world, past(world)), ask(world, past(world, 2), who="bo")
    decide(world, first)
    with pytest.raises(Refused) as refused:
        decide(world, second, first)
    assert refused.value.reason is WhyNot.DECIDED_ALREADY
    assert mark_of(world, past(world, 2), "bo") is None
    assert decide(world, second) == 1


def test_declining_needs_a_reason_and_marks_nothing(app: Flask, world: World) -> None:
    request = ask(world, past(world))
    with pytest.raises(Refused):
        decide(world, request, verdict=Verdict.DECLINED)
    decide(world, request, verdict=Verdict.DECLINED, reason="the paper is of another day")
    assert mark_of(world, past(world)) is None
    assert "another day" in notices_of(world.people["ada"], most=1)[0].text["en"]


def test_one_asks_for_a_day_once_and_may_withdraw(app: Flask, world: World) -> None:
    request = ask(world, past(world))
    with pytest.raises(Refused) as refused:
        ask(world, past(world))
    assert refused.value.reason is WhyNot.ASKED_ALREADY
    services.withdraw(actor(world, "ada"), request_id=request, now=NOW)
    with pytest.raises(Refused):
        services.withdraw(actor(world, "ada"), request_id=request, now=NOW)
    with pytest.raises(Refused):
        decide(world, request)
    assert ask(world, past(world)) > request


def test_the_paper_is_judged_kept_and_forgotten(app: Flask, world: World) -> None:
    with pytest.raises(Refused) as refused:
        ask(world, past(world), paper=b"MZ\x00\x01 a program")
    assert refused.value.reason is UploadRefused.KIND_NOT_ALLOWED
    request = ask(world, past(world), paper=a_pdf("A note"))
    decide(world, request)
    card = queries.request(request)
    assert card is not None
    file = db.session.get_one(StoredFile, card.evidence_id)
    assert path_of(file.digest).exists()
    assert services.purge_papers(SYSTEM, now=NOW + timedelta(days=89)) == 0
    assert services.purge_papers(SYSTEM, now=NOW + timedelta(days=91)) == 1
    assert not path_of(file.digest).exists()
    assert db.session.scalars(select(RequestDecision)).one().verdict == Verdict.APPROVED


@pytest.mark.parametrize(("who", "error"), [("ada", NotAllowed), ("mentor", NotAllowed), ("other-teacher", NotFound)])
def test_only_its_own_staff_decide(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    request = ask(world, past(world))
    with pytest.raises(error):
        decide(world, request, who=who)


def test_nobody_decides_another_cohorts_request(app: Flask, world: World) -> None:
    request = ask(world, past(world), who="outsider")
    with pytest.raises(NotFound):
        decide(world, request)


def test_pages_of_a_request(world: World, sign_in) -> None:
    browser = sign_in("ada")
    assert "reserve" not in browser.get("/attendance/requests").text
    address = f"/attendance/trainees/{world.enrolments['ada']}/requests/excuse"
    assert browser.get(address).status_code == 200
    data = {"reason": "interview", "first": past(world).isoformat(), "text": "A company asked me"}
    assert browser.post(address, data={**data, "text": ""}).status_code == 409
    assert browser.post(address, data={**data, "first": "soon"}).status_code == 422
    made = browser.post(address, data=data)
    assert made.status_code == 302
    shown = made.headers["Location"]
    assert "A company asked me" in browser.get(shown).text
    teacher = sign_in("teacher")
    assert "A company asked me" in teacher.get("/attendance/requests").text
    ident = shown.rsplit("/", 1)[1]
    queue = f"/attendance/{world.ids['running']}/requests"
    assert teacher.post(queue, data={"which": ident, "verdict": "declined"}).status_code == 409
    assert teacher.post(queue, data={"which": ident, "verdict": "approved"}).status_code == 302
    assert mark_of(world, past(world)) == (DayStatus.EXCUSED, MarkSource.REQUEST)
    assert "Person ada" in teacher.get("/attendance/requests?state=decided").text


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("teacher", 200), ("bo", 404), ("mentor", 404)])
def test_the_paper_is_for_those_who_decide(world: World, sign_in, who: str, status: int) -> None:
    assert sign_in(who).get(f"/attendance/requests/{world.ids['request']}").status_code == status
