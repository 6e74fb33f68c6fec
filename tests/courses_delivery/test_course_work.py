"""Modules that wait for real work of a cohort."""

from __future__ import annotations

from flask import Flask

from lms.core.actor import SYSTEM
from lms.courses import access, conditions, services
from lms.courses.delivery.types import Because, ModuleRule, Plan
from tests.world import NOW, World, actor


def test_a_module_waits_for_an_assignment_of_the_cohort(app: Flask, world: World, sign_in) -> None:
    course, cohort = world.ids["course"], world.ids["running"]
    plan = Plan(0, (), (ModuleRule("one/README.md", work="first task"),))
    services.decide_plan(SYSTEM, course_id=course, plan=plan, reason="", now=NOW)

    def because(who: str) -> Because:
        reader = access.reader_of(actor(world, who), course, now=NOW)
        return access.course_page(reader, language="en").modules[0].verdict.because

    assert because("ada") is Because.WORK_BEFORE
    choices = sign_in("teacher").get(f"/courses/{course}/cohorts/{cohort}/days").text
    for name in ("assignment", "open_assignment"):
        assert f'<option value="{world.ids[name]}"' in choices
    services.bind_names(
        SYSTEM, course_id=course, cohort_id=cohort, days={}, works={"first task": world.ids["assignment"]}
    )
    assert because("ada") is Because.ALL_MET
    services.bind_names(
        SYSTEM, course_id=course, cohort_id=cohort, days={}, works={"first task": world.ids["open_assignment"]}
    )
    assert because("ada") is Because.WORK_BEFORE


def test_only_work_of_the_cohort_can_be_named(app: Flask, world: World) -> None:
    known = {work for work, _title in conditions.works_of(world.ids["running"])}
    assert {world.ids["assignment"], world.ids["open_assignment"]} <= known
    assert known.isdisjoint(work for work, _title in conditions.works_of(world.ids["other"]))
