"""A course that is written and read again is the same course."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from lms.courses.reading import Problem, Unreadable, read_course, write_course
from lms.courses.reading.types import CourseTree
from tests.core.markdown.shared_data import need
from tests.courses.reading.making import folder

SOURCES = [
    (("real-courses", "courses", "swc-python"), None),
    (("real-courses", "courses", "iot-ko"), "ko"),
    (("real-courses", "courses", "webdev-ko"), "ko"),
    (("real-courses", "courses", "ossu-cs"), None),
    (("real-courses", "courses", "interview-ko"), "ko"),
    (("real-courses", "courses", "webdev-ko", "teaching-files", "webdev-moodle.mbz"), None),
    (("nasty", "containers", "course-1.imscc"), None),
    (("nasty", "containers", "all-question-types.imscc"), None),
    (("nasty", "containers", "quiz_ko.gift.txt"), None),
    (("nasty", "frontmatter"), None),
]


def again(course: CourseTree, tmp_path: Path) -> CourseTree:
    path = tmp_path / "course.zip"
    path.write_bytes(write_course(course))
    return read_course(path)


@pytest.mark.parametrize(("parts", "language"), SOURCES, ids=[parts[-1] for parts, _ in SOURCES])
def test_round_trip(tmp_path: Path, parts: tuple[str, ...], language: str | None) -> None:
    course = read_course(need(*parts), language=language)
    back = again(course, tmp_path)
    for ours, theirs in zip((*course.lessons, *course.pages), (*back.lessons, *back.pages), strict=True):
        assert ours == theirs
    assert back == course
    assert write_course(back) == write_course(course)


def test_nothing_is_lost_on_the_second_way(tmp_path: Path) -> None:
    course = read_course(need("real-courses", "courses", "webdev-ko"), language="ko")
    back = again(course, tmp_path)
    assert {item.outcome.value for item in back.loss.items} == {"kept"}


def test_a_changed_order_and_title_are_kept(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "1-a/x.md": "# x\n\n[y](y.md)",
        "1-a/y.md": "# y",
        "2-b/solution.md": "# s",
        "2-b/z.md": "# z",
    }
    course = read_course(folder(tmp_path / "c", files))
    first, second = course.modules
    changed = replace(
        course,
        title="새 이름: 1.10",
        extra={"licence": "CC BY"},
        modules=(replace(second, title="no"), replace(first, title="첫째", lessons=first.lessons[::-1])),
    )
    assert again(changed, tmp_path) == changed


def test_the_zip_is_markdown_with_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 가\nteaching: 10\nexercises: 5\nlevel: 1.10\n---\n글\n")
    with zipfile.ZipFile(io.BytesIO(write_course(read_course(tmp_path / "a.md")))) as archive:
        assert archive.namelist() == ["course.json", "a.md"]
        text = archive.read("a.md").decode()
    assert text == (
        "---\ntitle: 가\nlanguage: ko\nminutes: 15\nvisibility: trainee\nteaching: '10'\nexercises: '5'\nlevel: '1.10'\n---\n\n글\n"
    )


@pytest.mark.parametrize("change", [{"modules": 1}, {"pages": None}, {"quizzes": [{}]}, {"modules": [{"key": "a"}]}])
def test_a_broken_manifest_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    manifest = {
        "format": "baeum-course/1",
        "title": "t",
        "language": "ko",
        "modules": [],
        "pages": [],
        "quizzes": [],
    } | change
    top = folder(tmp_path / "c", {"course.json": json.dumps(manifest), "a.md": "# a"})
    with pytest.raises(Unreadable) as caught:
        read_course(top)
    assert caught.value.problem is Problem.BROKEN_MANIFEST
