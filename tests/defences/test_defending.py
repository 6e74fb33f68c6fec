"""Live defences over a real database: booking, meeting, results, points, decisions."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.assessments.defence import DefenceWhyNot, Flag, State
from lms.assessments.jobs.defending import reveal_partners
from lms.assessments.models import Review
from lms.assessments.models.defence import Defence, DefencePoint, DefenceSlot
from lms.assessments.queries import defence as reads
from lms.assessments.services import defending
from lms.core.actor import SYSTEM
from lms.core.audit.models import AuditEntry
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.notifications.queries import notices_of
from tests.defences.seeds import STARTS
from tests.world import NOW, World, actor

GOOD = {"levels": {0: 3, 1: 4}, "checks": {0: True}, "comment": "Name the columns once more."}
LONG = "The same file lies in the repository of another team."


def points(world: World, who: str) -> int:
    return reads.balance(world.people[who], world.ids["running"], start=3)


def meet_both(world: World) -> Defence:
    defence = db.session.get_one(Defence, world.ids["defence"])
    bo, ada = defence.evaluator_code, defence.author_code
    assert defending.meet(actor(world, "bo"), defence_id=defence.id, code=ada, now=STARTS) is State.BOOKED
    assert defending.meet(actor(world, "ada"), defence_id=defence.id, code=bo, now=STARTS) is State.MET
    return defence


def give(world: World, flag: Flag = Flag.OK, **change) -> None:
    given = GOOD | change
    defending.give_result(actor(world, "bo"), defence_id=world.ids["defence"], flag=flag, now=STARTS, **given)


def reviews_by_bo(world: World) -> list[Review]:
    return list(
        db.session.scalars(
            select(Review).where(
                Review.submission_id == world.ids["work-ada"],
                Review.reviewer_id == world.people["bo"],
                Review.done_at == STARTS,
            )
        )
    )


def refusal(call) -> DefenceWhyNot:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.reason


def test_booking_takes_a_time_and_a_point(app: Flask, world: World) -> None:
    defence = db.session.get_one(Defence, world.ids["defence"])
    assert defence.evaluator_id == world.people["bo"]
    assert db.session.get_one(DefenceSlot, defence.slot_id).is_open is False
    assert points(world, "ada") == 2
    notice = notices_of(world.people["bo"], most=1)[0]
    assert "ada" not in str(notice.text)
    assert db.session.scalar(select(AuditEntry.id).where(AuditEntry.action == "defence.booked"))


def test_only_one_meeting_at_a_time_and_not_at_a_taken_one(app: Flask, world: World) -> None:
    again = STARTS + timedelta(minutes=30)

    def book(who: str, when) -> DefenceWhyNot:
        return refusal(
            lambda: defending.book_defence(
                actor(world, who), assignment_id=world.ids["assignment"], starts_at=when, now=NOW
            )
        )

    assert book("ada", again) is DefenceWhyNot.ONE_AT_A_TIME
    assert book("cy", STARTS) is DefenceWhyNot.NOBODY_FREE


def test_the_last_time_goes_to_one(app: Flask, world: World) -> None:
    when, answers = STARTS + timedelta(minutes=30), []

    def book(who: str) -> None:
        with app.app_context():
            try:
                defending.book_defence(
                    actor(world, who), assignment_id=world.ids["assignment"], starts_at=when, now=NOW
                )
                answers.append("booked")
            except Refused as refused:
                answers.append(str(refused.reason))
            finally:
                db.session.remove()

    db.session.remove()
    threads = [threading.Thread(target=book, args=(who,)) for who in ("cy", "dan")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["booked", "nobody_free"]


def test_names_are_told_a_quarter_of_an_hour_before(app: Flask, world: World) -> None:
    assert reveal_partners(STARTS - timedelta(minutes=16)) == 0
    assert reveal_partners(STARTS - timedelta(minutes=15)) == 1
    assert reveal_partners(STARTS - timedelta(minutes=15)) == 0
    assert "Person ada" in notices_of(world.people["bo"], most=1)[0].text["en"]
    assert "Person bo" in notices_of(world.people["ada"], most=1)[0].text["en"]


def test_the_page_keeps_the_name_until_then(world: World, sign_in) -> None:
    page = sign_in("ada").get(f"/assignments/defences/{world.ids['defence']}").text
    assert "Person bo" not in page
    assert "bo@example.org" not in page
    listed = sign_in("ada").get("/assignments/defences").text
    assert "Person bo" not in listed
    assert "Person ada" not in sign_in("bo").get("/assignments/defences").text.replace("Person bo", "")


def test_a_held_defence_counts_as_a_review_and_earns_a_point(app: Flask, world: World) -> None:
    meet_both(world)
    give(world)
    assert [review.levels for review in reviews_by_bo(world)] == [[3, 4]]
    assert points(world, "bo") == 4
    assert refusal(lambda: give(world)) is DefenceWhyNot.GIVEN_ALREADY
    defending.answer_defence(
        actor(world, "ada"), defence_id=world.ids["defence"], helpful=5, comment="Clear.", now=STARTS
    )
    line = reads.defences_of(world.people["ada"])[0]
    assert line.entries["answer"] == {"helpful": 5, "comment": "Clear."}


@pytest.mark.parametrize("who", ["ada", "bo"])
def test_a_result_is_shown_to_both(app: Flask, world: World, sign_in, who: str) -> None:
    meet_both(world)
    give(world)
    page = sign_in(who).get(f"/assignments/defences/{world.ids['defence']}")
    assert page.status_code == 200
    assert "3 / 4" in page.text


def test_no_result_without_meeting_and_no_meeting_by_guessing(app: Flask, world: World) -> None:
    assert refusal(lambda: give(world)) is DefenceWhyNot.NOT_MET
    wrong = refusal(lambda: defending.meet(actor(world, "bo"), defence_id=world.ids["defence"], code="x", now=STARTS))
    assert wrong is DefenceWhyNot.WRONG_CODE
    with pytest.raises(NotFound):
        defending.meet(actor(world, "cy"), defence_id=world.ids["defence"], code="x", now=STARTS)


def test_a_bad_flag_waits_for_staff_and_then_counts_as_nothing(app: Flask, world: World) -> None:
    meet_both(world)
    give(world, Flag.CHEATING, comment=LONG)
    assert reviews_by_bo(world) == []
    with pytest.raises(NotAllowed):
        defending.decide_defence(
            actor(world, "bo"), defence_id=world.ids["defence"], confirmed=True, reason="seen", now=STARTS
        )
    decide = {"defence_id": world.ids["defence"], "confirmed": True, "reason": "Seen side by side.", "now": STARTS}
    defending.decide_defence(actor(world, "teacher"), **decide)
    assert [review.levels for review in reviews_by_bo(world)] == [[0, 0]]
    assert refusal(lambda: defending.decide_defence(actor(world, "teacher"), **decide)) is DefenceWhyNot.GIVEN_ALREADY


@pytest.mark.parametrize(
    ("reporter", "confirmed", "ada", "bo"),
    [("bo", True, 2, 4), ("bo", False, 3, 3), ("ada", True, 3, 3), ("ada", False, 3, 3)],
)
def test_points_follow_the_decision_on_a_missing_partner(  # noqa: PLR0917 - a row of the table
    app: Flask, world: World, reporter: str, confirmed: bool, ada: int, bo: int
) -> None:
    late = STARTS + timedelta(minutes=10)
    defending.report_no_show(actor(world, reporter), defence_id=world.ids["defence"], note="", now=late)
    assert (points(world, "ada"), points(world, "bo")) == (2, 3)
    defending.decide_defence(
        actor(world, "teacher"), defence_id=world.ids["defence"], confirmed=confirmed, reason="Asked both.", now=late
    )
    assert (points(world, "ada"), points(world, "bo")) == (ada, bo)


def test_calling_off_gives_the_point_and_the_time_back(app: Flask, world: World) -> None:
    defending.cancel_defence(actor(world, "ada"), defence_id=world.ids["defence"], now=NOW)
    assert points(world, "ada") == 3
    again = defending.book_defence(
        actor(world, "ada"), assignment_id=world.ids["assignment"], starts_at=STARTS, now=NOW
    )
    assert again.evaluator_id == world.people["bo"]
    too_late = STARTS - timedelta(minutes=60)
    assert (
        refusal(lambda: defending.cancel_defence(actor(world, "bo"), defence_id=again.id, now=too_late))
        is DefenceWhyNot.TOO_LATE
    )


def test_without_points_nobody_books(app: Flask, world: World) -> None:
    defending.grant_points(
        SYSTEM,
        assignment_id=world.ids["assignment"],
        person_id=world.people["cy"],
        delta=-3,
        reason="Did not come three times.",
        now=NOW,
    )
    when = STARTS + timedelta(minutes=30)
    assert (
        refusal(
            lambda: defending.book_defence(
                actor(world, "cy"), assignment_id=world.ids["assignment"], starts_at=when, now=NOW
            )
        )
        is DefenceWhyNot.NO_POINTS
    )
    assert db.session.scalar(select(DefencePoint.delta).where(DefencePoint.why == "granted")) == -3


def test_overlapping_times_are_refused_whole(app: Flask, world: World) -> None:
    count = db.session.scalar(select(func.count(DefenceSlot.id)))
    reason = refusal(
        lambda: defending.offer_times(
            actor(world, "bo"),
            cohort_id=world.ids["running"],
            starts_at=STARTS - timedelta(minutes=60),
            ends_at=STARTS + timedelta(minutes=15),
            place="",
            now=NOW,
        )
    )
    assert reason is DefenceWhyNot.OVERLAPS
    assert db.session.scalar(select(func.count(DefenceSlot.id))) == count


def test_staff_set_a_defence_and_decide_on_the_page(app: Flask, world: World, sign_in) -> None:
    late = STARTS + timedelta(minutes=11)
    defending.report_no_show(actor(world, "bo"), defence_id=world.ids["defence"], note="waited", now=late)
    browser = sign_in("teacher")
    page = browser.get(f"/assignments/{world.ids['assignment']}/defences")
    assert "Person ada" in page.text
    answer = browser.post(
        f"/assignments/defences/{world.ids['defence']}/decision", data={"confirmed": "yes", "reason": "Asked both."}
    )
    assert answer.status_code == 302
    data = {"needed": "1", "minutes": "20", "checklist_ko": "하나\n둘", "checklist_en": "one"}
    assert browser.post(f"/assignments/{world.ids['assignment']}/defences", data=data).status_code == 302
    stored = reads.setting(world.ids["assignment"])
    assert stored is not None
    assert stored.checklist == [{"ko": "하나", "en": "one"}, {"ko": "둘", "en": "둘"}]
    assert stored.is_open is False
