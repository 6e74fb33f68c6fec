"""Deciding when modules open, and what follows for readers: rows, audit entries, one refusal a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import Conflict, NotAllowed, NotFound, Refused
from lms.courses import access, conditions, queries, services
from lms.courses.delivery.types import Because, EventKind, ModuleRule, NamedEvent, Plan, WhyNot
from lms.courses.models import DeliveryBinding, DeliveryException, DeliveryPlan
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, Preview, TextDraft
from tests.world import NOW, TODAY, World, actor

PROJECT = NamedEvent("project", EventKind.BY_HAND)
WAITS = ModuleRule("b.md", event="project")


def text(key: str, body: str = "text") -> LessonDraft:
    return LessonDraft(key, (TextDraft("ko", key, body),), minutes=10)


def two_modules(body: str = "text") -> CourseDraft:
    return CourseDraft(
        (
            ModuleDraft({"ko": "하나"}, (text("a.md", body), text("a2.md")), key="one"),
            ModuleDraft({"ko": "둘"}, (text("b.md"),), key="two"),
        )
    )


@pytest.fixture
def course(app: Flask, world: World) -> int:
    """A course of two modules that the running cohort follows; its rules are the tests' business."""
    made = services.found_course(SYSTEM, centre_id=world.ids["centre"], code="rules", title={"ko": "규칙"})
    revision = services.store_revision(SYSTEM, course_id=made.id, draft=two_modules(), now=NOW)
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=made.id, revision_id=revision.id)
    return made.id


def decide(course_id: int, *rules: ModuleRule, version: int = 0) -> None:
    services.decide_plan(SYSTEM, course_id=course_id, plan=Plan(version, (PROJECT,), rules), reason="because", now=NOW)


def bind(world: World, course_id: int, day: date | None) -> None:
    services.bind_names(
        SYSTEM, course_id=course_id, cohort_id=world.ids["running"], days={"project": day, "other": TODAY}, works={}
    )


def verdict_of(world: World, who: str, course_id: int, *, preview: Preview | None = None):
    reader = access.reader_of(actor(world, who), course_id, now=NOW, preview=preview)
    return access.course_page(reader, language="ko").modules[1].verdict


def lesson(world: World, course_id: int, key: str) -> int:
    revision = access.reader_of(actor(world, "ada"), course_id, now=NOW).course.revision_id
    found = queries.lesson_by_key(revision or 0, key)
    assert found is not None
    return found


def test_a_rule_closes_and_a_day_opens(world: World, course: int) -> None:
    assert verdict_of(world, "ada", course).because is Because.NO_RULE
    decide(course, WAITS)
    assert verdict_of(world, "ada", course).because is Because.NO_DAY
    bind(world, course, TODAY + timedelta(days=2))
    assert verdict_of(world, "ada", course).because is Because.NOT_YET
    bind(world, course, TODAY)
    assert verdict_of(world, "ada", course).because is Because.ALL_MET
    rows = db.session.execute(sa.select(DeliveryBinding.kind, DeliveryBinding.name, DeliveryBinding.day)).all()
    assert rows == [("event", "project", TODAY)]


def test_staff_are_never_closed_out(world: World, course: int) -> None:
    decide(course, WAITS)
    for who in ("teacher", "mentor", "admin"):
        assert verdict_of(world, who, course).is_open


def test_a_closed_lesson_says_why_and_nobody_finishes_it(world: World, course: int) -> None:
    decide(course, WAITS)
    lesson_id = lesson(world, course, "b.md")
    with pytest.raises(access.LessonClosed) as closed:
        services.finish_lesson(actor(world, "ada"), lesson_id=lesson_id, language="ko", now=NOW)
    assert closed.value.verdict.because is Because.NO_DAY


def test_what_was_finished_stays_open(world: World, course: int) -> None:
    lesson_id = lesson(world, course, "b.md")
    services.finish_lesson(actor(world, "ada"), lesson_id=lesson_id, language="ko", now=NOW)
    decide(course, WAITS)
    page = access.lesson_for_reading(actor(world, "ada"), lesson_id, language="ko", now=NOW)
    assert page.line.verdict.because is Because.FINISHED
    with pytest.raises(access.LessonClosed):
        access.lesson_for_reading(actor(world, "bo"), lesson_id, language="ko", now=NOW)


