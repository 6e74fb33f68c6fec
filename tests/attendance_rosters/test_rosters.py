"""A roster's way: looked over, taken over in part, taken back."""

from __future__ import annotations

import io
from datetime import date, time, timedelta

import pytest
from flask import Flask

from lms.attendance import queries, services
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource
from lms.attendance.roster_import.types import WhyNot
from lms.cohorts.queries import class_days
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.errors import NotAllowed, NotFound, Refused
from tests.world import NOW, TODAY, World, actor


def day(world: World) -> date:
    return class_days(world.ids["running"], until=TODAY - timedelta(days=1))[-1].day


def roster(world: World, encoding: str = "cp949") -> bytes:
    lines = ["성명,훈련일자,입실시간,퇴실시간,출결상태"]
    lines += [f"Person {who},{day(world):%Y%m%d},0855,1801,출석" for who in ("ada", "bo")]
    return "\n".join([*lines, f"Nobody,{day(world):%Y%m%d},0900,1800,출석"]).encode(encoding)


def came(world: World, who: str, at: time) -> None:
    facts = EventFacts(
        cohort_id=world.ids["running"],
        enrolment_id=world.enrolments[who],
        day=day(world),
        kind=EventKind.CHECK_IN,
        happened_at=clock.local_moment(day(world), at),
        source=EventSource.QR,
        slot="check_in",
    )
    services.record_event(SYSTEM, facts, now=NOW)


def keep(world: World, who: str = "teacher") -> int:
    return services.keep_roster(
        actor(world, who), cohort_id=world.ids["running"], data=roster(world), name="출석부.csv", now=NOW
    )


def take_over(world: World, file_id: int, *keys: str) -> int:
    person = actor(world, "teacher")
    return services.take_over_roster(person, cohort_id=world.ids["running"], file_id=file_id, chosen=keys, now=NOW)


def key(world: World, who: str, kind: str = "check_in") -> str:
    return f"{world.enrolments[who]}|{day(world)}|{kind}"


def seen(world: World, who: str) -> list[tuple[str, str, str]]:
    events = queries.events_of_day(world.ids["running"], day(world)).get(world.enrolments[who], [])
    return [(card.kind, f"{clock.local_time(card.happened_at):%H:%M}", card.source) for card in events]


def undo(world: World) -> int:
    [row] = queries.roster_imports(world.ids["running"])
    return services.undo_roster(actor(world, "teacher"), cohort_id=world.ids["running"], import_id=row.id, now=NOW)


def test_what_was_chosen_is_taken_over_and_back(app: Flask, world: World) -> None:
    came(world, "ada", time(9, 20))
    file_id = keep(world)
    assert take_over(world, file_id, key(world, "ada"), key(world, "bo"), key(world, "bo", "check_out")) == 3
    assert seen(world, "ada") == [("check_in", "08:55", "terminal")]
    assert seen(world, "bo") == [("check_in", "08:55", "terminal"), ("check_out", "18:01", "terminal")]
    with pytest.raises(NotFound):
        take_over(world, file_id, key(world, "ada", "check_out"))
    assert undo(world) == 3
    assert seen(world, "ada") == [("check_in", "09:20", "qr")]
    assert seen(world, "bo") == []
    with pytest.raises(Refused) as refused:
        undo(world)
    assert refused.value.reason is WhyNot.UNDONE_ALREADY


def test_the_same_roster_again_differs_in_nothing(app: Flask, world: World) -> None:
    first = services.look_over_roster(SYSTEM, cohort_id=world.ids["running"], data=roster(world), now=NOW)
    assert (len(first.differences), first.equal, len(first.problems)) == (4, 0, 1)
    take_over(world, keep(world), *(each.key for each in first.differences))
    again = services.look_over_roster(SYSTEM, cohort_id=world.ids["running"], data=roster(world, "utf-8-sig"), now=NOW)
    assert (len(again.differences), again.equal) == (0, 4)


def test_what_staff_corrected_since_stays(app: Flask, world: World) -> None:
    take_over(world, keep(world), key(world, "bo"))
    services.mark_by_hand(
        actor(world, "teacher"),
        cohort_id=world.ids["running"],
        day=day(world),
        enrolment_ids=[world.enrolments["bo"]],
        kind=EventKind.CHECK_IN,
        at=time(9, 1),
        reason="the terminal's clock was wrong",
        now=NOW,
    )
    assert undo(world) == 0
    assert seen(world, "bo") == [("check_in", "09:01", "staff")]


@pytest.mark.parametrize("keys", [(), ("1|2026-01-01|check_in",)])
def test_nothing_is_taken_over_unseen(app: Flask, world: World, keys: tuple[str, ...]) -> None:
    with pytest.raises(Refused) as refused:
        take_over(world, keep(world), *keys)
    assert refused.value.reason is WhyNot.NOTHING_CHOSEN
    with pytest.raises(Refused) as refused:
        take_over(world, keep(world), key(world, "ada"), "1|2026-01-01|check_in")
    assert refused.value.reason is WhyNot.FILE_CHANGED
    assert seen(world, "ada") == []


@pytest.mark.parametrize(("who", "error"), [("ada", NotAllowed), ("mentor", NotAllowed), ("other-teacher", NotFound)])
def test_only_its_own_staff_import(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        keep(world, who)


def test_the_pages(world: World, sign_in) -> None:
    browser, address = sign_in("teacher"), f"/attendance/{world.ids['running']}/rosters"
    assert browser.post(address, data={}).status_code == 422
    upload = {"file": (io.BytesIO(roster(world)), "출석부.csv")}
    kept = browser.post(address, data=upload, content_type="multipart/form-data").headers["Location"]
    page = browser.get(kept).text
    assert page.count("08:55") == 2
    assert "Nobody" in page
    assert browser.post(kept).status_code == 409
    assert sign_in("admin").get(kept).status_code == 404
    assert browser.post(kept, data={"which": key(world, "ada")}).status_code == 302
    undo_address = browser.get(address).text.split('action="')[-1].split('"')[0]
    assert "출석부.csv" in browser.get(address).text
    assert undo_address
    [row] = queries.roster_imports(world.ids["running"])
    assert browser.post(f"{address}/imports/{row.id}/undo").status_code == 302
    assert seen(world, "ada") == []
