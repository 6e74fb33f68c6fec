"""Courses: revisions, readers and the command that imports."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from lms.core.actor import SYSTEM
from lms.core.errors import Refused
from lms.courses import queries, services
from lms.courses.addresses import asset_address, lesson_address
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft, WhyNot
from tests.world import NOW, World, actor


def draft(body: str) -> CourseDraft:
    lesson = LessonDraft("a.md", (TextDraft("ko", "가", body),))
    return CourseDraft((ModuleDraft({"ko": "모듈"}, (lesson,)),))


def test_the_same_content_again_changes_nothing(app: Flask, world: World) -> None:
    course = services.found_course(SYSTEM, centre_id=world.ids["centre"], code="new", title={"ko": "새"})
    course_id = course.id
    assert services.store_revision(SYSTEM, course_id=course_id, draft=draft("one"), now=NOW).number == 1
    with pytest.raises(Refused) as refused:
        services.store_revision(SYSTEM, course_id=course_id, draft=replace(draft("one"), source="x"), now=NOW)
    assert refused.value.reason is WhyNot.NOTHING_NEW
    assert services.store_revision(SYSTEM, course_id=course_id, draft=draft("two"), now=NOW).number == 2


def test_a_cohort_stays_with_its_revision(app: Flask, world: World, sign_in) -> None:
    services.store_revision(SYSTEM, course_id=world.ids["course"], draft=draft("new text"), now=NOW)
    page = sign_in("ada").get(f"/courses/{world.ids['course']}").text
    assert "One" in page
    assert "가" not in page.replace("가입", "")[page.index("<main") :].split("One")[0]


def test_relative_links_lead_to_lessons(app: Flask, world: World, sign_in) -> None:
    two = queries.lesson_by_key(world.ids["revision"], "two/README.md")
    page = sign_in("ada").get(f"/courses/lessons/{world.ids['lesson']}").text
    assert f'href="{lesson_address(two or 0)}"' in page


def test_stored_addresses_match_the_routes(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    assert adapter.match(lesson_address(7)) == ("courses.show_lesson", {"lesson_id": 7})
    path = "그림/a b.png"
    assert adapter.match(asset_address(3, path).replace("%20", " ")) == (
        "courses.show_asset",
        {"revision_id": 3, "path": asset_address(3, path).split("/", 4)[4].replace("%20", " ")},
    )


def test_finishing_counts_once(app: Flask, world: World) -> None:
    ada = actor(world, "ada")
    for _ in range(2):
        services.finish_lesson(ada, lesson_id=world.ids["lesson"], language="ko", now=NOW)
    assert queries.progress_of(world.people["ada"], world.ids["revision"], world.ids["course"]) == (1, 2)
    services.reopen_lesson(ada, lesson_id=world.ids["lesson"], language="ko", now=NOW)
    assert queries.progress_of(world.people["ada"], world.ids["revision"], world.ids["course"]) == (0, 2)


def test_a_real_course_is_imported_whole_and_once(app: Flask, world: World, shared_data: Path, tmp_path: Path) -> None:
    from lms.courses.reading import read_course

    tree = read_course(shared_data / "real-courses/courses/webdev-ko")
    course = services.found_course(SYSTEM, centre_id=world.ids["centre"], code="webdev", title={"ko": tree.title})
    course_id = course.id
    stored = services.store_revision(
        SYSTEM, course_id=course_id, draft=services.draft_of(tree, source="webdev-ko"), now=NOW
    )
    contents = queries.outline(stored.id, course_id=course_id, person_id=0, language="ko")
    expected = json.loads((shared_data / "real-courses/EXPECTED.json").read_text(encoding="utf-8"))
    assert (
        sum(line.is_listed for module in contents for line in module.lessons)
        == expected["courses"]["webdev-ko"]["n_lessons"]
        == 32
    )
    assert [module.title for module in contents] == expected["courses"]["webdev-ko"]["modules"]


def test_the_command_says_what_it_would_import(app: Flask, shared_data: Path) -> None:
    runner = app.test_cli_runner()
    path = str(shared_data / "real-courses/courses/swc-python")
    told = json.loads(runner.invoke(args=["courses", "import", path, "--dry-run", "--json"]).stdout)
    assert len(told["lessons"]) == 12
    loss = told["loss"]
    assert loss["kept"] + loss["changed"] + loss["dropped"] == loss["total"]


def test_the_command_names_what_cannot_be_read(app: Flask, tmp_path: Path) -> None:
    answer = app.test_cli_runner().invoke(args=["courses", "import", str(tmp_path / "nothing"), "--dry-run"])
    assert answer.exit_code != 0
    assert "not_found" in answer.output
