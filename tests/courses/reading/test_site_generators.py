"""Order, titles and modules as the usual generators of sites and books state them: one small course for each."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from lms.courses.reading import read_course
from lms.courses.reading.layout.scripts import literal
from lms.courses.reading.text.notebook import to_markdown
from lms.courses.reading.types import CourseTree, Leads
from tests.courses.reading.making import folder, tarred, zipped

Outline = list[tuple[str, list[str]]]
CASES = json.loads((Path(__file__).parent / "site_generators.json").read_text(encoding="utf-8"))
"""By name: ``files`` (path to text), ``title`` of the course, ``modules`` (title and titles of lessons)."""


def outline(course: CourseTree) -> Outline:
    return [(module.title, [lesson.title for lesson in module.lessons]) for module in course.modules]


@pytest.mark.parametrize("name", CASES)
def test_the_stated_order_is_kept(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    course = read_course(folder(tmp_path / "이름", case["files"]))
    assert course.title == case["title"]
    assert outline(course) == [(title, lessons) for title, lessons in case["modules"]]
    links = [link for lesson in course.lessons for version in lesson.versions for link in version.links]
    assert [link.address for link in links if link.leads is Leads.BROKEN] == case.get("broken", [])


@pytest.mark.parametrize("name", ["docsify", "mkdocs", "numbered folders"])
def test_the_same_course_from_every_kind_of_source(tmp_path: Path, name: str) -> None:
    files = CASES[name]["files"]
    plain = read_course(folder(tmp_path / "plain" / "x", files))
    inside = {f"repo-main/{path}": text for path, text in files.items()}
    git = folder(tmp_path / "git", inside)
    run(git, "init", "-q", "-b", "main")
    run(git, "add", "-A")
    run(git, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x")
    bare_git = folder(tmp_path / "whole", files)
    run(bare_git, "init", "-q", "-b", "main")
    run(bare_git, "add", "-A")
    run(bare_git, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x")
    run(tmp_path, "clone", "-q", "--bare", str(bare_git), str(tmp_path / "bare.git"))
    for source in (
        zipped(tmp_path / "a.zip", files),
        zipped(tmp_path / "b.zip", inside),
        tarred(tmp_path / "c.tar.gz", inside),
        tarred(tmp_path / "d.tar", files),
        git / "repo-main",
        tmp_path / "bare.git",
    ):
        assert outline(read_course(source)) == outline(plain), source


def run(place: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=place, check=True, capture_output=True)


def test_scripts_are_read_and_not_run() -> None:
    text = "{ // c\n a: ['x', \"y\\\"z\", f(1, [2]), ...more, {b: `t`,},], 'c-d': 1 /* : */, e: {f: [],}, }"
    assert literal(text) == {"a": ["x", 'y"z', {"b": "t"}], "c-d": None, "e": {"f": []}}


@pytest.mark.parametrize("text", ["", "[[[[[[", "{a:", "]" * 100, "[" * 5_000, "{a:" * 3_000, "'"])
def test_broken_scripts_end(text: str) -> None:
    assert literal(text) in (None, [], {}) or text.startswith(("[", "{"))


def test_a_notebook_is_text_and_code() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# 제목\n", "글"]},
        {
            "cell_type": "code",
            "source": "print('`')",
            "outputs": [{"text": ["1\n", "2\n"]}, {"data": {"image/png": "x"}}],
        },
        {"cell_type": "code", "source": " ", "outputs": []},
    ]
    notebook = json.dumps({"cells": cells, "metadata": {"language_info": {"name": "python3"}}})
    assert to_markdown(notebook) == "# 제목\n글\n\n```python\nprint('`')\n```\n\n```text\n1\n2\n```\n"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 3}', "[" * 100_000])
def test_no_notebook(text: str) -> None:
    with pytest.raises(ValueError, match=r"cells|deep|Expecting"):
        to_markdown(text)


def test_notebooks_alone_are_lessons_and_beside_lessons_they_are_not(tmp_path: Path) -> None:
    notebook = json.dumps({"cells": [{"cell_type": "markdown", "source": "# 하나"}], "metadata": {}})
    alone = read_course(folder(tmp_path / "a", {"01.ipynb": notebook, "02.ipynb": notebook, "README.md": "# 책"}))
    assert outline(alone) == [("", ["하나", "하나"])]
    beside = read_course(folder(tmp_path / "b", {"1/01.md": "# 가", "1/work.ipynb": notebook, "2/02.md": "# 나"}))
    assert outline(beside) == [("1", ["가"]), ("2", ["나"])]
    assert [page.title for page in beside.pages] == ["하나"]
