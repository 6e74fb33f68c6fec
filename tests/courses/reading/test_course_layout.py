"""Modules, order, titles, languages, roles: one small course for each way of laying it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.courses.reading import read_course
from lms.courses.reading.layout.languages import language_folders, place_of
from lms.courses.reading.layout.names import clean_title, is_for_instructors, natural
from lms.courses.reading.types import CourseTree
from tests.courses.reading.making import folder


def outline(course: CourseTree) -> list[tuple[str, list[str]]]:
    return [(module.title, [lesson.title for lesson in module.lessons]) for module in course.modules]


CASES: dict[str, tuple[dict[str, str | bytes], list[tuple[str, list[str]]]]] = {
    "flat with numbers": (
        {"1.10 열.md": "", "1.9 아홉.md": "", "1.1 하나.md": "", "README.md": "# 과정"},
        [("", ["하나", "아홉", "열"])],
    ),
    "folders": (
        {"week2/b.md": "# b", "week1/a.md": "# a", "week10/c.md": "# c", "about.md": "# x"},
        [("week1", ["a"]), ("week2", ["b"]), ("week10", ["c"])],
    ),
    "a folder for each lesson": (
        {
            "1-a/1-x/README.md": "# x",
            "1-a/1-x/assignment.md": "# 과제",
            "1-a/1-x/more.md": "# 더",
            "1-a/2-y/README.md": "# y",
            "2-b/1-z/README.md": "# z",
            "2-b/1-z/solution/README.md": "# 답",
            "quiz-app/README.md": "# 앱",
            "README.md": "# 과정",
        },
        [("1-a", ["x", "y"]), ("2-b", ["z"])],
    ),
    "lessons folders": (
        {"1-a/README.md": "# a", "1-a/lessons/1-x/README.md": "# x", "2-b/lessons/1-y/README.md": "# y"},
        [("1-a", ["x"]), ("2-b", ["y"])],
    ),
    "one lesson in each folder": (
        {f"{number:02d}-a/README.md": f"# {number}" for number in range(1, 7)},
        [("", ["1", "2", "3", "4", "5", "6"])],
    ),
    "docs": (
        {"README.md": "# p", "docs/a/1.md": "# 1", "docs/a/2.md": "# 2", "docs/b/3.md": "# 3"},
        [("a", ["1", "2"]), ("b", ["3"])],
    ),
    "weights": (
        {
            "b/_index.md": "---\ntitle: 둘째\nweight: 2\n---\n",
            "b/x.md": '---\ntitle: x\nweight: "2"\n---\n',
            "b/y.md": "---\ntitle: y\nweight: 1\n---\n",
            "a/_index.md": "---\ntitle: 첫째\nweight: 10\n---\n소개",
            "a/z.md": "---\ntitle: z\nweight: 1\n---\n",
        },
        [("둘째", ["y", "x"]), ("첫째", ["첫째", "z"])],
    ),
    "part and letter": (
        {
            "p/3.md": "---\npart: 1\nletter: a\n---\n# 1a",
            "p/1.md": "---\npart: 1\nletter: b\n---\n# 1b",
            "q/2.md": "---\npart: 2\nletter: a\n---\n# 2a",
        },
        [("p", ["1a", "1b"]), ("q", ["2a"])],
    ),
    "links of the index": (
        {"README.md": "# c\n\n[z](z.md) [a](a.md) [m](m.md)", "a.md": "# a", "m.md": "# m", "z.md": "# z"},
        [("", ["z", "a", "m"])],
    ),
    "summary with sections": (
        {
            "SUMMARY.md": "# Summary\n\n* [소개](README.md)\n* [하나](a/README.md)\n  * [가](a/x.md)\n  * [나](a/y.md)\n* [둘](b/README.md)\n  * [다](b/z.md)\n",
            **dict.fromkeys(("README.md", "a/README.md", "a/x.md", "a/y.md", "b/README.md", "b/z.md"), "글"),
        },
        [("", ["소개"]), ("하나", ["하나", "가", "나"]), ("둘", ["둘", "다"])],
    ),
    "summary with parts": (
        {
            "src/SUMMARY.md": "# 차례\n\n# 첫째 부분\n\n- [x](x.md)\n  - [y](y.md)\n\n# 둘째 부분\n\n- [z](z.md)\n",
            "src/x.md": "",
            "src/y.md": "",
            "src/z.md": "",
        },
        [("첫째 부분", ["x", "y"]), ("둘째 부분", ["z"])],
    ),
    "carpentries": (
        {
            "config.yaml": "title: '과목'\nepisodes:\n- b.md\n- a.md\n",
            "episodes/a.md": "---\ntitle: A\n---\n",
            "episodes/b.md": "---\ntitle: B\n---\n",
            "index.md": "x",
        },
        [("과목", ["B", "A"])],
    ),
    "mkdocs": (
        {
            "mkdocs.yml": "site_name: s\nnav:\n  - 처음: index.md\n  - 기초:\n      - 변수: b/v.md\n      - b/w.md\nplugins: !!python/name:x\n",
            "docs/index.md": "x",
            "docs/b/v.md": "x",
            "docs/b/w.md": "# W",
        },
        [("", ["처음"]), ("기초", ["변수", "W"])],
    ),
    "jupyter book": (
        {"_toc.yml": "parts:\n- caption: 부\n  chapters:\n  - file: b\n  - file: a\n", "a.md": "# A", "b.md": "# B"},
        [("부", ["B", "A"])],
    ),
    "not lessons": (
        {
            "a/x.md": "# x",
            "a/CODE_OF_CONDUCT.md": "# n",
            "a/LICENSE.md": "# n",
            ".github/a.md": "# n",
            "a/assignment.md": "# n",
            "a/for-teachers.md": "# n",
        },
        [("a", ["x"])],
    ),
    "titles": (
        {
            "a/1.md": "[![b](https://x/b.svg)](https://x)\n\n# **굵은** [제목](x) `코드` &amp; \\*\n",
            "a/2.md": "<!-- 말 -->\n\n글\n\n## 절\n",
            "a/03-my_first-file.md": "글",
            "a/4.md": "제목\n===\n\n# 둘째",
        },
        [("a", ["굵은 제목 코드 & *", "2", "my first file", "제목"])],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_layouts(tmp_path: Path, name: str) -> None:
    files, expected = CASES[name]
    assert outline(read_course(folder(tmp_path / "c", files))) == expected


def test_one_page_of_links_is_the_course(tmp_path: Path) -> None:
    links = "\n".join(f"- [c{number}](https://example.org/{number})" for number in range(60))
    files = {
        "README.md": f"# 차례\n\n{links}\n[더](extra/a.md)",
        "extra/a.md": "# a",
        "FAQ.md": "# f",
        "docs/b.md": "# b",
    }
    course = read_course(folder(tmp_path / "ossu", files))
    assert outline(course) == [("", ["차례"])]
    assert [page.title for page in course.pages] == ["f", "a"]


def test_language_versions_of_one_lesson(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "1-a/1-x/README.md": "# Hello there, reader",
        "1-a/1-x/translations/README.ko.md": "# 안녕하세요\n\n![그림](../images/a.png)",
        "1-a/1-x/translations/README.ja.md": "# こんにちは",
        "1-a/1-x/images/a.png": b"x",
        "2-b/1-y/README.md": "# Only English here",
    }
    course = read_course(folder(tmp_path / "c", files), language="ko")
    assert [(version.language, version.title) for version in course.lessons[0].versions] == [
        ("ko", "안녕하세요"),
        ("en", "Hello there, reader"),
    ]
    assert course.lessons[1].main.language == "en"
    assert [image.path for image in course.lessons[0].main.images] == ["1-a/1-x/images/a.png"]
    assert ("1-a/1-x/translations/README.ja.md", "other_language") in {
        (item.name, item.reason) for item in course.loss.items
    }


def test_untranslated_lessons_keep_their_place(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for number in (1, 2, 3):
        files[f"{number}-a/{number}-x/README.md"] = f"# English title {number}"
        files[f"{number}-a/{number}-y/README.md"] = f"# English other {number}"
        if number != 2:
            files[f"translations/ko/{number}-a/{number}-x/README.md"] = f"# 제목 {number}"
            files[f"translations/ja/{number}-a/{number}-x/README.md"] = f"# 題 {number}"
    course = read_course(folder(tmp_path / "c", files), language="ko")
    assert outline(course) == [
        ("1-a", ["제목 1", "English other 1"]),
        ("2-a", ["English title 2", "English other 2"]),
        ("3-a", ["제목 3", "English other 3"]),
    ]


def test_one_folder_for_each_language(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for code, word in (("en", "Part"), ("ko", "부분입니다"), ("ptbr", "Parte"), ("fi", "Osa")):
        for part in (0, 1, 10):
            for letter in "ab":
                name = f"src/content/{part}/{code}/part{part}{letter}.md"
                files[name] = f"---\npart: {part}\nletter: {letter}\n---\n# {word} {part}{letter}"
    course = read_course(folder(tmp_path / "c", files), language="ko")
    assert outline(course) == [(part, [f"부분입니다 {part}a", f"부분입니다 {part}b"]) for part in ("0", "1", "10")]
    assert [version.language for version in course.lessons[0].versions] == ["ko", "en"]


def test_unlinked_pages_are_dropped_and_linked_ones_kept(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "1-a/x.md": "# x\n\n[y](../more/y.md) [z](../LICENSE.md) [w](../more/)",
        "2-b/x.md": "# x",
        "more/y.md": "# y",
        "more/q.md": "# q",
        "LICENSE.md": "# l",
        "instructors/notes.md": "# n",
    }
    course = read_course(folder(tmp_path / "c", files))
    assert {page.key: page.visibility.value for page in course.pages} == {
        "LICENSE.md": "trainee",
        "instructors/notes.md": "instructor",
        "more/q.md": "trainee",
        "more/y.md": "trainee",
    }
    assert {link.leads.value for link in course.lessons[0].main.links} == {"lesson"}


@pytest.mark.parametrize(
    ("path", "key", "language"),
    [
        ("a/README.ko.md", "a/README.md", "ko"),
        ("a/translations/README.zh-cn.md", "a/README.md", "zh-cn"),
        ("translations/ko/a/README.md", "a/README.md", "ko"),
        ("i18n/ko/docusaurus-plugin-content-docs/current/a.md", "a.md", "ko"),
        ("ko/a.md", "a.md", "ko"),
        ("src/content/en/a.md", "src/content/a.md", "en"),
        ("README_ko.md", "README.md", "ko"),
        ("README-kr.md", "README.md", "ko"),
        ("is/a.md", "is/a.md", ""),
        ("js.go.md", "js.go.md", ""),
        ("Vue.js.md", "Vue.js.md", ""),
        ("web-no.md", "web-no.md", ""),
        ("translations/notes.md", "translations/notes.md", ""),
    ],
)
def test_places(path: str, key: str, language: str) -> None:
    tops = language_folders(["ko/a.md", "en/a.md", "src/content/en/a.md", "src/content/fi/a.md", "is/a.md"][:4])
    place = place_of(path, tops)
    assert (place.key, place.language) == (key, language)


def test_names_that_look_like_languages_are_left_alone() -> None:
    assert language_folders(["cs/a.md", "ml/b.md", "is/c.md"]) == frozenset()


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("a/01-intro.md", "intro"),
        ("a/week-2_lists_and-sets.md", "lists and sets"),
        ("1.10 Title with-hyphen.md", "Title with-hyphen"),
        ("a/03.md", "03"),
        ("02-basics/README.md", "basics"),
        ("README.md", "README"),
        ("3D 그래픽.md", "3D 그래픽"),
        ("[Java] 8_정리.md", "[Java] 8 정리"),
    ],
)
def test_clean_titles(path: str, title: str) -> None:
    assert clean_title(path) == title


def test_natural_order() -> None:
    names = ["1.10 b", "1.9 a", "10 c", "2 d", "a/b", "a b"]
    assert sorted(names, key=natural) == ["1.9 a", "1.10 b", "2 d", "10 c", "a b", "a/b"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/solution/README.md", True),
        ("a/assignment-solution.md", True),
        ("instructors/x.md", True),
        ("a/instructor-notes.md", True),
        ("for-teachers.md", True),
        ("a/정답.md", True),
        ("a/solutions-architecture.md", False),
        ("a/resolution.md", False),
    ],
)
def test_instructors_files(path: str, expected: bool) -> None:
    assert is_for_instructors(path) is expected
