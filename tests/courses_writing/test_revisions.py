"""Revisions: what differs, old ones restored, copies, cohorts that are moved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from lms.core.actor import SYSTEM
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.courses import queries, services
from lms.courses.comparing import compare
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft, WhyNot
from tests.world import NOW, World, actor


def lesson(key: str, body: str = "글", **named: object) -> LessonDraft:
    return replace(LessonDraft(key, (TextDraft("ko", key.upper(), body),)), **named)  # type: ignore[arg-type]


def course(*modules: tuple[str, list[LessonDraft]], **named: object) -> CourseDraft:
    draft = CourseDraft(tuple(ModuleDraft({"ko": title}, tuple(lessons), title) for title, lessons in modules))
    return replace(draft, **named)  # type: ignore[arg-type]


OLD = course(("m", [lesson("a"), lesson("b"), lesson("c"), lesson("d")]), ("n", [lesson("e")]))


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, []),
        (course(("m", [lesson("a"), lesson("c"), lesson("d")]), ("n", [lesson("e")])), [("b", "removed")]),
        (course(("m", [lesson(k) for k in "abxcd"]), ("n", [lesson("e")])), [("x", "added")]),
        (course(("m", [lesson(k) for k in "dabc"]), ("n", [lesson("e")])), [("d", "moved")]),
        (course(("m", [lesson(k) for k in "abc"]), ("n", [lesson("e"), lesson("d")])), [("d", "moved")]),
        (course(("m", [lesson("a", "새 글"), *map(lesson, "bcd")]), ("n", [lesson("e")])), [("a", "text")]),
        (course(("m", [lesson("a", minutes=9), *map(lesson, "bcd")]), ("n", [lesson("e")])), [("a", "settings")]),
        (
            course(("m", [lesson("a", is_for_staff=True), *map(lesson, "bcd")]), ("n", [lesson("e")])),
            [("a", "settings")],
        ),
    ],
)
def test_what_differs(new: CourseDraft, expected: list[tuple[str, str]]) -> None:
    found = compare(OLD, new, language="ko")
    words = [
        (
            change.key,
            "added" if change.is_added
            else "removed" if change.is_removed
            else "moved" if change.is_moved
            else "text" if change.languages
            else "settings",
        )
        for change in found.changes
    ]  # fmt: skip
    assert words == expected
    assert found.is_empty == (not expected)


def test_modules_and_files_differ() -> None:
    found = compare(
        OLD, course(("m", list(map(lesson, "abcd"))), ("o", [lesson("e")]), assets={"x": b"1"}), language="ko"
    )
    assert (found.modules_added, found.modules_removed, found.assets_changed) == (("o",), ("n",), 1)
    assert [(change.key, change.is_moved) for change in found.changes] == [("e", True)]
    assert found.touching() == frozenset()


@pytest.fixture
def two(app: Flask, world: World) -> tuple[int, int, int]:
    """A course with two revisions: course, first, second. The second changes lesson one and drops lesson two."""
    course_id, first = world.ids["course"], world.ids["revision"]
    draft = queries.draft_of_revision(first)
    one, _two, staff = draft.modules[0].lessons
    changed = replace(one, texts=(replace(one.texts[0], body="# One\n\nother words\n"),))
    modules = (replace(draft.modules[0], lessons=(changed, staff)),)
    second = services.store_revision(SYSTEM, course_id=course_id, draft=replace(draft, modules=modules), now=NOW)
    return course_id, first, second.id


def test_an_old_revision_becomes_the_newest(two: tuple[int, int, int], world: World) -> None:
    course_id, first, _second = two
    stored = services.restore_revision(actor(world, "admin"), revision_id=first, summary="again", now=NOW)
    assert stored.number == 3
    assert stored.summary == "again"
    assert compare(queries.draft_of_revision(first), queries.draft_of_revision(stored.id), language="en").is_empty
    with pytest.raises(Refused) as refused:
        services.restore_revision(actor(world, "admin"), revision_id=stored.id, summary="", now=NOW)
    assert refused.value.reason is WhyNot.NOTHING_NEW
    assert [line.number for line in queries.revisions_of(course_id)] == [3, 2, 1]


def test_a_copy_lives_its_own_life(two: tuple[int, int, int], world: World) -> None:
    course_id, _first, second = two
    admin, centre = actor(world, "admin"), world.ids["centre"]
    taken = services.copy_course(admin, course_id=course_id, centre_id=centre, code="copy", titles={"ko": "x"}, now=NOW)
    assert (taken.number, taken.course_id != course_id) == (1, True)
    copied = queries.draft_of_revision(taken.revision_id or 0)
    assert compare(queries.draft_of_revision(second), copied, language="en").is_empty
    for code, reason in (("copy", WhyNot.CODE_TAKEN), ("", WhyNot.CODE_MISSING)):
        with pytest.raises(Refused) as refused:
            services.copy_course(admin, course_id=course_id, centre_id=centre, code=code, titles={}, now=NOW)
        assert refused.value.reason is reason
    with pytest.raises(NotFound):
        services.copy_course(
            admin, course_id=course_id, centre_id=world.ids["centre"] + 1, code="far", titles={}, now=NOW
        )


def test_moving_a_cohort_lists_finished_work_first(two: tuple[int, int, int], world: World, sign_in) -> None:
    course_id, _first, second = two
    services.finish_lesson(actor(world, "ada"), lesson_id=world.ids["lesson"], language="en", now=NOW)
    browser = sign_in("teacher")
    query = {"cohort": world.ids["running"], "revision": second}
    page = browser.get(f"/courses/{course_id}/move", query_string=query).text
    assert "Person ada" in page
    assert "Person bo" not in page[page.index("<main") :]
    assert browser.post(f"/courses/{course_id}/move", data=query).status_code == 302
    assert queries.pins_by_cohort(course_id) == {world.ids["running"]: second}


def test_a_cohort_is_moved_by_those_who_teach_it(two: tuple[int, int, int], world: World) -> None:
    course_id, _first, second = two
    pin = {"course_id": course_id, "revision_id": second}
    for who, cohort, error in (
        ("ada", "running", NotAllowed),
        ("mentor", "running", NotAllowed),
        ("other-teacher", "running", NotFound),
        ("other-teacher", "other", NotFound),
        ("other-admin", "elsewhere", NotFound),
    ):
        with pytest.raises(error):
            services.pin_cohort(actor(world, who), cohort_id=world.ids[cohort], **pin)
    services.pin_cohort(actor(world, "teacher"), cohort_id=world.ids["running"], **pin)
    services.pin_cohort(actor(world, "admin"), cohort_id=world.ids["other"], **pin)
    assert set(queries.pins_by_cohort(course_id).values()) == {second}


def test_titles_change_and_never_vanish(app: Flask, world: World) -> None:
    admin, course_id = actor(world, "admin"), world.ids["course"]
    services.rename_course(admin, course_id=course_id, titles={"ko": " 새 제목 ", "en": ""})
    assert queries.writers_rows([world.ids["centre"]])[0].title == {"ko": "새 제목"}
    with pytest.raises(Refused) as refused:
        services.rename_course(admin, course_id=course_id, titles={"ko": " "})
    assert refused.value.reason is WhyNot.NO_TITLE


def test_pages_of_revisions(two: tuple[int, int, int], world: World, sign_in) -> None:
    course_id, first, second = two
    browser = sign_in("admin")
    assert browser.get(f"/courses/{course_id}/manage").status_code == 200
    page = browser.get(
        f"/courses/{course_id}/compare", query_string={"old": first, "new": second, "key": "one/README.md"}
    )
    assert "<ins>" in page.text
    assert "two" in page.text.lower()
    assert browser.get(f"/courses/{course_id}/compare", query_string={"old": 10_000}).status_code == 404
    assert browser.post(f"/courses/revisions/{first}/restore").status_code == 302
    answer = browser.post(f"/courses/{course_id}/copy", data={"code": "web-copy"})
    assert answer.status_code == 302
    assert browser.get(answer.headers["Location"]).status_code == 200
