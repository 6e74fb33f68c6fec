"""Reading: bookmarks, notes, reported problems, and the pages for those who knock."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.core import holdings
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.courses import access, queries, services
from lms.courses.delivery.types import EventKind, ModuleRule, NamedEvent, Plan, WhyNot
from lms.courses.models import LessonNote, LessonPlace, LessonReport
from lms.notifications.models import Notice
from tests.world import NOW, TODAY, World, actor


def keep(world: World, seconds: int, permille: int, *, leaving: bool = False, anchor: str = "") -> bool:
    return services.keep_place(
        actor(world, "ada"),
        lesson_id=world.ids["lesson"],
        language="en",
        anchor=anchor,
        permille=permille,
        is_leaving=leaving,
        now=NOW + timedelta(seconds=seconds),
    )


def test_a_bookmark_moves_once_a_minute_or_on_leaving(app: Flask, world: World) -> None:
    assert keep(world, 0, 100)
    assert not keep(world, 59, 200)
    assert keep(world, 60, 300)
    assert keep(world, 61, 2_000, leaving=True, anchor="not-a-heading")
    rows = db.session.execute(sa.select(LessonPlace.permille, LessonPlace.anchor)).all()
    assert rows == [(1000, "")]
    page = access.course_page(access.reader_of(actor(world, "ada"), world.ids["course"], now=NOW), language="en")
    assert page.upcoming is not None
    assert (page.upcoming.lesson_id, page.upcoming.permille) == (world.ids["lesson"], 1000)


def test_a_note_is_ones_own(app: Flask, world: World, sign_in) -> None:
    address = f"/courses/lessons/{world.ids['lesson']}"
    assert "<em>mine</em> alone" in sign_in("ada").get(address).text
    for who in ("bo", "teacher", "admin"):
        assert "mine" not in sign_in(who).get(address).text
    notes = {who: holdings.contents(world.people[who])["courses"]["lesson_note"] for who in ("ada", "bo")}
    assert [row["body"] for row in notes["ada"]] == ["*mine* alone"]
    assert notes["bo"] == []


def test_an_empty_note_goes_and_a_long_one_is_refused(app: Flask, world: World) -> None:
    ada = actor(world, "ada")
    with pytest.raises(Refused) as refused:
        services.keep_note(ada, lesson_id=world.ids["lesson"], language="en", body="x" * 20_001, now=NOW)
    assert refused.value.reason is WhyNot.TEXT_TOO_LONG
    services.keep_note(ada, lesson_id=world.ids["lesson"], language="en", body="<b>new</b>", now=NOW)
    assert db.session.scalars(sa.select(LessonNote.body)).all() == ["<b>new</b>"]
    services.keep_note(ada, lesson_id=world.ids["lesson"], language="en", body="  ", now=NOW)
    assert db.session.scalars(sa.select(LessonNote.id)).all() == []


def test_a_reported_problem_reaches_the_teacher_and_comes_back_answered(app: Flask, world: World) -> None:
    told = db.session.scalars(sa.select(Notice.path).where(Notice.person_id == world.people["teacher"])).all()
    assert f"/courses/{world.ids['course']}/reports" in told
    report_id = world.ids["lesson_report"]
    services.answer_report(actor(world, "teacher"), report_id=report_id, answer="Mended.", now=NOW)
    row = db.session.get_one(LessonReport, report_id)
    assert (row.answer, row.answered_by) == ("Mended.", world.people["teacher"])
    back = db.session.scalars(sa.select(Notice.path).where(Notice.person_id == world.people["ada"])).all()
    assert f"/courses/lessons/{world.ids['lesson']}#reports" in back
    with pytest.raises(Refused) as refused:
        services.answer_report(actor(world, "admin"), report_id=report_id, answer="Again.", now=NOW)
    assert refused.value.reason is WhyNot.ANSWERED_ALREADY


@pytest.mark.parametrize(("text", "reason"), [(" ", WhyNot.TEXT_MISSING), ("x" * 2_001, WhyNot.TEXT_TOO_LONG)])
def test_an_empty_or_endless_report_is_refused(app: Flask, world: World, text: str, reason: WhyNot) -> None:
    with pytest.raises(Refused) as refused:
        services.report_problem(actor(world, "ada"), lesson_id=world.ids["lesson"], language="en", text=text, now=NOW)
    assert refused.value.reason is reason


@pytest.mark.parametrize(("who", "error"), [("mentor", NotAllowed), ("other-teacher", NotFound), ("ada", NotAllowed)])
def test_who_answers_reports(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        services.answer_report(actor(world, who), report_id=world.ids["lesson_report"], answer="x", now=NOW)


def in_english(browser):
    browser.post("/language", data={"language": "en"})
    return browser


def close_the_module(world: World) -> None:
    plan = Plan(0, (NamedEvent("later", EventKind.BY_HAND),), (ModuleRule("one/README.md", event="later"),))
    services.decide_plan(SYSTEM, course_id=world.ids["course"], plan=plan, reason="", now=NOW)


def test_a_closed_lesson_answers_403_with_the_reason(app: Flask, world: World, sign_in) -> None:
    close_the_module(world)
    answer = in_english(sign_in("ada")).get(f"/courses/lessons/{world.ids['lesson']}")
    assert answer.status_code == 403
    assert "Why is this closed?" in answer.text
    assert "Waits for a day that is not decided yet: later." in answer.text
    assert sign_in("bo").get(f"/courses/lessons/{world.ids['lesson']}").status_code == 200  # has an exception
    assert sign_in("outsider").get(f"/courses/lessons/{world.ids['lesson']}").status_code == 404


def test_a_preview_changes_nothing(app: Flask, world: World, sign_in) -> None:
    browser, course = in_english(sign_in("teacher")), world.ids["course"]
    start = f"/courses/{course}/cohorts/{world.ids['running']}/preview"
    browser.post(start, data={"person": world.people["ada"], "day": TODAY.isoformat()})
    page = browser.get(f"/courses/lessons/{world.ids['lesson']}").text
    assert "You are looking as Person ada" in page
    assert "mine" not in page
    for action in ("finish", "note", "report", "place", "confirm"):
        assert browser.post(f"/courses/lessons/{world.ids['lesson']}/{action}").status_code == 409
    assert queries.finished_keys(course, [world.people["ada"], world.people["teacher"]]) == {
        world.people["ada"]: set(),
        world.people["teacher"]: set(),
    }
    browser.post("/courses/preview/end")
    assert "looking as" not in browser.get(f"/courses/{course}").text


def test_the_rules_page_shows_whom_it_touches_before_saving(app: Flask, world: World, sign_in) -> None:
    browser, address = in_english(sign_in("admin")), f"/courses/{world.ids['course']}/plan"
    form = {"version": "0", "name-0": "later", "kind-0": "by_hand", "at-0": "09:00", "event-0": "later"}
    shown = browser.post(address, data=form)
    assert "Trainees for whom something closes: 3" in shown.text
    assert "Person cy" in shown.text
    assert queries.plan_of(world.ids["course"]).version == 0
    assert browser.post(address, data={**form, "confirmed": "1"}).status_code == 302
    assert queries.plan_of(world.ids["course"]).rules == (ModuleRule("one/README.md", event="later"),)
    assert browser.post(address, data={**form, "confirmed": "1"}).status_code == 409
    assert browser.post(address, data={**form, "version": "1", "event-0": "never"}).status_code == 422


def test_days_are_bound_and_exceptions_given_on_one_page(app: Flask, world: World, sign_in) -> None:
    close_the_module(world)
    browser = sign_in("teacher")
    address = f"/courses/{world.ids['course']}/cohorts/{world.ids['running']}"
    assert browser.post(f"{address}/days", data={"day-0": TODAY.isoformat()}).status_code == 302
    assert queries.bindings_of(world.ids["running"], world.ids["course"]).decided == {"later": TODAY}
    given = {
        "person": world.people["cy"],
        "module": "one/README.md",
        "until": TODAY.isoformat(),
        "reason": "moved house",
    }
    assert browser.post(f"{address}/exceptions", data=given).status_code == 302
    page = browser.get(f"{address}/days").text
    assert "moved house" in page
    assert browser.post(f"/courses/exceptions/{world.ids['delivery_exception']}/end").status_code == 302
    assert "was ill" not in browser.get(f"{address}/days").text


def test_the_progress_export_needs_a_reason_and_is_inert(app: Flask, world: World, sign_in) -> None:
    browser = in_english(sign_in("teacher"))
    address = f"/courses/{world.ids['course']}/cohorts/{world.ids['running']}/progress"
    assert browser.post(f"{address}.csv", data={"reason": ""}).status_code == 409
    answer = browser.post(f"{address}.csv", data={"reason": "meeting"})
    lines = answer.text.lstrip("\ufeff").split("\r\n")
    assert lines[0] == "Name,Class,First,Finished,Of,Last read"
    assert lines[1] == "Person ada,,0,0,2,"
    shown = browser.get(f"{address}?q=ad&sort=least").text
    assert "Person ada" in shown
    assert '<th scope="row">Person bo' not in shown


def test_what_changed_is_shown_word_by_word(app: Flask, world: World, sign_in) -> None:
    from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft

    ada = actor(world, "ada")
    services.finish_lesson(ada, lesson_id=world.ids["lesson"], language="en", now=NOW)
    lesson = LessonDraft("one/README.md", (TextDraft("en", "One", "# One\n\nto [three](../two/README.md)\n"),))
    revision = services.store_revision(
        SYSTEM, course_id=world.ids["course"], draft=CourseDraft((ModuleDraft({"en": "First"}, (lesson,)),)), now=NOW
    )
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=world.ids["course"], revision_id=revision.id)
    fresh = queries.lesson_by_key(revision.id, "one/README.md")
    browser = sign_in("ada")
    assert f"/courses/lessons/{fresh}/changes" in browser.get(f"/courses/lessons/{fresh}").text
    page = browser.get(f"/courses/lessons/{fresh}/changes").text
    assert "<del>two</del><ins>three</ins>" in page
    assert browser.post(f"/courses/lessons/{fresh}/confirm").status_code == 302
    assert "/changes" not in browser.get(f"/courses/{world.ids['course']}").text
