"""A class that counts hours: from the form of its rules to its completion list.

A day has 480 minutes, from nine to six with an hour of lunch; the course of these tests counts them from its first day.
"""

from __future__ import annotations

import io
from datetime import date, time, timedelta

import openpyxl
import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from lms.attendance import queries, services
from lms.attendance.amounts import time_text
from lms.attendance.marks import WhyNot
from lms.attendance.models import LockedUnit
from lms.attendance.rules import PRESETS, Basis, DayStatus, ExcuseKind, Foresight, Risk, policy_to
from lms.attendance.services.warning import words_for_trainee
from lms.cohorts import queries as cohorts
from lms.cohorts.rules import Hours as OpenHours
from lms.cohorts.services import change_cohort, decide_day
from lms.cohorts.types import CohortCard, DayKind
from lms.cohorts.types import WhyNot as CohortsWhyNot
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.languages import in_language
from lms.core.terms import TermsRow
from lms.credentials.queries import completion_rows
from lms.credentials.services import settle_completion
from tests.attendance.making import days_before_today, mark_days
from tests.attendance.test_deriving import derive, door
from tests.attendance_requests.test_requests import ask, decide
from tests.house.test_house import count_statements
from tests.world import NOW, TODAY, World, actor

S = DayStatus
HOURS = policy_to(PRESETS["hours-based"].policy)
DAY = 480


def card_of(world: World) -> CohortCard:
    card = cohorts.cohort(world.ids["running"])
    assert card is not None
    return card


@pytest.fixture
def by_hours(app: Flask, world: World) -> World:
    card = card_of(world)
    services.write_policy(
        actor(world, "admin"), cohort_id=card.id, scope="cohort", valid_from=card.starts_on, plain=HOURS, now=NOW
    )
    return world


def mark(world: World, who: str, day: date, status: DayStatus, minutes: int | None = None) -> int:
    ident = world.enrolments[who]
    return services.mark_attendance(
        SYSTEM,
        cohort_id=world.ids["running"],
        day=day,
        statuses={ident: status},
        minutes={ident: minutes},
        reason="seen",
        now=NOW,
    )


@pytest.mark.parametrize(
    ("scope", "starts", "plain", "expected"),
    [
        ("cohort", 0, HOURS | {"events_per_absence": 3, "conversion_scope": "course"}, WhyNot.HOURS_WITH_RULES_OF_DAYS),
        ("cohort", 0, HOURS | {"expel_total_ratio": "1/5"}, WhyNot.HOURS_WITH_RULES_OF_DAYS),
        ("cohort", 0, HOURS | {"stipend_per_day": 10_000}, WhyNot.HOURS_WITH_RULES_OF_DAYS),
        ("cohort", 1, HOURS, WhyNot.BASIS_FROM_FIRST_DAY),
        ("centre", 60, HOURS, WhyNot.BASIS_FROM_A_DAY_TO_COME),
    ],
)
def test_a_version_that_counts_hours_is_refused(
    app: Flask, world: World, *, scope: str, starts: int, plain: dict[str, object], expected: WhyNot
) -> None:
    card = card_of(world)
    with pytest.raises(Refused) as refusal:
        services.write_policy(
            actor(world, "admin"),
            cohort_id=card.id,
            scope=scope,
            valid_from=card.starts_on + timedelta(days=starts),
            plain=plain,
            now=NOW,
        )
    assert refusal.value.reason is expected
    assert not db.session.scalars(select(TermsRow).where(TermsRow.kind == queries.KIND)).all()


def test_a_class_that_is_marked_stays_with_what_it_counts(app: Flask, world: World) -> None:
    mark_days(world, days_before_today(world)[:1])
    card = card_of(world)
    with pytest.raises(Refused) as refusal:
        services.write_policy(
            actor(world, "admin"), cohort_id=card.id, scope="cohort", valid_from=card.starts_on, plain=HOURS, now=NOW
        )
    assert refusal.value.reason is WhyNot.BASIS_AFTER_MARKS


