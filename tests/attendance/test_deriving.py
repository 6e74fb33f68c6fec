"""From events at the door to marks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.attendance import queries, services
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource
from lms.attendance.jobs import derive_days
from lms.attendance.models import DayMark
from lms.attendance.rules import DayStatus, policy_to
from lms.attendance.rules.presets import PRESETS
from lms.cohorts.queries import class_days
from lms.core import clock, terms
from lms.core.actor import SYSTEM
from lms.core.audit import AuditEntry
from lms.core.db import db
from tests.world import NOW, TODAY, World, actor

S = DayStatus


def yesterday(world: World) -> date:
    return class_days(world.ids["running"], until=TODAY - timedelta(days=1))[-1].day


def at(day: date, text: str) -> datetime:
    return clock.local_moment(day, time.fromisoformat(text))


def door(world: World, who: str, day: date, **moments: str) -> None:
    for kind, text in moments.items():
        facts = EventFacts(
            cohort_id=world.ids["running"],
            enrolment_id=world.enrolments[who],
            day=day,
            kind=EventKind(kind),
            happened_at=at(day, text),
            source=EventSource.QR,
            slot=kind,
        )
        services.record_event(SYSTEM, facts, now=NOW)


def derive(world: World, day: date) -> int:
    return services.derive_day(SYSTEM, cohort_id=world.ids["running"], day=day, now=NOW + timedelta(seconds=1))


def statuses(world: World, day: date) -> dict[str, str]:
    found = queries.standing_marks_of_day(world.ids["running"], day)
    names = {ident: name for name, ident in world.enrolments.items()}
    return {names[who]: mark.status for who, mark in found.items()}


def test_a_day_at_the_door_becomes_marks(app: Flask, world: World) -> None:
    day = yesterday(world)
    door(world, "ada", day, check_in="08:55", check_out="18:02")
    door(world, "bo", day, check_in="09:30", outing="14:00", check_out="17:00")
    door(world, "cy", day, check_in="09:00")
    assert derive(world, day) == 5
    assert statuses(world, day) == {
        "ada": S.PRESENT,
        "bo": S.UNDER_HALF,
        "cy": S.NO_CHECK_OUT,
        "dan": S.ABSENT,
        "withdrawn": S.ABSENT,  # left today, so this day was still theirs
    }
    [ada] = queries.history_of_day(world.enrolments["ada"], day)
    assert (ada.minutes, ada.source, ada.events) == (480, "door", 0)
    assert ada.facts == [{"code": "present_for", "minutes": 480, "of": 480}]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "attendance.derived")).one()
    assert entry.after is not None
    assert len(entry.after["marks"]) == 5


def test_deriving_again_changes_only_what_is_new(app: Flask, world: World) -> None:
    day = yesterday(world)
    door(world, "ada", day, check_in="08:55")
    assert derive(world, day) == 5
    assert derive(world, day) == 0
    door(world, "ada", day, check_out="18:00")
    assert derive(world, day) == 1
    history = queries.history_of_day(world.enrolments["ada"], day)
    assert [row.status for row in history] == [S.NO_CHECK_OUT, S.PRESENT]
    assert history[1].supersedes_id == history[0].id


def test_what_people_decided_stands_above_the_door(app: Flask, world: World) -> None:
    day = yesterday(world)
    door(world, "ada", day, check_in="09:40", check_out="18:00")
    services.mark_attendance(
        actor(world, "teacher"),
        cohort_id=world.ids["running"],
        day=day,
        statuses={world.enrolments["ada"]: S.EXCUSED},
        now=NOW,
    )
    assert derive(world, day) == 4
    assert statuses(world, day)["ada"] == S.EXCUSED


def test_a_day_without_events_is_left_to_the_sheet(app: Flask, world: World) -> None:
    assert derive(world, yesterday(world)) == 0
    assert db.session.scalar(select(func.count()).select_from(DayMark)) == 0


def test_today_is_not_judged_yet(app: Flask, world: World) -> None:
    door(world, "ada", TODAY, check_in="08:55")
    assert derive(world, TODAY) == 0


def test_the_job_catches_up_and_is_done_then(app: Flask, world: World) -> None:
    day = yesterday(world)
    door(world, "ada", day, check_in="08:55", check_out="18:02")
    assert queries.days_at_the_door(since=day, before=TODAY) == [(world.ids["running"], day)]
    assert derive_days(NOW + timedelta(minutes=1)) == 5
    assert queries.days_at_the_door(since=day, before=TODAY) == []


@pytest.mark.parametrize(("grace", "expected"), [(10, S.LATE), (30, S.PRESENT)])
def test_the_terms_in_force_on_the_day_decide(app: Flask, world: World, grace: int, expected: DayStatus) -> None:
    day = yesterday(world)
    numbers = {**policy_to(PRESETS["hrdnet-2026"].policy), "grace_in_min": grace}
    scope = ("centre", world.ids["centre"])
    written = terms.write(SYSTEM, kind="attendance", scope=scope, valid_from=day, numbers=numbers, now=NOW)
    later = {**numbers, "grace_in_min": 0}
    terms.write(SYSTEM, kind="attendance", scope=scope, valid_from=TODAY + timedelta(days=1), numbers=later, now=NOW)
    door(world, "ada", day, check_in="09:20", check_out="18:02")
    derive(world, day)
    [mark] = queries.history_of_day(world.enrolments["ada"], day)
    assert (mark.status, mark.terms_id) == (expected, written)
