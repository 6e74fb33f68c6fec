"""Encodings and front matter as they come."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.courses.reading import read_course
from lms.courses.reading.text.decoding import decode
from lms.courses.reading.text.frontmatter import Document, number_of, split
from tests.core.markdown.shared_data import need

TITLES = {
    "bom.md": "BOM 있음",
    "crlf.md": "줄바꿈",
    "dots_end.md": "점",
    "dup_keys.md": "b",
    "empty.md": "empty",
    "hr_first.md": "제목",
    "html_title.md": "<img src=x onerror=window.__xss=1>",
    "list_title.md": "list title",
    "norway.md": "no",
    "py_tag.md": "t",
    "tab.md": "tab",
    "toml.md": "토믈",
    "unclosed.md": "본문",
    "yaml_bomb.md": "t",
}


@pytest.mark.parametrize("name", [*TITLES, "long_title.md"])
def test_front_matter_files(name: str) -> None:
    course = read_course(need("nasty", "frontmatter", name))
    title = course.lessons[0].title
    assert title == TITLES.get(name) or (name == "long_title.md" and len(title) == 200 and title.endswith("…"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("tab.md", "front_matter_ignored"),
        ("yaml_bomb.md", "front_matter_ignored"),
        ("long_title.md", "title_shortened"),
    ],
)
def test_lost_front_matter_is_told(name: str, reason: str) -> None:
    loss = read_course(need("nasty", "frontmatter", name)).loss
    assert [(item.outcome.value, item.reason) for item in loss.items] == [("changed", reason)]


def test_every_front_matter_file_is_named_here() -> None:
    assert {path.name for path in need("nasty", "frontmatter").iterdir()} == {*TITLES, "long_title.md"}


@pytest.mark.parametrize(
    ("name", "title", "reason"),
    [
        ("cp949.md", "한글 강의", "encoding:cp949"),
        ("invalid_utf8.md", "한\ufffd", "encoding:damaged"),
        ("nul.md", "a\ufffdb", "encoding:damaged"),
        ("utf16le.md", "제목", "encoding:utf-16-le"),
    ],
)
def test_encodings(name: str, title: str, reason: str) -> None:
    course = read_course(need("nasty", "encoding", name))
    assert course.lessons[0].title.startswith(title[:2])
    assert [item.reason for item in course.loss.items] == [reason]


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        (b"\xef\xbb\xbfa\r\nb\rc", "a\nb\nc", ""),
        ("가".encode(), "가", ""),
        ("가나".encode("cp949"), "가나", "cp949"),
        ("가".encode("utf-16"), "가", "utf-16-le"),
        (b"\xff", "\ufffd", "damaged"),
    ],
)
def test_decode(data: bytes, text: str, note: str) -> None:
    assert decode(data) == (text, note)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: 1\nb: [x, y]\n---\n\n글\n", Document({"a": "1", "b": ["x", "y"]}, "글\n")),
        ("+++\na = 1\nb = true\n+++\n글", Document({"a": "1", "b": "true"}, "글\n")),
        ('<!--\nX_META:\n{"a": {"b": 2}}\n-->\n# 글', Document({"a": {"b": "2"}}, "# 글\n")),
        ("<!-- 말 -->\n글", Document({}, "<!-- 말 -->\n글\n")),
        ("---\n\n글\n\n---\n끝", Document({}, "---\n\n글\n\n---\n끝\n")),
        ("---\na: [\n---\n글", Document({}, "글\n", broken=True)),
        ("글\n---\na: 1\n---\n", Document({}, "글\n---\na: 1\n---\n")),
        ("", Document({}, "")),
    ],
)
def test_split(text: str, expected: Document) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("value", "number"), [("2", 2), ("20 min", 20), ("1.5", 1.5), ("열", None), ("2024-01-01", 2024), ("v2", None)]
)
def test_numbers(value: str, number: float | None) -> None:
    assert number_of({"a": value}, "a") == number


def test_unknown_keys_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: 가\nminutes: 15\nlevel: 초급\ntags: [a, b]\nobjectives:\n  - 하나\n---\n글")
    version = read_course(path).lessons[0].main
    assert (version.title, version.minutes, version.objectives) == ("가", 15, ("하나",))
    assert version.extra == {"level": "초급", "tags": ["a", "b"]}
