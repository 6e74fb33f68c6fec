"""What reading asks of the database: the same few statements, whatever the size of the course."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.courses import access, services
from lms.courses.delivery.types import EventKind, ModuleRule, NamedEvent, Plan
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft
from tests.world import NOW, World, actor


def course_of(world: World, size: int) -> tuple[int, int]:
    """A course of ``size`` modules with rules, its first lesson finished; with that lesson."""
    modules = tuple(
        ModuleDraft(
            {"ko": f"모듈 {number}"},
            tuple(LessonDraft(f"{number}/{place}.md", (TextDraft("ko", "차시", "글"),)) for place in range(3)),
            key=str(number),
        )
        for number in range(size)
    )
    course_id = services.found_course(SYSTEM, centre_id=world.ids["centre"], code=f"s{size}", title={"ko": "과정"}).id
    revision = services.store_revision(SYSTEM, course_id=course_id, draft=CourseDraft(modules), now=NOW)
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=course_id, revision_id=revision.id)
    rules = tuple(ModuleRule(f"{number}/0.md", "start", (f"{number - 1}/0.md",)) for number in range(1, size))
    plan = Plan(0, (NamedEvent("start", EventKind.CLASS_DAY),), rules)
    services.decide_plan(SYSTEM, course_id=course_id, plan=plan, reason="", now=NOW)
    ada = actor(world, "ada")
    page = access.course_page(access.reader_of(ada, course_id, now=NOW), language="ko")
    lesson_id = page.lines[0].lesson_id
    services.finish_lesson(ada, lesson_id=lesson_id, language="ko", now=NOW)
    return course_id, lesson_id


def statements(browser, address: str) -> int:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    db.session.remove()
    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert browser.get(address).status_code == 200
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_statements_do_not_grow_with_the_course(app: Flask, world: World, sign_in) -> None:
    small, large = course_of(world, 2), course_of(world, 30)
    trainee, teacher = sign_in("ada"), sign_in("teacher")
    for browser, address, budget in (
        (trainee, "/courses/{0}", 12),
        (trainee, "/courses/lessons/{1}", 10),
        (teacher, f"/courses/{{0}}/cohorts/{world.ids['running']}/progress", 15),
    ):
        few = statements(browser, address.format(*small))
        assert statements(browser, address.format(*large)) == few
        assert few <= budget, address
