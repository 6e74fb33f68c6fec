"""Files of lessons that are closed are closed with them."""

from __future__ import annotations

import pytest
from flask import Flask

from lms.core.actor import SYSTEM
from lms.courses import services
from lms.courses.delivery.types import EventKind, ModuleRule, NamedEvent, Plan
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, Resource, TextDraft
from tests.world import NOW, World

PATHS = (
    "img/open.png",
    "img/both.png",
    "img/closed.png",
    "files/later.pdf",
    "files/linked.txt",
    "key.txt",
    "spare.txt",
)


def text(key: str, *, images: tuple[str, ...] = (), links: tuple[str, ...] = (), offers: tuple[str, ...] = ()):
    return TextDraft(
        "en",
        key,
        "text",
        images={path: path for path in images},
        links={path: f"{path}#page" for path in links},
        resources=tuple(Resource(path, path) for path in offers),
    )


@pytest.fixture
def revision(app: Flask, world: World) -> int:
    """An open module, one that waits for a day without a date, and a lesson for staff."""
    open_, both, closed, later, linked, key, _spare = PATHS
    modules = (
        ModuleDraft({"en": "One"}, (LessonDraft("a.md", (text("a", images=(open_, both)),)),)),
        ModuleDraft(
            {"en": "Two"},
            (LessonDraft("b.md", (text("b", images=(both, closed), links=(linked,), offers=(later,)),)),),
        ),
        ModuleDraft(
            {"en": "Three"},
            (
                LessonDraft("c.md", (text("c"),)),
                LessonDraft("d.md", (text("d", links=(key,)),), is_for_staff=True),
            ),
        ),
    )
    course = services.found_course(SYSTEM, centre_id=world.ids["centre"], code="files", title={"en": "Files"}).id
    draft = CourseDraft(modules, {path: path.encode() for path in PATHS})
    stored = services.store_revision(SYSTEM, course_id=course, draft=draft, now=NOW).id
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=course, revision_id=stored)
    plan = Plan(0, (NamedEvent("later", EventKind.BY_HAND),), (ModuleRule("b.md", event="later"),))
    services.decide_plan(SYSTEM, course_id=course, plan=plan, reason="", now=NOW)
    return stored


@pytest.mark.parametrize(
    ("who", "answers"),
    [
        ("ada", (200, 200, 404, 404, 404, 404, 200)),
        ("teacher", (200,) * 7),
        ("admin", (200,) * 7),
        ("outsider", (404,) * 7),
    ],
)
def test_a_file_opens_with_a_lesson_that_shows_it(
    world: World, sign_in, revision: int, who: str, answers: tuple[int, ...]
) -> None:
    browser = sign_in(who)
    found = []
    for path in PATHS:
        answer = browser.get(f"/courses/assets/{revision}/{path}")
        found.append(answer.status_code)
        answer.close()
    assert tuple(found) == answers