def test_a_change_names_whom_it_would_touch(world: World, course: int) -> None:
    services.finish_lesson(actor(world, "ada"), lesson_id=lesson(world, course, "b.md"), language="ko", now=NOW)
    (cohort,) = queries.touched_by(course, Plan(0, (PROJECT,), (WAITS,)), now=NOW)
    assert (cohort.cohort.id, cohort.of) == (world.ids["running"], 4)
    assert [(person.name, person.closes) for person in cohort.people] == [
        ("Person bo", ("둘",)),
        ("Person cy", ("둘",)),
        ("Person dan", ("둘",)),
    ]


def test_every_decision_stays_and_two_at_once_conflict(world: World, course: int) -> None:
    decide(course, WAITS)
    with pytest.raises(Conflict):
        decide(course, version=0)
    decide(course, version=1)
    assert [row.version for row in queries.plans_of(course)] == [2, 1]
    assert queries.plan_of(course) == Plan(2, (PROJECT,), ())
    with pytest.raises(sa.exc.DBAPIError, match="append"), db.engine.begin() as connection:
        connection.execution_options(lms_unwatched=True).execute(sa.update(DeliveryPlan).values(reason="x"))


def test_a_senseless_plan_is_refused(world: World, course: int) -> None:
    with pytest.raises(Refused) as refused:
        decide(course, ModuleRule("a.md", after=("b.md",)))
    assert refused.value.reason is WhyNot.POINTS_FORWARD


@pytest.mark.parametrize(("who", "error"), [("ada", NotAllowed), ("teacher", NotAllowed), ("outsider", NotFound)])
def test_only_editors_decide_rules(world: World, course: int, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        services.decide_plan(actor(world, who), course_id=course, plan=Plan(), reason="", now=NOW)


def give(world: World, course_id: int, who: str = "teacher", **changed: object) -> DeliveryException:
    values: dict[str, object] = {
        "person_id": world.people["ada"],
        "module": "b.md",
        "until": TODAY + timedelta(days=1),
        "reason": "was ill",
        **changed,
    }
    return services.open_for(actor(world, who), course_id=course_id, cohort_id=world.ids["running"], now=NOW, **values)


def test_an_exception_opens_for_one_until_it_is_ended(world: World, course: int) -> None:
    decide(course, WAITS)
    first = give(world, course)
    found = verdict_of(world, "ada", course)
    assert (found.because, found.reason, found.until) == (
        Because.OPENED_FOR_YOU,
        "was ill",
        TODAY + timedelta(days=1),
    )
    assert not verdict_of(world, "bo", course).is_open
    second = give(world, course, until=TODAY, reason="one day")
    assert second.supersedes_id == first.id
    services.end_exception(actor(world, "teacher"), exception_id=second.id, now=NOW)
    assert not verdict_of(world, "ada", course).is_open
    with pytest.raises(Refused) as refused:
        services.end_exception(actor(world, "teacher"), exception_id=second.id, now=NOW)
    assert refused.value.reason is WhyNot.ENDED_ALREADY
    mine = [row.until for row in queries.exceptions_of(world.ids["running"], course)]
    assert mine == [TODAY + timedelta(days=1), TODAY, None]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"reason": " "}, WhyNot.REASON_MISSING),
        ({"until": TODAY - timedelta(days=1)}, WhyNot.ALREADY_OVER),
        ({"person_id": 0}, WhyNot.NOT_A_TRAINEE),
        ({"module": "x.md"}, WhyNot.MODULE_UNKNOWN),
    ],
)
def test_an_exception_is_refused(world: World, course: int, changed: dict[str, object], reason: WhyNot) -> None:
    with pytest.raises(Refused) as refused:
        give(world, course, **changed)
    assert refused.value.reason is reason


def test_mentors_look_and_do_not_decide(world: World, course: int) -> None:
    with pytest.raises(NotAllowed):
        give(world, course, who="mentor")
    with pytest.raises(NotFound):
        give(world, course, who="other-teacher")


