"""Staff at the door: by hand with a reason, in bulk, and back again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask

from lms.attendance import queries, services
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource, WhyNot
from lms.attendance.views import door_roster
from lms.cohorts import queries as cohorts
from lms.cohorts.queries import class_days
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from tests.world import NOW, TODAY, World, actor


def last_class_day(world: World) -> date:
    return class_days(world.ids["running"], until=TODAY - timedelta(days=1))[-1].day


def mark(
    world: World,
    *names: str,
    who: str = "teacher",
    at: time = time(9, 5),
    reason: str = "phone was empty",
    day: date | None = None,
    now: datetime = NOW,
) -> int:
    return services.mark_by_hand(
        actor(world, who),
        cohort_id=world.ids["running"],
        day=day or last_class_day(world),
        enrolment_ids=[world.enrolments[name] for name in names],
        kind=EventKind.CHECK_IN,
        at=at,
        reason=reason,
        now=now,
    )


def seen(world: World) -> dict[str, list[str]]:
    db.session.rollback()
    events = queries.events_of_day(world.ids["running"], last_class_day(world))
    return {
        name: [f"{card.happened_at + timedelta(hours=9):%H:%M}" for card in events[enrolment]]
        for name, enrolment in world.enrolments.items()
        if enrolment in events
    }


def undo(world: World, who: str = "teacher") -> int:
    return services.undo_last_batch(
        actor(world, who), cohort_id=world.ids["running"], day=last_class_day(world), now=NOW
    )


def test_several_are_marked_in_one_go(app: Flask, world: World) -> None:
    assert mark(world, "ada", "bo", "ada") == 2
    assert seen(world) == {"ada": ["09:05"], "bo": ["09:05"]}


def test_undo_brings_back_what_stood_before(app: Flask, world: World) -> None:
    mark(world, "ada")
    mark(world, "ada", "bo", at=time(9, 30))
    assert seen(world) == {"ada": ["09:30"], "bo": ["09:30"]}
    assert undo(world) == 2
    assert seen(world) == {"ada": ["09:05"]}


def test_undo_takes_back_only_ones_own(app: Flask, world: World) -> None:
    mark(world, "ada")
    with pytest.raises(Refused) as refused:
        undo(world, "admin")
    assert refused.value.reason is WhyNot.NOTHING_TO_UNDO
    assert undo(world) == 1
    assert seen(world) == {}


def test_a_check_in_is_taken_back_with_a_reason(app: Flask, world: World) -> None:
    mark(world, "ada")
    [card] = queries.events_of_day(world.ids["running"], last_class_day(world))[world.enrolments["ada"]]

    def back(reason: str) -> None:
        services.take_back(
            actor(world, "teacher"),
            cohort_id=world.ids["running"],
            day=last_class_day(world),
            event_id=card.id,
            reason=reason,
            now=NOW,
        )

    with pytest.raises(Refused):
        back(" ")
    back("someone else held the phone")
    assert seen(world) == {}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"reason": "  "}, WhyNot.REASON_MISSING),
        ({"names": ()}, WhyNot.NOBODY_CHOSEN),
        ({"day": TODAY - timedelta(days=300)}, WhyNot.NO_CLASS_TODAY),
        ({"names": ("outsider",)}, WhyNot.OTHER_CLASS),
        ({"day": TODAY + timedelta(days=2)}, WhyNot.TIME_NOT_OF_THIS_DAY),
    ],
)
def test_refusals(app: Flask, world: World, changes: dict, reason: WhyNot) -> None:
    names = changes.pop("names", ("ada",))
    with pytest.raises(Refused) as refused:
        mark(world, *names, **changes)
    assert refused.value.reason is reason
    assert seen(world) == {}


@pytest.mark.parametrize(("who", "error"), [("ada", NotAllowed), ("mentor", NotAllowed), ("other-teacher", NotFound)])
def test_only_its_own_staff_mark(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        mark(world, "ada", who=who)


def test_a_check_in_that_is_fine_leaves_the_list(app: Flask, world: World) -> None:
    day = last_class_day(world)
    for who in ("ada", "bo"):
        facts = EventFacts(
            world.ids["running"],
            world.enrolments[who],
            day,
            EventKind.CHECK_IN,
            clock.local_moment(day, time(9)),
            EventSource.QR,
            "check_in",
            signals={"device": "the same", "network": ""},
        )
        services.record_event(SYSTEM, facts, now=NOW)
    cohort = cohorts.cohort(world.ids["running"])
    assert cohort is not None
    looks = [line.look for line in door_roster.board(cohort, day).lines if line.look]
    assert len(looks) == 2
    for _ in range(2):
        services.settle_signals(
            actor(world, "teacher"),
            cohort_id=cohort.id,
            day=day,
            event_id=looks[0].id,
            reason="brothers share a phone",
            now=NOW,
        )
    left = [line.look.id for line in door_roster.board(cohort, day).lines if line.look]
    assert left == [looks[1].id]
    with pytest.raises(NotFound):
        services.settle_signals(
            actor(world, "teacher"), cohort_id=cohort.id, day=day, event_id=10**9, reason="", now=NOW
        )
