"""A course given away as a zip comes back as the same course."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from lms.core import files
from lms.core.actor import SYSTEM
from lms.core.errors import NotAllowed, NotFound
from lms.courses import queries, services
from lms.courses.digest import digest_of
from lms.courses.reading import read_course
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, Resource, TextDraft
from lms.demo.lessons import CONTENT, read_folder
from tests.world import NOW, World, actor

REAL = ("swc-python", "iot-ko", "webdev-ko", "ossu-cs", "interview-ko")


def there_and_back(draft: CourseDraft, world: World, tmp_path: Path) -> services.Taken:
    centre = world.ids["centre"]
    first = services.take_in(SYSTEM, centre_id=centre, code="x", titles={"ko": "가", "en": "A"}, draft=draft, now=NOW)
    packed = tmp_path / "course.zip"
    packed.write_bytes(services.export_course(SYSTEM, course_id=first.course_id))
    tree = read_course(packed)
    again = services.draft_of(tree, source="course.zip")
    assert digest_of(again) == digest_of(draft)
    assert services.titles_of(tree) == {"ko": "가", "en": "A"}
    return services.take_in(SYSTEM, centre_id=centre, code="x", titles={"ko": "x"}, draft=again, now=NOW)


@pytest.mark.parametrize("name", REAL)
def test_real_courses_come_back(app: Flask, world: World, shared_data: Path, tmp_path: Path, name: str) -> None:
    tree = read_course(shared_data / "real-courses/courses" / name)
    assert there_and_back(services.draft_of(tree, source=name), world, tmp_path).number is None


@pytest.mark.parametrize("folder", sorted(path.name for path in CONTENT.iterdir() if path.is_dir()))
def test_demo_courses_come_back(app: Flask, world: World, tmp_path: Path, folder: str) -> None:
    assert there_and_back(read_folder(CONTENT / folder), world, tmp_path).number is None


def test_everything_that_can_be_written_comes_back(app: Flask, world: World, tmp_path: Path) -> None:
    text = TextDraft(
        "ko",
        "제목: '따옴표' & #기호",
        "# 제목\n\n---\n\n본문\n",
        minutes=15,
        objectives=("하나: 둘", "- 셋"),
        resources=(Resource("문서", "https://example.org/a"), Resource("파일", "files/a.pdf")),
        extra={"tags": ["a", "no"], "weight": "3"},
    )
    other = TextDraft("en", "Title", "---\ntitle: not front matter\n---\n\ntext\n")
    lessons = (
        LessonDraft("m/a.md", (text, other), minutes=15),
        LessonDraft("m/answers.md", (TextDraft("ko", "정답", "비밀\n"),), is_for_staff=True),
        LessonDraft("m/open.md", (TextDraft("ko", "열림", ""),), is_listed=False, kind="page", beside="m/a.md"),
    )
    modules = (ModuleDraft({"ko": "모듈", "en": "Module"}, lessons, "m"), ModuleDraft({"ko": "빈 모듈"}, (), "n"))
    draft = CourseDraft(modules, assets={"files/a.pdf": b"%PDF-", "unused.bin": b"\x00\x01"})
    assert there_and_back(draft, world, tmp_path).number is None


def test_an_export_is_for_those_who_write_the_course(app: Flask, world: World) -> None:
    with pytest.raises(NotAllowed):
        services.export_course(actor(world, "ada"), course_id=world.ids["course"])
    with pytest.raises(NotFound):
        services.export_course(actor(world, "outsider"), course_id=world.ids["course"])
    with pytest.raises(NotFound):
        services.export_course(SYSTEM, course_id=world.ids["course"], revision_id=10_000)


def test_a_stored_revision_reads_back_as_the_draft_it_was(app: Flask, world: World) -> None:
    stored = queries.newest_revision(world.ids["course"])
    assert stored is not None
    assert digest_of(queries.draft_of_revision(stored.id)) == stored.digest


def test_the_commands_export_and_import(app: Flask, world: World, tmp_path: Path) -> None:
    runner, target = app.test_cli_runner(), str(tmp_path / "web.zip")
    files.store(b"\x89PNG\r\n\x1a\n" + b"0" * 20)  # the world's picture lies in another folder
    answer = runner.invoke(args=["courses", "export", "--course", "web", "--centre", "here", target])
    assert answer.exit_code == 0, answer.output
    again = runner.invoke(args=["courses", "import", target, "--course", "web", "--centre", "here"])
    assert "nothing new" in again.output
    unknown = runner.invoke(args=["courses", "export", "--course", "nope", "--centre", "here", target])
    assert unknown.exit_code != 0
    assert "nope" in unknown.output
