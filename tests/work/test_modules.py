"""Assignments that belong to a module of a course: chosen in the form, shown there, closed with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from lms.assessments import access, queries, services
from lms.assessments.models import ModuleAssignment
from lms.assessments.types import ModulePlace, Window
from lms.assessments.types.handing_in import WhyNotHandIn
from lms.assessments.types.setting import WhyNotSet
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import Refused
from lms.courses import services as courses
from lms.courses.delivery.types import EventKind, ModuleRule, NamedEvent, Plan
from tests.world import NOW, World, actor

KEY = "one/README.md"


def put(world: World, module: ModulePlace | None) -> None:
    task = world.ids["open_assignment"]
    setting = queries.setting_of(task)
    assert setting is not None
    services.change_assignment(
        actor(world, "teacher"),
        assignment_id=task,
        title=setting.card.title,
        brief=setting.brief,
        window=setting.card.window,
        settings=replace(setting.settings, module=module),
        strategy=setting.strategy,
    )


def close_module(world: World) -> None:
    plan = Plan(0, (NamedEvent("later", EventKind.BY_HAND),), (ModuleRule(KEY, event="later"),))
    courses.decide_plan(SYSTEM, course_id=world.ids["course"], plan=plan, reason="", now=NOW)


@pytest.mark.parametrize(
    ("text", "place"),
    [("3:a/b.md", ModulePlace(3, "a/b.md")), ("", None), ("3:", None), ("x:a", None), (":a", None), ("3", None)],
)
def test_a_module_in_a_field(text: str, place: ModulePlace | None) -> None:
    assert ModulePlace.read(text) == place
    assert place is None or place.stored() == text


def test_only_modules_that_the_cohort_follows_can_be_chosen(app: Flask, world: World) -> None:
    place = ModulePlace(world.ids["course"], KEY)
    (choice,) = access.module_choices(actor(world, "teacher"))
    assert (choice.place, choice.position, choice.cohort_ids) == (place, 0, (world.ids["running"],))
    put(world, place)
    row = db.session.get_one(ModuleAssignment, world.ids["open_assignment"])
    assert (row.course_id, row.module_key, row.module_position) == (world.ids["course"], KEY, 0)
    with pytest.raises(Refused) as refused:
        put(world, ModulePlace(world.ids["course"], "two/README.md"))
    assert refused.value.reason is WhyNotSet.NO_SUCH_MODULE
    assert queries.module_of(world.ids["open_assignment"]) == place
    put(world, None)
    assert queries.module_of(world.ids["open_assignment"]) is None


def test_work_is_shown_in_its_module_and_lesson(app: Flask, world: World, sign_in) -> None:
    put(world, ModulePlace(world.ids["course"], KEY))
    task = f'href="/assignments/{world.ids["open_assignment"]}"'
    for path in (f"/courses/{world.ids['course']}", f"/courses/lessons/{world.ids['lesson']}"):
        for who in ("ada", "teacher"):
            assert task in sign_in(who).get(path).text, (who, path)
    form = sign_in("teacher").get(f"/assignments/{world.ids['open_assignment']}/edit").text
    assert f'<option selected value="{world.ids["course"]}:{KEY}">' in form


def test_work_of_a_closed_module_waits_with_it(app: Flask, world: World, sign_in) -> None:
    task = world.ids["open_assignment"]
    services.submit_work(actor(world, "bo"), assignment_id=task, body="In before it closed", now=NOW)
    put(world, ModulePlace(world.ids["course"], KEY))
    close_module(world)
    ada = actor(world, "ada")
    for attempt in (
        lambda: services.submit_work(ada, assignment_id=task, body="Too early", now=NOW),
        lambda: services.save_draft(
            ada, assignment_id=task, body="Too early", repository="", commit_id="", epoch=0, now=NOW
        ),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.reason is WhyNotHandIn.MODULE_CLOSED
    later = NOW + timedelta(minutes=5)
    assert services.submit_work(actor(world, "bo"), assignment_id=task, body="Changed", now=later).version == 2
    page = sign_in("ada").get(f"/assignments/{task}").text
    assert "<textarea" not in page
    course = sign_in("ada").get(f"/courses/{world.ids['course']}").text
    assert f'href="/assignments/{task}"' not in course
    assert f'href="/assignments/{task}"' in sign_in("bo").get(f"/courses/{world.ids['course']}").text
    courses.open_for(
        SYSTEM,
        course_id=world.ids["course"],
        cohort_id=world.ids["running"],
        person_id=world.people["ada"],
        module=KEY,
        until=(NOW + timedelta(days=7)).date(),
        reason="was ill",
        now=NOW,
    )
    assert services.submit_work(ada, assignment_id=task, body="Now it is open", now=NOW).version == 1


def test_a_person_s_own_close_is_shown(app: Flask, world: World) -> None:
    task, course = world.ids["open_assignment"], world.ids["course"]
    put(world, ModulePlace(course, KEY))
    setting = queries.setting_of(task)
    assert setting is not None
    window: Window = setting.card.window
    until = window.closes_at + timedelta(days=2)
    services.extend(
        actor(world, "teacher"),
        assignment_id=task,
        person_ids=[world.people["ada"]],
        until=until,
        reason="ill",
        now=NOW,
    )
    for who, closes_at in (("ada", until), ("bo", window.closes_at)):
        (work,) = queries.works_in_course(course, cohort_ids=[world.ids["running"]], person_id=world.people[who])
        assert (work.id, work.module_key, work.closes_at, work.is_handed_in) == (task, KEY, closes_at, False)
    assert queries.works_in_course(course, cohort_ids=[world.ids["other"]], person_id=world.people["ada"]) == []
