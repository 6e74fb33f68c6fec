"""From an upload to a revision: what each step stores, and what it refuses."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.core import audit, clock, files
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction
from lms.courses import queries, services
from lms.courses.importing.choosing import choice_of, chosen, plan_of
from lms.courses.importing.types import Choice, ChosenModule, ImportState
from lms.courses.models import Course, CourseImport, CourseRevision, ImportProgress, Quiz
from lms.courses.reading import read_course
from lms.courses.services import worker
from lms.courses.types import WhyNot
from tests.courses.reading.making import folder
from tests.courses_writing.making import packed
from tests.world import NOW, World, actor

COURSE = {"1-a/a.md": "# A", "1-a/b.md": "# B\n\n![x](no.png) [z](nowhere.md)", "2-b/c.md": "# C\n\n[a](../1-a/a.md)"}
ALL = Choice((ChosenModule(0, ("1-a/a.md", "1-a/b.md")), ChosenModule(1, ("2-b/c.md",))))


def upload(world: World, content: Mapping[str, str] | bytes, *, who: str = "teacher", code: str = "new") -> int:
    data = content if isinstance(content, bytes) else packed(content)
    return services.begin_import(
        actor(world, who), centre_id=world.ids["centre"], code=code, data=data, name="x.zip", language="", now=NOW
    )


def state(import_id: int) -> ImportState:
    db.session.expire_all()
    return ImportState(db.session.get_one(CourseImport, import_id).state)


def outline(course_id: int) -> list[tuple[str, list[str]]]:
    newest = queries.newest_revision(course_id)
    assert newest is not None
    draft = queries.draft_of_revision(newest.id)
    return [(module.titles["en"], [part.key for part in module.lessons if part.is_listed]) for module in draft.modules]


def test_an_upload_is_read_and_waits(app: Flask, world: World) -> None:
    import_id = upload(world, COURSE)
    row = db.session.get_one(CourseImport, import_id)
    assert row.state == ImportState.READY
    assert [module["title"] for module in row.outline["modules"]] == ["1-a", "2-b"]
    lesson = row.outline["modules"][0]["lessons"][1]
    assert (lesson["missing"], lesson["broken"]) == (["no.png"], ["nowhere.md"])
    assert db.session.scalar(select(func.count()).select_from(Course).where(Course.code == "new")) == 0


def test_what_was_chosen_is_stored_in_its_order(app: Flask, world: World) -> None:
    import_id = upload(world, COURSE)
    choice = Choice((ChosenModule(1, ("2-b/c.md", "1-a/a.md")),))
    services.choose_import(actor(world, "teacher"), import_id=import_id, choice=choice, now=NOW)
    assert state(import_id) is ImportState.DONE
    row = db.session.get_one(CourseImport, import_id)
    assert row.course_id is not None
    assert outline(row.course_id) == [("2-b", ["2-b/c.md", "1-a/a.md"])]
    assert not files.path_of(row.digest).exists()
    report = queries.newest_revision(row.course_id).report  # type: ignore[union-attr]
    dropped = [item for item in report["loss"]["items"] if item["reason"] == "switched_off"]
    assert [item["name"] for item in dropped] == ["1-a/b.md"]


def test_the_same_again_is_nothing_new(app: Flask, world: World) -> None:
    for expected in (ImportState.DONE, ImportState.SAME):
        import_id = upload(world, COURSE)
        services.choose_import(actor(world, "teacher"), import_id=import_id, choice=ALL, now=NOW)
        assert state(import_id) is expected
    count = select(func.count()).select_from(CourseRevision).join(Course).where(Course.code == "new")
    assert db.session.scalar(count) == 1


def test_what_cannot_be_read_says_why(app: Flask, world: World) -> None:
    import_id = upload(world, b"PK\x03\x04 no zip")
    row = db.session.get_one(CourseImport, import_id)
    assert (row.state, row.problem) == (ImportState.FAILED, "broken_archive")


def test_cancelling_leaves_nothing(app: Flask, world: World) -> None:
    import_id = upload(world, COURSE)
    teacher, digest = actor(world, "teacher"), db.session.get_one(CourseImport, import_id).digest
    services.cancel_import(teacher, import_id=import_id, now=NOW)
    assert state(import_id) is ImportState.CANCELLED
    assert not files.path_of(digest).exists()
    with pytest.raises(Refused) as refused:
        services.choose_import(teacher, import_id=import_id, choice=ALL, now=NOW)
    assert refused.value.reason is WhyNot.IMPORT_OVER
    with pytest.raises(Refused):
        services.cancel_import(teacher, import_id=import_id, now=NOW)


def waiting(world: World, **values: object) -> int:
    """The row of an import that its worker left."""
    row = CourseImport(
        centre_id=world.ids["centre"], code="left", person_id=world.people["teacher"], name="x.zip", size=1,
        digest=files.store(packed(COURSE)), state=ImportState.READING, outline={}, plan={}, created_at=NOW,
        changed_at=NOW,
    )  # fmt: skip
    for name, value in values.items():
        setattr(row, name, value)
    with transaction():
        db.session.add(row)
        db.session.flush()
        audit.record(SYSTEM, "course.import_begun", row)
        return row.id


def test_a_worker_that_is_gone_is_replaced(app: Flask, world: World) -> None:
    import_id = waiting(world)
    assert services.work_on_waiting(now=clock.now()) == 1
    assert state(import_id) is ImportState.READY
    assert services.work_on_waiting(now=clock.now()) == 0


def test_lost_bytes_end_the_import(app: Flask, world: World) -> None:
    import_id = waiting(world, digest="0" * 64)
    worker.work_on(import_id, now=clock.now())
    assert db.session.get_one(CourseImport, import_id).problem == "not_found"


def test_a_worker_alone_works_on_an_import(app: Flask, world: World) -> None:
    import_id = waiting(world)
    with transaction():
        db.session.add(ImportProgress(import_id=import_id, claimed_until=clock.now() + timedelta(minutes=1)))
    worker.work_on(import_id, now=clock.now())
    assert services.work_on_waiting(now=clock.now()) == 0
    assert state(import_id) is ImportState.READING


def test_cancelling_in_the_middle_stores_nothing(app: Flask, world: World) -> None:
    import_id = waiting(world, state=ImportState.STORING)
    task = worker.task_of(import_id, worker.Hours(clock.now()))
    services.cancel_import(actor(world, "teacher"), import_id=import_id, now=NOW)
    assert task is not None
    files.store(packed(COURSE))
    with pytest.raises(worker.Stopped):
        worker.carry_out(task)
    assert queries.course_by_code(world.ids["centre"], "left") is None
    assert state(import_id) is ImportState.CANCELLED


def test_an_upload_needs_a_file_a_code_and_the_right(app: Flask, world: World) -> None:
    for content, code, reason in ((b"", "x", WhyNot.EMPTY_UPLOAD), (b"x", "", WhyNot.CODE_MISSING)):
        with pytest.raises(Refused) as refused:
            upload(world, content, code=code)
        assert refused.value.reason is reason
    with pytest.raises(NotFound):
        upload(world, COURSE, who="ada")
    with pytest.raises(NotFound):
        upload(world, COURSE, who="other-teacher", code="web")
    with pytest.raises(NotFound):
        services.cancel_import(actor(world, "other-teacher"), import_id=upload(world, COURSE), now=NOW)


def test_a_founder_writes_on(app: Flask, world: World) -> None:
    import_id = upload(world, COURSE, who="other-teacher", code="own")
    services.choose_import(actor(world, "other-teacher"), import_id=import_id, choice=ALL, now=NOW)
    course_id = queries.course_by_code(world.ids["centre"], "own")
    assert course_id is not None
    services.rename_course(actor(world, "other-teacher"), course_id=course_id, titles={"ko": "제 것"})
    with pytest.raises((NotFound, NotAllowed)):
        services.rename_course(actor(world, "teacher"), course_id=course_id, titles={"ko": "내 것"})


def test_choosing_drops_and_breaks_links(tmp_path) -> None:
    tree = read_course(folder(tmp_path / "x", COURSE))
    kept = chosen(tree, Choice((ChosenModule(1, ("2-b/c.md",)),)))
    assert [lesson.key for lesson in kept.lessons] == ["2-b/c.md"]
    assert [link.leads.value for link in kept.lessons[0].main.links] == ["broken"]
    assert kept.loss.total == tree.loss.total
    assert chosen(tree, None) is tree
    assert choice_of(plan_of(ALL)) == ALL
    assert choice_of({}) is None


def test_the_pages_lead_from_upload_to_course(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("teacher")
    data = {
        "code": "paged",
        "language": "",
        "centre": world.ids["centre"],
        "file": (io.BytesIO(packed(COURSE)), "p.zip"),
    }
    answer = browser.post("/courses/imports", data=data, content_type="multipart/form-data")
    assert answer.status_code == 302
    address = answer.headers["Location"]
    page = browser.get(address).text
    assert "no.png" in page
    assert "nowhere.md" in page
    assert browser.get(f"{address}/losses?outcome=kept&q=a.md").status_code == 200
    assert "1-a/b.md" in browser.get(f"{address}/losses?format=csv").text
    form = {"module-0": "2", "module-1": "1", "on-1": "1", "order-1": "2", "in-1": "0", "on-3": "1", "in-3": "1"}
    assert browser.post(f"{address}/choose", data=form).status_code == 302
    course_id = queries.course_by_code(world.ids["centre"], "paged")
    assert course_id is not None
    assert outline(course_id) == [("2-b", ["2-b/c.md"]), ("1-a", ["1-a/a.md"])]
    assert f"/courses/{course_id}/manage" in browser.get(address).text


def test_a_form_without_a_file_keeps_what_was_typed(app: Flask, world: World, sign_in) -> None:
    answer = sign_in("teacher").post("/courses/imports", data={"code": "typed", "language": "ko"})
    assert answer.status_code == 422
    assert 'value="typed"' in answer.text


def test_progress_is_asked_for_in_parts(app: Flask, world: World, sign_in) -> None:
    import_id = waiting(world)
    browser = sign_in("teacher")
    part = browser.get(f"/courses/imports/{import_id}", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert 'hx-trigger="every 2s"' in part.text
    assert browser.post(f"/courses/imports/{import_id}/resume").status_code == 302
    done = browser.get(f"/courses/imports/{import_id}", headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"


GIFT = "::하나:: 1+1? {{=2 ~3}}\n\n::둘:: {second} {{=네 ~아니요}}"


def upload_questions(world: World, name: str, second: str) -> None:
    import_id = services.begin_import(
        actor(world, "teacher"),
        centre_id=world.ids["centre"],
        code="new",
        data=GIFT.format(second=second).encode(),
        name=name,
        language="ko",
        now=NOW,
    )
    services.choose_import(actor(world, "teacher"), import_id=import_id, choice=Choice(()), now=NOW)
    assert state(import_id) is ImportState.DONE


def test_files_of_questions_add_to_the_course_and_replace_themselves(app: Flask, world: World) -> None:
    choice_id = upload(world, COURSE)
    services.choose_import(actor(world, "teacher"), import_id=choice_id, choice=ALL, now=NOW)
    for name, second in (("one.gift", "2는 짝수?"), ("two.gift", "3은 홀수?"), ("one.gift", "4는 짝수?")):
        upload_questions(world, name, second)
    course_id = queries.course_by_code(world.ids["centre"], "new")
    assert course_id is not None
    newest = queries.newest_revision(course_id)
    assert newest is not None
    assert newest.number == 4
    assert [keys for _title, keys in outline(course_id)] == [["1-a/a.md", "1-a/b.md"], ["2-b/c.md"]]
    prompts = {
        quiz["key"]: [question["prompt"] for question in quiz["versions"][0]["questions"]] for quiz in newest.quizzes
    }
    assert prompts == {"one/01": ["1+1?", "4는 짝수?"], "two/01": ["1+1?", "3은 홀수?"]}
    stored = db.session.scalars(select(Quiz.key).where(Quiz.course_id == course_id).order_by(Quiz.key)).all()
    assert list(stored) == ["one/01", "two/01"]
