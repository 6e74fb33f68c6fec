"""Drafts: saved, seen by their author only, published whole, brought together with what others published."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from lms.core.errors import Conflict, NotFound, Refused
from lms.courses import queries, services
from lms.courses.models import CourseRevision
from lms.courses.services import Written
from lms.courses.types import Resource, WhyNot
from lms.courses.writing.tree import from_values, with_lesson, with_module
from tests.world import NOW, World, actor

ONE = "one/README.md"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00"
    b"\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def write(world: World, who: str, body: str, *, version: int = 0, language: str = "en", title: str = "One") -> int:
    written = Written(ONE, language, title, body, version, 12, ("to know",), (Resource("MDN", "https://example.org"),))
    return services.save_text(actor(world, who), course_id=world.ids["course"], written=written, now=NOW)


def publish(world: World, who: str, summary: str = "better words") -> CourseRevision:
    return services.publish_draft(actor(world, who), course_id=world.ids["course"], summary=summary, now=NOW)


def text(revision_id: int, key: str = ONE, language: str = "en"):
    draft = queries.draft_of_revision(revision_id)
    return next(
        text
        for module in draft.modules
        for part in module.lessons
        if part.key == key
        for text in part.texts
        if text.language == language
    )


def test_a_draft_is_published_whole_and_ends(app: Flask, world: World) -> None:
    assert write(world, "teacher", "# One\r\n\r\nnew\n\n\n") == 1
    assert write(world, "teacher", "# One\n\nnewer", version=1) == 2
    revision = publish(world, "teacher")
    assert (revision.number, revision.summary) == (2, "better words")
    stored = text(revision.id)
    assert (stored.body, stored.minutes, stored.objectives) == ("# One\n\nnewer\n", 12, ("to know",))
    assert stored.resources == (Resource("MDN", "https://example.org"),)
    assert queries.draft_row(world.ids["course"], world.people["teacher"]) is None
    assert text(revision.id, "two/README.md", "ko").body == "글"
    assert queries.pins_by_cohort(world.ids["course"]) == {world.ids["running"]: world.ids["revision"]}


def test_two_windows_lose_nothing(app: Flask, world: World) -> None:
    write(world, "teacher", "first window")
    with pytest.raises(Conflict) as conflict:
        write(world, "teacher", "second window")
    assert (conflict.value.theirs, conflict.value.ours) == ("first window\n", "second window\n")


def test_drafts_are_their_authors_own(app: Flask, world: World) -> None:
    write(world, "teacher", "secret")
    course_id, admin = world.ids["course"], actor(world, "admin")
    with pytest.raises(NotFound):
        write(world, "admin", "no draft yet")
    services.begin_draft(admin, course_id=course_id, now=NOW)
    row = queries.draft_row(course_id, world.people["admin"])
    assert row is not None
    assert queries.texts_of_lesson(row, queries.base_of(row), ONE)["en"].body != "secret\n"
    assert queries.others_drafts(course_id, world.people["admin"]) == [world.people["teacher"]]
    with pytest.raises(NotFound):
        services.begin_draft(actor(world, "outsider"), course_id=course_id, now=NOW)


def test_beginning_twice_keeps_what_was_written(app: Flask, world: World) -> None:
    write(world, "teacher", "kept")
    services.begin_draft(actor(world, "teacher"), course_id=world.ids["course"], now=NOW)
    row = queries.draft_row(world.ids["course"], world.people["teacher"])
    assert row is not None
    assert [each.body for each in queries.draft_texts(row.id).values()] == ["kept\n"]


@pytest.mark.parametrize(("choice", "expected"), [("mine", "mine\n"), ("theirs", "theirs\n")])
def test_two_authors_are_brought_together(app: Flask, world: World, choice: str, expected: str) -> None:
    course_id, teacher, admin = world.ids["course"], actor(world, "teacher"), actor(world, "admin")
    write(world, "teacher", "mine")
    services.begin_draft(admin, course_id=course_id, now=NOW)
    write(world, "admin", "theirs")
    two = Written("two/README.md", "en", "Two", "by admin", 0)
    services.save_text(admin, course_id=course_id, written=two, now=NOW)
    publish(world, "admin")
    with pytest.raises(Refused) as refused:
        publish(world, "teacher")
    assert refused.value.reason is WhyNot.DRAFT_BEHIND
    theirs = {(ONE, "en")} if choice == "theirs" else set()
    services.merge_draft(teacher, course_id=course_id, theirs=theirs, now=NOW)
    services.change_tree(
        teacher, course_id=course_id, version=None, change=lambda tree: with_module(tree, "새", "ko"), now=NOW
    )
    revision = publish(world, "teacher")
    assert revision.number == 3
    assert text(revision.id).body == expected
    assert text(revision.id, "two/README.md").body == "by admin\n"


def test_languages_come_and_go_and_one_stays(app: Flask, world: World) -> None:
    teacher, course_id = actor(world, "teacher"), world.ids["course"]
    write(world, "teacher", "하나", language="ko", title="하나")
    services.drop_text(teacher, course_id=course_id, key=ONE, language="en", now=NOW)
    with pytest.raises(Refused):
        services.drop_text(teacher, course_id=course_id, key=ONE, language="ko", now=NOW)
    with pytest.raises(NotFound):
        services.drop_text(teacher, course_id=course_id, key=ONE, language="en", now=NOW)
    revision = publish(world, "teacher")
    draft = queries.draft_of_revision(revision.id)
    assert [each.language for each in draft.modules[0].lessons[0].texts] == ["ko"]


def test_what_is_refused(app: Flask, world: World) -> None:
    teacher, course_id = actor(world, "teacher"), world.ids["course"]
    with pytest.raises(Refused) as refused:
        write(world, "teacher", "x", title="  ")
    assert refused.value.reason is WhyNot.NO_TITLE
    with pytest.raises(Refused) as refused:
        publish(world, "teacher")
    assert refused.value.reason is WhyNot.NOTHING_NEW
    with pytest.raises(Refused) as refused:
        services.change_tree(teacher, course_id=course_id, version=99, change=lambda tree: tree, now=NOW)
    assert refused.value.reason is WhyNot.DRAFT_CHANGED
    with pytest.raises(NotFound):
        services.save_text(teacher, course_id=course_id, written=Written("no.md", "ko", "t", "", 0), now=NOW)
    services.discard_draft(teacher, course_id=course_id)
    with pytest.raises(NotFound):
        services.discard_draft(teacher, course_id=course_id)


def test_an_empty_course_is_not_published(app: Flask, world: World) -> None:
    admin = actor(world, "admin")
    course_id = services.found_course(admin, centre_id=world.ids["centre"], code="empty", title={"ko": "빈"}).id
    services.begin_draft(admin, course_id=course_id, now=NOW)
    with pytest.raises(Refused) as refused:
        services.publish_draft(admin, course_id=course_id, summary="", now=NOW)
    assert refused.value.reason is WhyNot.NO_LESSON


def test_a_course_from_nothing_in_the_browser(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("admin")
    answer = browser.post("/courses/new", data={"title_ko": "새 과정", "code": "fresh", "centre": world.ids["centre"]})
    assert answer.status_code == 302
    address = answer.headers["Location"]
    assert "모듈" in browser.get(address, headers={"Accept-Language": "ko"}).text
    assert browser.post(f"{address}/modules", data={"title": "첫 모듈"}).status_code == 302
    lesson = browser.post(f"{address}/lessons", data={"title": "첫 강의", "module": "첫-모듈"}).headers["Location"]
    page = browser.get(lesson)
    assert page.status_code == 200
    key = "첫-모듈/첫-강의.md"
    language = "ko" if "language=ko" in lesson else "en"
    kept = browser.post(
        f"{address}/files",
        data={"key": key, "language": language, "file": (io.BytesIO(PNG), "그림 1.png")},
        headers={"Accept": "application/json"},
    )
    assert kept.json == {"markdown": "![그림-1.png](files/그림-1.png)"}
    data = {
        "key": key,
        "language": language,
        "title": "첫 강의",
        "body": f"안녕\n\n{kept.json['markdown']}",
        "version": 0,
    }
    saved = browser.post(f"{address}/lesson", data=data, headers={"Accept": "application/json"})
    assert saved.json == {"version": 1}
    conflict = browser.post(f"{address}/lesson", data=data)
    assert conflict.status_code == 409
    assert conflict.text.count("<textarea") == 2
    shown = browser.post(f"{address}/preview", data={**data, "body": f"<script>x</script>\n\n{kept.json['markdown']}"})
    assert "<script" not in shown.text
    assert f"{address}/files/" in shown.text
    review = browser.get(f"{address}/publish?key={key}")
    assert "<ins>" in review.text
    assert browser.post(f"{address}/publish", data={"summary": "처음"}).status_code == 302
    course_id = queries.course_by_code(world.ids["centre"], "fresh")
    revision = queries.newest_revision(course_id or 0)
    assert revision is not None
    assert "첫-모듈/files/그림-1.png" in queries.assets_of(revision.id)
    assert from_values(services_tree(revision.id)).lesson(key) is not None


def services_tree(revision_id: int) -> dict[str, object]:
    from lms.courses.writing.tree import as_values, tree_of

    return as_values(tree_of(queries.draft_of_revision(revision_id)))


def test_the_tree_is_ordered_and_shortened_by_a_form(app: Flask, world: World, sign_in) -> None:
    browser, address = sign_in("teacher"), f"/courses/{world.ids['course']}/draft"
    form = {
        "version": 1,
        "module-0": "1",
        "title-0-ko": "처음",
        "title-0-en": "First",
        "order-0-0": "2",
        "order-0-1": "1",
    }
    assert browser.post(f"{address}/order", data=form).status_code == 302
    assert browser.post(f"{address}/order", data=form).status_code == 409
    assert browser.post(f"{address}/remove", data={"lesson": "solution/README.md"}).status_code == 302
    row = queries.draft_row(world.ids["course"], world.people["teacher"])
    assert row is not None
    tree = from_values(row.tree)
    assert [leaf.key for leaf in tree.lessons] == ["two/README.md", "one/README.md"]
    assert tree.modules[0].titles == {"ko": "처음", "en": "First"}
    form = {"key": ONE, "language": "en", "title": "One", "body": "x", "version": 0, "for_staff": "1", "back": "1"}
    assert browser.post(f"{address}/lesson", data=form).status_code == 302
    assert browser.get(address).status_code == 200
    assert browser.get(f"{address}/merge").status_code == 302
    assert browser.post(f"{address}/discard").status_code == 302


def test_with_lesson_needs_a_module(app: Flask, world: World, sign_in) -> None:
    tree = with_module(from_values({"modules": [], "language": "ko"}), "m", "ko")
    assert with_lesson(tree, "m", "l", "ko")[1] == "m/l.md"
    browser, address = sign_in("teacher"), f"/courses/{world.ids['course']}/draft"
    assert browser.post(f"{address}/lessons", data={"title": ""}).headers["Location"].endswith("/draft")
