"""A trainee's check-in: once, of one's own class, from the screen of this moment."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.attendance import queries, services
from lms.attendance.checkin import codes
from lms.attendance.checkin.types import EventKind, Purpose, WhyNot
from lms.attendance.models import AttendanceEvent
from lms.attendance.queries import WindowCard
from lms.attendance.services import Phone
from lms.cohorts import services as cohorts
from lms.cohorts.types import DayKind
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from tests.world import NOW, TODAY, World, actor

NOON = clock.local_moment(TODAY, time(12))
PHONE = Phone("phone of ada", "10.0.0.7")


@pytest.fixture
def window(app: Flask, world: World) -> WindowCard:
    """Check-in for arrival, open today."""
    return opened(world, Purpose.ARRIVAL)


def opened(
    world: World, purpose: Purpose, *, cohort: str = "running", who: str = "teacher", section=None
) -> WindowCard:
    cohorts.decide_day(
        SYSTEM, cohort_id=world.ids[cohort], day=TODAY, kind=DayKind.MAKE_UP, label={}, reason="a class today", now=NOW
    )
    return services.open_window(
        actor(world, who), cohort_id=world.ids[cohort], purpose=purpose, section_id=section, now=NOON
    )


def ticket(
    world: World, window: WindowCard, who: str = "ada", *, now: datetime = NOON, device: str = PHONE.device
) -> str:
    token = codes.token(services.secret(), window.facts, codes.step_of(now))
    return services.take_ticket(actor(world, who), token=token, device=device, now=now)


def code(window: WindowCard, *, now: datetime = NOON) -> str:
    return codes.code(services.secret(), window.facts, codes.step_of(now))


def refused(reason: WhyNot, attempt) -> None:
    with pytest.raises(Refused) as caught:
        attempt()
    assert caught.value.reason is reason


def rows() -> int:
    return db.session.scalar(select(func.count()).select_from(AttendanceEvent)) or 0


def test_a_scan_is_recorded_once_at_the_moment_of_the_scan(world: World, window: WindowCard) -> None:
    text = ticket(world, window)
    first = services.use_ticket(actor(world, "ada"), text=text, phone=PHONE, now=NOON + timedelta(seconds=9))
    again = services.use_ticket(actor(world, "ada"), text=text, phone=PHONE, now=NOON + timedelta(minutes=5))
    assert (first.kind, first.happened_at, first.is_new) == (EventKind.CHECK_IN, NOON, True)
    assert (again.event_id, again.is_new, rows()) == (first.event_id, False, 1)


def test_a_second_scan_is_refused(world: World, window: WindowCard) -> None:
    services.use_ticket(actor(world, "ada"), text=ticket(world, window), phone=PHONE, now=NOON)
    later = NOON + timedelta(minutes=2)
    second = ticket(world, window, now=later)
    refused(WhyNot.USED_ALREADY, lambda: services.use_ticket(actor(world, "ada"), text=second, phone=PHONE, now=later))
    refused(
        WhyNot.USED_ALREADY,
        lambda: services.use_code(actor(world, "ada"), text=code(window, now=later), phone=PHONE, now=later),
    )
    assert rows() == 1


@pytest.mark.parametrize(("age", "reason"), [(-1, WhyNot.CODE_NOT_YET), (16, WhyNot.CODE_TOO_OLD)])
def test_a_relayed_or_future_code_is_refused(world: World, window: WindowCard, age: int, reason: WhyNot) -> None:
    shown = codes.Shown(window.id, codes.step_of(NOON))
    token = codes.token(services.secret(), window.facts, shown.step)
    now = shown.since + timedelta(seconds=age)
    refused(reason, lambda: services.take_ticket(actor(world, "ada"), token=token, device="x", now=now))
    refused(
        reason,
        lambda: services.use_code(actor(world, "ada"), text=code(window), phone=PHONE, now=now),
    )


def test_another_class_and_another_cohort_are_refused(app: Flask, world: World) -> None:
    section = cohorts.open_section(SYSTEM, cohort_id=world.ids["running"], name="B").id
    window = opened(world, Purpose.ARRIVAL, section=section)
    text = ticket(world, window)
    refused(WhyNot.OTHER_CLASS, lambda: services.use_ticket(actor(world, "ada"), text=text, phone=PHONE, now=NOON))
    cohorts.move_to_section(SYSTEM, enrolment_id=world.enrolments["ada"], section_id=section, on=TODAY)
    assert services.use_ticket(actor(world, "ada"), text=text, phone=PHONE, now=NOON).is_new
    theirs = ticket(world, window, "outsider")
    refused(
        WhyNot.OTHER_CLASS, lambda: services.use_ticket(actor(world, "outsider"), text=theirs, phone=PHONE, now=NOON)
    )


def test_a_ticket_stays_with_its_person_and_phone(world: World, window: WindowCard) -> None:
    text = ticket(world, window)
    refused(WhyNot.OTHER_PHONE, lambda: services.use_ticket(actor(world, "bo"), text=text, phone=PHONE, now=NOON))
    stolen = Phone("phone of bo", PHONE.network)
    refused(WhyNot.OTHER_PHONE, lambda: services.use_ticket(actor(world, "ada"), text=text, phone=stolen, now=NOON))


@pytest.mark.parametrize(("minutes", "counts"), [(10, True), (11, False)])
def test_a_held_back_attempt_counts_within_the_centres_limit(
    world: World, window: WindowCard, minutes: int, counts: bool
) -> None:
    text, later = ticket(world, window), NOON + timedelta(minutes=minutes)
    if not counts:
        refused(
            WhyNot.DELIVERED_TOO_LATE,
            lambda: services.use_ticket(actor(world, "ada"), text=text, phone=PHONE, now=later),
        )
        return
    services.use_ticket(actor(world, "ada"), text=text, phone=PHONE, now=later)
    [event] = queries.events_of_day(world.ids["running"], TODAY)[world.enrolments["ada"]]
    assert (event.happened_at, event.received_at) == (NOON, later)
    assert event.signals is not None
    assert event.signals["delay"] == minutes * 60


def test_no_address_and_no_cookie_is_stored(world: World, window: WindowCard) -> None:
    services.use_ticket(actor(world, "ada"), text=ticket(world, window), phone=PHONE, now=NOON)
    stored = db.session.scalars(select(AttendanceEvent.signals)).one()
    assert set(stored) == {"device", "network"}
    assert PHONE.device not in str(stored)
    assert PHONE.network not in str(stored)


def test_a_closed_window_takes_nothing(world: World, window: WindowCard) -> None:
    text = ticket(world, window)
    services.close_window(actor(world, "teacher"), window_id=window.id, now=NOON + timedelta(seconds=1))
    assert services.use_ticket(actor(world, "ada"), text=text, phone=PHONE, now=NOON + timedelta(seconds=3)).is_new
    later = NOON + timedelta(seconds=5)
    refused(WhyNot.WINDOW_CLOSED, lambda: ticket(world, window, "bo", now=later))
    refused(
        WhyNot.CODE_UNKNOWN,
        lambda: services.use_code(actor(world, "bo"), text=code(window, now=later), phone=PHONE, now=later),
    )


def test_wrong_codes_are_counted(world: World, window: WindowCard) -> None:
    for _ in range(10):
        refused(
            WhyNot.CODE_UNKNOWN, lambda: services.use_code(actor(world, "ada"), text="222222", phone=PHONE, now=NOON)
        )
    refused(
        WhyNot.TOO_MANY_TRIES, lambda: services.use_code(actor(world, "ada"), text=code(window), phone=PHONE, now=NOON)
    )
    assert services.use_code(actor(world, "bo"), text=code(window), phone=PHONE, now=NOON).is_new


def test_outings_go_out_and_come_back(app: Flask, world: World) -> None:
    window = opened(world, Purpose.OUTING)
    kinds = []
    for minutes in (0, 0, 20, 40):
        moment = NOON + timedelta(minutes=minutes)
        text = ticket(world, window, now=moment)
        kinds.append(services.use_ticket(actor(world, "ada"), text=text, phone=PHONE, now=moment).kind)
    assert kinds == [EventKind.OUTING, EventKind.OUTING, EventKind.RETURN, EventKind.OUTING]
    assert rows() == 3


def test_opening_twice_is_opening_once(world: World, window: WindowCard) -> None:
    assert opened(world, Purpose.ARRIVAL).id == window.id
    assert opened(world, Purpose.DEPARTURE).id != window.id


@pytest.mark.parametrize(("who", "error"), [("ada", NotAllowed), ("mentor", NotAllowed), ("other-teacher", NotFound)])
def test_only_its_own_staff_open_check_in(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        opened(world, Purpose.ARRIVAL, who=who)


def test_check_in_opens_on_class_days(app: Flask, world: World) -> None:
    cohorts.decide_day(
        SYSTEM, cohort_id=world.ids["running"], day=TODAY, kind=DayKind.CENTRE_OFF, label={}, reason="closed", now=NOW
    )
    person = actor(world, "teacher")
    refused(
        WhyNot.NO_CLASS_TODAY,
        lambda: services.open_window(person, cohort_id=world.ids["running"], purpose=Purpose.ARRIVAL, now=NOON),
    )


def test_what_waits_for_a_trainee(world: World, window: WindowCard) -> None:
    def due(who: str) -> list[int]:
        return [each.id for each in queries.check_ins_due(world.people[who], now=NOON)]

    assert due("ada") == [window.id]
    assert due("outsider") == []
    services.use_ticket(actor(world, "ada"), text=ticket(world, window), phone=PHONE, now=NOON)
    assert due("ada") == []
    assert due("bo") == [window.id]