def test_the_first_day_does_not_move_to_where_days_are_counted(by_hours: World) -> None:
    mark(by_hours, "ada", days_before_today(by_hours)[-1], S.PRESENT)
    before = card_of(by_hours)

    def move(starts_on: date, ends_on: date) -> None:
        change_cohort(
            actor(by_hours, "admin"),
            cohort_id=before.id,
            name=before.name,
            starts_on=starts_on,
            ends_on=ends_on,
            closed={},
            today=TODAY,
        )

    with pytest.raises(Refused) as refusal:
        move(before.starts_on - timedelta(days=7), before.ends_on)
    assert refusal.value.reason is CohortsWhyNot.DAY_HELD
    assert card_of(by_hours) == before
    move(before.starts_on, before.ends_on + timedelta(days=7))
    assert card_of(by_hours).ends_on == before.ends_on + timedelta(days=7)
    assert queries.policy_book(card_of(by_hours)).basis_on(before.starts_on) is Basis.HOURS


def test_a_centre_that_begins_to_count_hours_leaves_running_classes_alone(app: Flask, world: World) -> None:
    services.write_policy(
        SYSTEM,
        cohort_id=world.ids["running"],
        scope="centre",
        valid_from=TODAY + timedelta(days=1),
        plain=HOURS,
        now=NOW,
    )
    card = card_of(world)
    later = queries.terms_for(card, on=TODAY + timedelta(days=2)).policy
    assert (later.id, later.basis) == ("hours-based", Basis.DAYS)
    assert queries.policy_book(card).basis_on(TODAY + timedelta(days=1)) is Basis.HOURS


