"""Remote prompts: one tap within minutes, once; silence is a gap that a person books."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from flask import Flask

from lms.attendance import queries, services
from lms.attendance.checkin.prompts import PromptPurpose, was_there
from lms.attendance.checkin.types import EventKind, EventSource, WhyNot
from lms.attendance.rules import DayStatus
from lms.attendance.services import Phone
from lms.cohorts import services as cohorts
from lms.cohorts.types import DayKind
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.notifications.queries import notices_of
from tests.world import NOW, TODAY, World, actor

PHONE = Phone("phone", "10.0.0.9")
P = PromptPurpose


def at(hour: int, minute: int = 0) -> datetime:
    return clock.local_moment(TODAY, time(hour, minute))


@pytest.fixture(autouse=True)
def a_class_today(request: pytest.FixtureRequest) -> None:
    if "world" in request.fixturenames:
        world = request.getfixturevalue("world")
        request.getfixturevalue("app")
        cohorts.decide_day(
            SYSTEM, cohort_id=world.ids["running"], day=TODAY, kind=DayKind.MAKE_UP, label={}, reason="today", now=NOW
        )


def send(world: World, purpose: P, now: datetime, who: str = "teacher", minutes: int = 5) -> int:
    return services.send_prompt(
        actor(world, who), cohort_id=world.ids["running"], purpose=purpose, minutes=minutes, now=now
    )


def answer(world: World, prompt: int, now: datetime, who: str = "ada"):
    return services.answer_prompt(actor(world, who), prompt_id=prompt, phone=PHONE, now=now)


def refused(reason: WhyNot, call) -> None:
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.reason is reason


def kinds(world: World, who: str = "ada") -> list[tuple[str, str, str]]:
    cards = queries.events_of_day(world.ids["running"], TODAY).get(world.enrolments[who], [])
    return [(card.kind, f"{clock.local_time(card.happened_at):%H:%M}", card.source) for card in cards]


def test_a_remote_day_is_answered_at_both_ends_and_in_between(app: Flask, world: World) -> None:
    for purpose, hour in ((P.ARRIVAL, 9), (P.PRESENCE, 14), (P.DEPARTURE, 18)):
        prompt = send(world, purpose, at(hour))
        assert answer(world, prompt, at(hour, 3)).is_new
        assert not answer(world, prompt, at(hour, 4)).is_new
    assert kinds(world) == [
        (EventKind.CHECK_IN, "09:03", EventSource.REMOTE),
        (EventKind.RETURN, "14:03", EventSource.REMOTE),
        (EventKind.CHECK_OUT, "18:03", EventSource.REMOTE),
    ]
    tomorrow = at(9) + timedelta(days=1)
    services.derive_day(SYSTEM, cohort_id=world.ids["running"], day=TODAY, now=tomorrow)
    marks = queries.marks_of_day(world.ids["running"], TODAY)
    assert marks[world.enrolments["ada"]][1] == DayStatus.PRESENT
    assert marks[world.enrolments["bo"]][1] == DayStatus.ABSENT


def test_one_answer_alone_is_no_attendance(app: Flask, world: World) -> None:
    answer(world, send(world, P.ARRIVAL, at(9)), at(9, 1))
    answer(world, send(world, P.PRESENCE, at(14)), at(14, 1))
    answer(world, send(world, P.PRESENCE, at(15)), at(15, 1), who="bo")
    services.derive_day(SYSTEM, cohort_id=world.ids["running"], day=TODAY, now=at(9) + timedelta(days=1))
    marks = queries.marks_of_day(world.ids["running"], TODAY)
    assert marks[world.enrolments["ada"]][1] == DayStatus.NO_CHECK_OUT
    assert marks[world.enrolments["bo"]][1] == DayStatus.NO_CHECK_IN


def test_an_answer_counts_in_time_and_from_the_class(app: Flask, world: World) -> None:
    prompt = send(world, P.ARRIVAL, at(9))
    refused(WhyNot.PROMPT_OVER, lambda: answer(world, prompt, at(9, 5)))
    refused(WhyNot.PROMPT_OVER, lambda: answer(world, prompt, at(8, 59)))
    for who in ("outsider", "teacher", "withdrawn"):
        with pytest.raises(NotFound):
            answer(world, prompt, at(9, 1), who=who)


def test_sending(app: Flask, world: World) -> None:
    prompt = send(world, P.ARRIVAL, at(9))
    assert send(world, P.ARRIVAL, at(9, 2)) == prompt
    assert send(world, P.ARRIVAL, at(9, 6)) != prompt
    refused(WhyNot.MINUTES_UNFIT, lambda: send(world, P.ARRIVAL, at(9), minutes=60))
    assert notices_of(world.people["ada"], most=1)[0].path == "/attendance/check-in"
    assert [card.purpose for card in queries.prompts_due(world.people["ada"], now=at(9, 7))] == [P.ARRIVAL]
    answer(world, prompt, at(9, 4))
    assert queries.prompts_due(world.people["ada"], now=at(9, 7)) == []
    for who, error in (("mentor", NotAllowed), ("ada", NotAllowed), ("other-teacher", NotFound)):
        with pytest.raises(error):
            send(world, P.ARRIVAL, at(10), who=who)


def test_silence_is_booked_as_an_outing_until_the_next_answer(app: Flask, world: World) -> None:
    start = send(world, P.ARRIVAL, at(9))
    for who in ("ada", "bo"):
        answer(world, start, at(9, 1), who=who)
    quiet, later = send(world, P.PRESENCE, at(14)), send(world, P.PRESENCE, at(15))
    answer(world, quiet, at(14, 2), who="bo")
    answer(world, later, at(15, 2))
    who = world.enrolments["ada"]
    teacher = actor(world, "teacher")
    refused(
        WhyNot.PROMPT_OPEN,
        lambda: services.book_silence(teacher, prompt_id=quiet, enrolment_ids=[who], now=at(14, 1)),
    )
    for others in ("bo", "cy"):
        refused(
            WhyNot.ANSWERED,
            lambda name=others: services.book_silence(
                teacher, prompt_id=quiet, enrolment_ids=[world.enrolments[name]], now=at(16)
            ),
        )
    assert services.book_silence(teacher, prompt_id=quiet, enrolment_ids=[who], now=at(16)) == 1
    assert kinds(world)[1:3] == [
        (EventKind.OUTING, "14:00", EventSource.STAFF),
        (EventKind.RETURN, "15:02", EventSource.REMOTE),
    ]
    services.undo_last_batch(teacher, cohort_id=world.ids["running"], day=TODAY, now=at(16, 1))
    assert [kind for kind, _at, _source in kinds(world)] == [EventKind.CHECK_IN, EventKind.RETURN]


@pytest.mark.parametrize(("moment", "expected"), [(at(8), False), (at(9, 1), True), (at(13), False), (at(19), False)])
def test_was_there(moment: datetime, expected: bool) -> None:
    class Event:
        def __init__(self, kind: EventKind, happened_at: datetime) -> None:
            self.kind, self.happened_at = str(kind), happened_at

    day = [Event(EventKind.CHECK_IN, at(9)), Event(EventKind.OUTING, at(12)), Event(EventKind.CHECK_OUT, at(18))]
    assert was_there(day, at=moment) is expected


def test_pages(world: World, sign_in) -> None:
    staff = sign_in("teacher")
    staff.post("/language", data={"language": "en"})
    address = f"/attendance/{world.ids['running']}/prompts"
    assert "No prompt yet today" in staff.get(address).text
    assert staff.post(address, data={"purpose": "arrival", "minutes": "60"}).status_code == 409
    assert staff.post(address, data={"purpose": "dance"}).status_code == 400
    assert staff.post(address, data={"purpose": "presence", "minutes": "5"}).status_code == 302
    trainee = sign_in("ada")
    trainee.post("/language", data={"language": "en"})
    page = trainee.get("/attendance/check-in").text
    assert "I am here" in page
    [card] = queries.prompts_due(world.people["ada"], now=clock.now())
    assert trainee.post(f"/attendance/prompts/{card.id}/answer").status_code == 302
    assert "I am here" not in trainee.get("/attendance/check-in").text
    assert staff.post(f"/attendance/prompts/{card.id}/outings").status_code == 409