class Handed:
    """A source of work for the test: one piece, handed in by Ada."""

    def __init__(self, world: World) -> None:
        self.who = world.people["ada"]

    def works_of(self, cohort_id: int) -> list[tuple[int, dict[str, str]]]:
        return [(7, {"ko": "글"})]

    def handed_in(self, work_ids, person_ids) -> frozenset[tuple[int, int]]:
        return frozenset((work, self.who) for work in work_ids)


def test_a_module_waits_for_work(world: World, course: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditions, "_sources", [Handed(world)])
    decide(course, ModuleRule("b.md", work="essay"))
    assert verdict_of(world, "ada", course).because is Because.WORK_BEFORE
    services.bind_names(
        SYSTEM, course_id=course, cohort_id=world.ids["running"], days={}, works={"essay": 7, "other": 7}
    )
    assert verdict_of(world, "ada", course).because is Because.ALL_MET
    assert verdict_of(world, "bo", course).because is Because.WORK_BEFORE


def test_a_preview_shows_the_trainees_course_on_that_day(world: World, course: int) -> None:
    decide(course, WAITS)
    bind(world, course, TODAY + timedelta(days=2))
    teacher = actor(world, "teacher")
    name = services.start_preview(
        teacher, course_id=course, cohort_id=world.ids["running"], person_id=world.people["bo"], day=TODAY
    )
    assert name == "Person bo"
    entry = db.session.scalars(sa.select(audit.AuditEntry).order_by(audit.AuditEntry.id.desc()).limit(1)).one()
    assert (entry.action, entry.after["person"]) == ("course.previewed", world.people["bo"])

    def on(day: date):
        return verdict_of(
            world, "teacher", course, preview=Preview(world.ids["running"], world.people["bo"], name, day)
        )

    assert not on(TODAY).is_open
    assert on(TODAY + timedelta(days=2)).is_open


def test_a_preview_needs_the_right(world: World, course: int) -> None:
    preview = Preview(world.ids["running"], world.people["bo"], "Bo", TODAY)
    reader = access.reader_of(actor(world, "ada"), course, now=NOW, preview=preview)
    assert (reader.person_id, reader.preview) == (world.people["ada"], None)
    with pytest.raises(NotAllowed):
        services.start_preview(
            actor(world, "ada"),
            course_id=course,
            cohort_id=world.ids["running"],
            person_id=world.people["bo"],
            day=TODAY,
        )


def test_the_class_table_counts_and_names_who_is_stuck(world: World, course: int) -> None:
    for key in ("a.md", "a2.md", "b.md"):
        for who in ("ada", "bo", "cy"):
            services.finish_lesson(actor(world, who), lesson_id=lesson(world, course, key), language="ko", now=NOW)
    pin = access.pinned_cohort_for_staff(actor(world, "teacher"), course, world.ids["running"])
    table = queries.class_progress(pin, now=NOW)
    assert (table.total, table.middle) == (3, 3)
    assert [(line.name, [cell.done for cell in line.cells], line.stuck) for line in table.lines] == [
        ("Person ada", [2, 1], None),
        ("Person bo", [2, 1], None),
        ("Person cy", [2, 1], None),
        ("Person dan", [0, 0], "not_started"),
    ]


def test_progress_remembers_the_revision_and_sees_a_change(world: World, course: int) -> None:
    ada = actor(world, "ada")
    for key in ("a.md", "a2.md"):
        services.finish_lesson(ada, lesson_id=lesson(world, course, key), language="ko", now=NOW)
    revision = services.store_revision(SYSTEM, course_id=course, draft=two_modules("other text"), now=NOW)
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=course, revision_id=revision.id)
    reader = access.reader_of(ada, course, now=NOW)
    lines = {line.key: line for line in access.course_page(reader, language="ko").lines}
    assert (lines["a.md"].is_done, lines["a.md"].is_changed) == (True, True)
    assert (lines["a2.md"].is_done, lines["a2.md"].is_changed) == (True, False)
    services.confirm_lesson(ada, lesson_id=lines["a.md"].lesson_id, language="ko", now=NOW)
    lines = {line.key: line for line in access.course_page(reader, language="ko").lines}
    assert lines["a.md"].is_changed is False
    with pytest.raises(Refused) as refused:
        services.confirm_lesson(ada, lesson_id=lines["b.md"].lesson_id, language="ko", now=NOW)
    assert refused.value.reason is WhyNot.NOT_FINISHED