def test_marks_by_hand_count_their_hours(by_hours: World) -> None:
    days = days_before_today(by_hours)[:6]
    statuses = [(S.PRESENT, None), (S.LATE, None), (S.LEFT_EARLY, 200), (S.ABSENT, None), (S.EXCUSED, None)]
    for day, (status, minutes) in zip(days, statuses, strict=False):
        mark(by_hours, "ada", day, status, minutes)
    card = card_of(by_hours)
    own = queries.outlook_of(card, by_hours.enrolments["ada"], on=TODAY)
    tally, ahead = own.tally, own.ahead
    assert tally is not None
    assert ahead is not None
    assert (tally.held, tally.credited, tally.absent) == (5 * DAY, 480 + 420 + 200 + 0 + 480, 60 + 280 + 480)
    assert tally.scheduled == len(own.plan.days) * DAY
    assert tally.allowed == tally.scheduled - -(-tally.scheduled * 4 // 5)
    assert ahead.left == tally.allowed - 820
    to_come = [day for day in own.plan.days if day >= TODAY]
    assert ahead.lost_on == to_come[ahead.left // DAY]
    assert queries.outlook(card, on=TODAY).tallies[by_hours.enrolments["ada"]] == tally


def test_a_shorter_day_is_worth_its_own_hours(by_hours: World) -> None:
    first, second = days_before_today(by_hours)[:2]
    decide_day(
        SYSTEM,
        cohort_id=by_hours.ids["running"],
        day=first,
        kind=DayKind.CLASS,
        label={"ko": "반일", "en": "Half a day"},
        reason="a feast",
        now=NOW,
        hours=OpenHours(time(9), time(13), (("12:00", "13:00"),)),
    )
    mark(by_hours, "ada", first, S.PRESENT)
    mark(by_hours, "ada", second, S.PRESENT)
    tally = queries.tallies(card_of(by_hours), on=TODAY)[by_hours.enrolments["ada"]]
    assert (tally.held, tally.credited) == (180 + DAY, 180 + DAY)
    with pytest.raises(Refused) as refusal:
        mark(by_hours, "ada", first, S.LATE, 181)
    assert refusal.value.reason is WhyNot.MORE_THAN_PLANNED


def test_the_door_counts_to_the_minute(by_hours: World) -> None:
    day = days_before_today(by_hours)[-1]
    door(by_hours, "ada", day, check_in="09:20", outing="14:00", **{"return": "14:30"}, check_out="17:45")
    door(by_hours, "bo", day, check_in="09:00")
    derive(by_hours, day)
    found = queries.standing_marks_of_day(by_hours.ids["running"], day)
    ada, bo, cy = (found[by_hours.enrolments[who]] for who in ("ada", "bo", "cy"))
    assert (ada.status, ada.minutes, ada.incidents) == (S.PRESENT, 480 - 20 - 30 - 15, 0)
    assert (bo.status, cy.status) == (S.NO_CHECK_OUT, S.ABSENT)
    sums = queries.tallies(card_of(by_hours), on=TODAY)
    assert {who: sums[by_hours.enrolments[who]].credited for who in ("ada", "bo", "cy")} == {
        "ada": 415,
        "bo": 0,
        "cy": 0,
    }


def test_an_approved_request_counts_what_it_explains(by_hours: World) -> None:
    day = days_before_today(by_hours)[-1]
    door(by_hours, "ada", day, check_in="11:00", check_out="18:00")
    derive(by_hours, day)
    card, who = card_of(by_hours), by_hours.enrolments["ada"]
    number = ask(by_hours, day, reason=ExcuseKind.ILLNESS, starts=time(9), ends=time(10, 30))
    outcome = queries.outcomes(card, queries.requests_by_id(card.id, {number}), today=TODAY)[number]
    assert (outcome.effect.credited, outcome.effect.held) == ((360, 450), (DAY, DAY))
    decide(by_hours, number)
    assert queries.tallies(card, on=TODAY)[who].credited == 450
    facts = queries.history_of_day(who, day)[-1].facts or []
    assert [fact["minutes"] for fact in facts] == [360, 90]


def test_an_excused_part_adds_to_hours_that_were_written_down(by_hours: World) -> None:
    day = days_before_today(by_hours)[-1]
    mark(by_hours, "ada", day, S.LATE, 300)
    decide(by_hours, ask(by_hours, day, reason=ExcuseKind.ILLNESS, starts=time(9), ends=time(11)))
    standing = queries.standing_marks_of_day(by_hours.ids["running"], day)[by_hours.enrolments["ada"]]
    assert (standing.status, standing.minutes) == (S.PRESENT, 420)


def test_writing_other_hours_is_a_change_and_the_same_ones_are_none(by_hours: World) -> None:
    day = days_before_today(by_hours)[-1]
    assert [mark(by_hours, "ada", day, S.LATE, minutes) for minutes in (300, 300, 301, None)] == [1, 0, 1, 1]


def test_a_closed_month_keeps_its_hours(by_hours: World) -> None:
    card, days = card_of(by_hours), days_before_today(by_hours)
    mark_days(by_hours, days, {"bo": S.LATE})
    services.close_unit(actor(by_hours, "admin"), cohort_id=card.id, number=1, now=NOW)
    body = db.session.scalars(select(LockedUnit.body)).one()
    before = queries.tallies(card, on=TODAY)[by_hours.enrolments["bo"]].course.units[0]
    milder = HOURS | {"minutes_per_incident": 10}
    services.write_policy(SYSTEM, cohort_id=card.id, scope="cohort", valid_from=card.starts_on, plain=milder, now=NOW)
    tally = queries.tallies(card, on=TODAY)[by_hours.enrolments["bo"]]
    assert tally.course.units[0] == before
    later = tally.course.units[1].counts
    assert later.absent == later.held // DAY * 10
    sheet = queries.closed_sheet(card.id, 1)
    assert sheet is not None
    row = next(row for row in sheet.rows if row.name == "Person bo")
    assert (row.planned, row.attended) == (len(sheet.days) * DAY, len(sheet.days) * 420)
    assert (row.rate, row.paid_days, row.won) == (8750, 0, 0)
    assert db.session.scalars(select(LockedUnit.body)).one() == body


@pytest.mark.parametrize(("language", "words"), [("en", "64 h"), ("ko", "시간")])
def test_who_comes_near_the_edge_is_told_in_hours(by_hours: World, language: str, words: str) -> None:
    ahead = Foresight(64 * 60, None, 0, None, Risk.WARNING)
    with in_language(language):
        text = words_for_trainee(ahead, Basis.HOURS)
    assert words in text
    assert "day" not in text


def test_pages_speak_of_hours(by_hours: World, sign_in) -> None:
    mark_days(by_hours, days_before_today(by_hours), {"ada": S.LATE, "cy": S.ABSENT})
    base, who = f"/attendance/{by_hours.ids['running']}", by_hours.enrolments["ada"]
    teacher = sign_in("teacher")
    teacher.post("/language", data={"language": "en"})
    day = days_before_today(by_hours)[-1]
    held = len(days_before_today(by_hours)) * 8
    report = teacher.get(f"{base}/report").text
    assert f"{held} h" in report
    assert f"{held // 8 * 7} h" in report
    assert "87.5%" in report
    assert "converted" not in report
    assert "completion takes" in report
    own = teacher.get(f"/attendance/trainees/{who}").text
    assert f"{held // 8 * 7} h / {held} h" in own
    assert "hours missed" in own
    assert "7 h of 8 h planned" in teacher.get(f"/attendance/trainees/{who}/{day}").text
    assert "87.50" in teacher.get(f"{base}/units/1").text
    assert " h" in teacher.get(f"{base}/risk").text.split("<tbody>")[1]
    assert "The rules of this cohort pay none" in teacher.get(f"{base}/units/1/allowance").text
    units = queries.course_plan(card_of(by_hours), on=TODAY)
    assert f"{units.scheduled[0] // DAY} class days" in teacher.get(f"{base}/units").text
    for path in ("absentees", "week", "month"):
        assert teacher.get(f"{base}/{path}/{day}").status_code == 200
    assert "Hours are counted" in teacher.get(f"/attendance/trainees/{who}/{day}").text


def test_saving_the_sheet_again_changes_nothing_and_an_absence_carries_no_hours(by_hours: World, sign_in) -> None:
    day = days_before_today(by_hours)[-1]
    door(by_hours, "ada", day, check_in="09:20", check_out="18:00")
    derive(by_hours, day)
    path, marks = f"/attendance/{by_hours.ids['running']}/{day}", {}
    page = sign_in("teacher").get(path).text
    for who, mark_of in queries.standing_marks_of_day(by_hours.ids["running"], day).items():
        if who == by_hours.enrolments["withdrawn"]:
            continue
        written = page.split(f'name="hours-{who}" value="')[1].split('"')[0]
        marks |= {f"mark-{who}": str(mark_of.status), f"hours-{who}": written}
    assert sorted(value for key, value in marks.items() if key.startswith("hours")) == ["", "", "", "7:40"]
    before = queries.standing_marks_of_day(by_hours.ids["running"], day)
    assert sign_in("teacher").post(path, data=marks).status_code == 302
    assert queries.standing_marks_of_day(by_hours.ids["running"], day) == before
    bo = by_hours.enrolments["bo"]
    answer = sign_in("teacher").post(path, data={**marks, f"mark-{bo}": "present", "reason": "the phone was empty"})
    assert answer.status_code == 302
    assert queries.tallies(card_of(by_hours), on=TODAY)[bo].credited == DAY


def test_the_sheet_takes_hours(by_hours: World, sign_in) -> None:
    day = days_before_today(by_hours)[-1]
    path, who = f"/attendance/{by_hours.ids['running']}/{day}", by_hours.enrolments["ada"]
    teacher = sign_in("teacher")
    teacher.post("/language", data={"language": "en"})
    for text in ("soon", "6:75", "9"):
        answer = teacher.post(path, data={f"mark-{who}": "late", f"hours-{who}": text})
        assert answer.status_code == 409
        assert f'value="{text}"' in answer.text
    assert teacher.post(path, data={f"mark-{who}": "late", f"hours-{who}": "6:30"}).status_code == 302
    assert queries.standing_marks_of_day(by_hours.ids["running"], day)[who].minutes == 390
    page = teacher.get(path).text
    assert 'value="6:30"' in page
    assert "the day has 8 h" in page


def test_files_carry_hours(by_hours: World, sign_in) -> None:
    mark_days(by_hours, days_before_today(by_hours), {"bo": S.LATE})
    base, teacher = f"/attendance/{by_hours.ids['running']}", sign_in("teacher")
    sheet = queries.live_sheet(
        card_of(by_hours), plan := queries.course_plan(card_of(by_hours), on=TODAY), plan.units[0]
    )
    xlsx, pdf = (
        teacher.post(f"{base}/units/1/export", data={"kind": kind, "reason": "monthly report"}).data
        for kind in ("xlsx", "pdf")
    )
    cells = list(openpyxl.load_workbook(io.BytesIO(xlsx)).active.iter_rows(min_row=4, values_only=True))
    row = next(row for row in cells if row[1] == "Person bo")
    days = len(sheet.days)
    assert row[cells[0].index("계획시간")] == f"{days * 8}:00"
    assert row[cells[0].index("출석시간")] == f"{days * 7}:00"
    assert "출석시간" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    report = teacher.post(f"{base}/report", data={"reason": "for the city"}).data
    lines = list(openpyxl.load_workbook(io.BytesIO(report)).active.iter_rows(min_row=3, values_only=True))
    bo = next(line for line in lines if line[1] == "Person bo")
    held = len(days_before_today(by_hours))
    assert bo[lines[0].index("출석시간(분)")] == held * 420
    assert bo[lines[0].index("남은 결석 가능시간(분)")] > 0


def test_the_form_writes_and_tries_hours(app: Flask, world: World, sign_in) -> None:
    admin, card = sign_in("admin"), card_of(world)
    admin.post("/language", data={"language": "en"})
    path = f"/attendance/{card.id}/policy"
    assert 'value="hours" selected' in admin.get(f"{path}?preset=hours-based").text
    form = {
        "id": "by the hour",
        "basis": "hours",
        "events_per_absence": "",
        "expel_unit_ratio": "",
        "expel_total_ratio": "",
        "stipend_per_day": "0",
        "scope": "cohort",
        "valid_from": card.starts_on.isoformat(),
    }
    assert admin.post(path, data={**form, "stipend_per_day": "100", "step": "write"}).status_code == 409
    assert admin.post(path, data={**form, "step": "write"}).status_code == 302
    page = admin.get(path).text
    assert "Hours are counted, not days" in page
    assert "An absence costs its hours" in page


def test_a_policy_by_hours_is_tried_on_a_class_that_counts_days(app: Flask, world: World, sign_in) -> None:
    mark_days(world, days_before_today(world), {"ada": S.LATE})
    trials = services.try_policy(
        actor(world, "admin"), cohort_id=world.ids["running"], policy=PRESETS["hours-based"].policy
    )
    ada = next(trial for trial in trials if trial.enrolment_id == world.enrolments["ada"])
    held = len(days_before_today(world))
    assert (ada.before.basis, ada.before.held) == (Basis.DAYS, held)
    assert (ada.after.basis, ada.after.credited) == (Basis.HOURS, held * 420)
    admin = sign_in("admin")
    form = {"id": "h", "basis": "hours", "step": "try"}
    assert admin.post(f"/attendance/{world.ids['running']}/policy", data=form).status_code == 200


def test_completion_reads_the_hours(app: Flask, world: World, sign_in) -> None:
    card = cohorts.cohort(world.ids["ended"])
    assert card is not None
    services.write_policy(SYSTEM, cohort_id=card.id, scope="cohort", valid_from=card.starts_on, plain=HOURS, now=NOW)
    days, who = [day.day for day in cohorts.class_days(card.id)], world.enrolments["graduate"]
    for day in days:
        services.mark_attendance(
            SYSTEM, cohort_id=card.id, day=day, statuses={who: S.LEFT_EARLY}, minutes={who: 383}, now=NOW
        )
    settle_completion(actor(world, "admin"), cohort_id=card.id, now=NOW)
    [row] = [row for row in completion_rows(card, on=TODAY) if row.enrolment_id == who]
    assert (row.scheduled, row.credited, row.rate, row.verdict) == (
        len(days) * DAY, len(days) * 383, "79.79", "not_completed",
    )  # fmt: skip
    admin = sign_in("admin")
    admin.post("/language", data={"language": "en"})
    page = admin.get(f"/completion/{card.id}").text
    assert "of all planned hours are attended" in page
    assert "hours attended" in page
    assert "Planned class time of the course" in admin.get(f"/completion/enrolments/{who}").text


@pytest.mark.parametrize(("page", "most"), [("report", 15), ("risk", 15), ("units/1", 15), ("day", 15)])
def test_statements_stay_few_whatever_is_marked(by_hours: World, sign_in, page: str, most: int) -> None:
    days = days_before_today(by_hours)
    mark_days(by_hours, days[:2], {"ada": S.LATE})
    browser = sign_in("teacher")
    address = f"/attendance/{by_hours.ids['running']}/{days[-1] if page == 'day' else page}"
    browser.get(address)
    few = count_statements(lambda: browser.get(address))
    mark_days(by_hours, days[2:], {"ada": S.LATE, "cy": S.ABSENT})
    assert count_statements(lambda: browser.get(address)) == few
    assert few <= most


@pytest.mark.parametrize(
    ("minutes", "english", "korean"),
    [
        (0, "0 h", "0시간"),
        (6, "6 min", "6분"),
        (60, "1 h", "1시간"),
        (450, "7 h 30 min", "7시간 30분"),
        (-90, "−1 h 30 min", "−1시간 30분"),
    ],
)
def test_minutes_in_words(app: Flask, minutes: int, english: str, korean: str) -> None:
    with app.test_request_context():
        for language, expected in (("en", english), ("ko", korean)):
            with in_language(language):
                assert time_text(minutes) == expected
