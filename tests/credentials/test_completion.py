"""From presence to a completion list and an open case."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from flask import Flask

from lms.accounts.models import Person
from lms.attendance import services as attendance
from lms.attendance.rules import DayStatus
from lms.careers import queries as careers
from lms.careers import services as career_services
from lms.careers.types import OutcomeKind
from lms.careers.types import WhyNot as CareerWhyNot
from lms.cohorts.queries import class_days
from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction
from lms.credentials import queries, rules, services
from lms.credentials.exporting import csv_bytes
from lms.credentials.types import Verdict, WhyNot
from lms.notifications.queries import mails_of
from tests.world import NOW, TODAY, World, actor


@pytest.mark.parametrize(
    ("scheduled", "credited", "early", "left", "expected"),
    [
        (120, 96, False, False, Verdict.COMPLETED),
        (120, 95, False, False, Verdict.NOT_COMPLETED),
        (123, 98, False, False, Verdict.NOT_COMPLETED),
        (123, 99, False, False, Verdict.COMPLETED),
        (120, 50, True, False, Verdict.EARLY_EMPLOYED),
        (120, 120, False, True, Verdict.NOT_COMPLETED),
        (0, 0, False, False, Verdict.NOT_COMPLETED),
    ],
)
def test_verdict(scheduled: int, credited: int, early: bool, left: bool, expected: Verdict) -> None:
    presence = rules.Presence(scheduled, credited, (4, 5))
    missing = rules.unmet(presence, rules.Work(), rules.CompletionTerms())
    assert rules.verdict(missing, employed_early=early, left=left) == expected


def settle(world: World, status: DayStatus = DayStatus.PRESENT) -> int:
    ended = world.ids["ended"]
    for day in class_days(ended):
        statuses = {world.enrolments["graduate"]: status}
        attendance.mark_attendance(SYSTEM, cohort_id=ended, day=day.day, statuses=statuses, now=NOW)
    return services.settle_completion(actor(world, "admin"), cohort_id=ended, now=NOW)


def test_the_list_keeps_the_sums_of_the_decision(app: Flask, world: World) -> None:
    settle(world)
    ended = world.ids["ended"]
    before = services.export_list(actor(world, "admin"), cohort_id=ended, reason="to the city", now=NOW)
    first = class_days(ended)[0].day
    absent = {world.enrolments["graduate"]: DayStatus.ABSENT}
    attendance.mark_attendance(SYSTEM, cohort_id=ended, day=first, statuses=absent, now=NOW, reason="found a mistake")
    after = services.export_list(actor(world, "admin"), cohort_id=ended, reason="to the city", now=NOW)
    assert after == before
    services.settle_completion(actor(world, "admin"), cohort_id=ended, now=NOW)
    (row,), _digest = services.export_list(actor(world, "admin"), cohort_id=ended, reason="to the city", now=NOW)
    assert row.absent == before[0][0].absent + 1


def test_completion_is_decided_once_with_its_facts(app: Flask, world: World) -> None:
    assert settle(world) == 1
    assert services.settle_completion(actor(world, "admin"), cohort_id=world.ids["ended"], now=NOW) == 0
    decision = queries.standing_decisions(world.ids["ended"])[world.enrolments["graduate"]]
    days = len(class_days(world.ids["ended"]))
    assert decision.verdict == Verdict.COMPLETED
    assert decision.facts["credited"] == decision.facts["scheduled"] == days


def test_absence_ends_without_completion(app: Flask, world: World) -> None:
    settle(world, DayStatus.ABSENT)
    assert queries.standing_decisions(world.ids["ended"])[world.enrolments["graduate"]].verdict == "not_completed"


@pytest.mark.parametrize(("cohort", "reason"), [("running", WhyNot.NOT_ENDED), ("ended", WhyNot.DAYS_UNMARKED)])
def test_what_must_come_first(app: Flask, world: World, cohort: str, reason: WhyNot) -> None:
    with pytest.raises(Refused) as refused:
        services.settle_completion(actor(world, "admin"), cohort_id=world.ids[cohort], now=NOW)
    assert refused.value.reason is reason


@pytest.mark.parametrize(("who", "error"), [("teacher", NotAllowed), ("other-admin", NotFound)])
def test_only_the_centre_s_administrators_settle(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        services.settle_completion(actor(world, who), cohort_id=world.ids["ended"], now=NOW)


def test_the_list_is_the_same_in_both_formats_and_on_record(app: Flask, world: World, sign_in) -> None:
    settle(world)
    with transaction():
        db.session.get_one(Person, world.people["graduate"]).phone = "=1+1"
        audit.record(SYSTEM, "person.registered", ("person", world.people["graduate"]))
    browser = sign_in("admin")
    address = f"/completion/{world.ids['ended']}/export"
    as_csv = browser.post(address, data={"reason": "for the city", "kind": "csv"})
    as_xlsx = browser.post(address, data={"reason": "for the city", "kind": "xlsx"})
    assert as_csv.data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(as_csv.data.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.data)).active
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert table[0][0] == "연번"
    assert table[0][-1] == "비고"
    assert table[0] == rows[0]
    assert table[1][5] == "'=1+1"
    assert rows[1][5] == "=1+1"
    assert sheet["F4"].data_type == "s"
    assert as_csv.headers["X-List-Digest"] == as_xlsx.headers["X-List-Digest"]
    assert [row.reason for row in queries.sealed_lists(world.ids["ended"])] == ["for the city"] * 2


def test_a_list_leaves_only_for_a_reason(app: Flask, world: World, sign_in) -> None:
    settle(world)
    answer = sign_in("admin").post(f"/completion/{world.ids['ended']}/export", data={"reason": "", "kind": "csv"})
    assert answer.status_code == 422
    assert queries.sealed_lists(world.ids["ended"]) == []


def test_an_empty_list_is_still_a_list() -> None:
    assert csv_bytes([]).decode("utf-8-sig").count("\r\n") == 1


def test_a_job_closes_the_case_and_frees_the_seat(app: Flask, world: World) -> None:
    settle(world)
    graduate, session = actor(world, "graduate"), world.ids["session"]
    career_services.book_session(graduate, session_id=session, now=NOW)
    mails = mails_of(world.people["graduate"])
    assert len(mails) == 2
    assert all("METHOD:REQUEST" in mail.calendar for mail in mails)
    mentor = actor(world, "mentor")
    with pytest.raises(Refused) as refused:
        career_services.record_outcome(
            mentor, enrolment_id=world.enrolments["graduate"], kind=OutcomeKind.EMPLOYED, effective_on=TODAY, now=NOW
        )
    assert refused.value.reason is CareerWhyNot.EVIDENCE_MISSING
    career_services.record_outcome(
        mentor,
        enrolment_id=world.enrolments["graduate"],
        kind=OutcomeKind.EMPLOYED,
        effective_on=TODAY,
        evidence="재직증명서",
        now=NOW,
    )
    assert careers.case_of(world.people["graduate"]) is None
    assert careers.sessions([world.ids["centre"]], since=NOW, person_id=0)[0].taken == 0
    rate = careers.placement(world.ids["ended"])
    assert (rate.numerator, rate.denominator, rate.everyone) == (1, 1, 1)
    waiting = [mail for mail in mails_of(world.people["graduate"]) if mail.sent_at is None]
    assert ["METHOD:CANCEL" in mail.calendar for mail in waiting] == [True]


def test_the_last_seat_goes_to_one_person(app: Flask, world: World) -> None:
    career_services.book_session(actor(world, "graduate"), session_id=world.ids["session"], now=NOW)
    with pytest.raises(Refused) as refused:
        career_services.book_session(actor(world, "graduate"), session_id=world.ids["session"], now=NOW)
    assert refused.value.reason is CareerWhyNot.BOOKED_ALREADY
