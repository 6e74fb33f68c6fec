"""Folders, work trees, bare repositories, sub-folders of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from lms.courses.reading import Problem, Unreadable, read_course
from tests.courses.reading.making import folder, zipped

FILES: dict[str, str | bytes] = {
    "README.md": "# 과정 이름",
    "01-가/01-하나.md": "# 하나\n\n![a](../../img/A.png) [b](02-둘.md#절) [c](../README.md)",
    "01-가/02-둘.md": "# 둘\n\n[x](../data/x.csv)",
    "02-나/01-셋.md": "# 셋",
    "data/x.csv": "a,b",
}


def git(*arguments: str, cwd: Path) -> None:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    top = folder(
        tmp_path / "repo", {f"course/{name}": content for name, content in FILES.items()} | {"img/a.png": b"png"}
    )
    git("init", "-q", "-b", "main", cwd=top)
    git("add", "-A", cwd=top)
    git("commit", "-q", "-m", "x", cwd=top)
    return top


def test_a_folder(tmp_path: Path) -> None:
    course = read_course(folder(tmp_path / "course", FILES))
    assert course.title == "과정 이름"
    assert [module.title for module in course.modules] == ["01-가", "02-나"]
    assert [lesson.title for lesson in course.lessons] == ["하나", "둘", "셋"]
    assert [asset.path for asset in course.assets] == ["data/x.csv"]


def test_a_sub_folder_of_a_repository_finds_images_outside(repository: Path) -> None:
    course = read_course(repository / "course")
    image = course.lessons[0].main.images[0]
    assert (image.path, image.case_differs) == ("img/a.png", True)
    assert [link.leads for link in course.lessons[0].main.links] == ["lesson", "lesson"]
    assert [asset.data for asset in course.assets] == [b"a,b", b"png"]
    assert {item.name.split("/")[0] for item in course.loss.items} == {"course", "img"}


def test_a_bare_repository_gives_the_same_course(repository: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    git("clone", "-q", "--bare", str(repository), str(bare), cwd=tmp_path)
    ours, theirs = read_course(bare), read_course(repository)
    assert ours.modules == theirs.modules
    assert ours.assets == theirs.assets


def test_nothing_of_a_repository_runs(repository: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    folder(repository, {".gitattributes": "*.md filter=trap"})
    git("add", "-A", cwd=repository)
    git("commit", "-q", "-m", "y", cwd=repository)
    bare = tmp_path / "bare.git"
    git("clone", "-q", "--bare", str(repository), str(bare), cwd=tmp_path)
    git("config", "filter.trap.smudge", f"touch {trap}", cwd=bare)
    git("config", "core.fsmonitor", f"touch {trap}", cwd=bare)
    assert len(read_course(bare).lessons) == 3
    assert not trap.exists()


def test_an_empty_repository_is_refused(tmp_path: Path) -> None:
    git("init", "-q", "--bare", "e.git", cwd=tmp_path)
    with pytest.raises(Unreadable) as caught:
        read_course(tmp_path / "e.git")
    assert caught.value.problem is Problem.NO_REVISION


def test_links_out_of_a_folder_are_left_out(tmp_path: Path) -> None:
    top = folder(tmp_path / "course", FILES)
    (tmp_path / "secret.md").write_text("# 비밀")
    (top / "01-가" / "03-비밀.md").symlink_to(tmp_path / "secret.md")
    course = read_course(top)
    assert "비밀" not in {lesson.title for lesson in course.lessons}
    assert ("01-가/03-비밀.md", "link_outside") in {(item.name, item.reason) for item in course.loss.items}


def test_all_ways_give_the_same_modules(tmp_path: Path) -> None:
    from_folder = read_course(folder(tmp_path / "course", FILES))
    from_zip = read_course(zipped(tmp_path / "course.zip", {f"x-main/{name}": text for name, text in FILES.items()}))
    assert from_folder.modules == from_zip.modules


@pytest.mark.parametrize(
    ("files", "problem"),
    [({"a.txt": "x"}, Problem.NO_LESSONS), ({}, Problem.NO_LESSONS), ({"LICENSE.md": "x"}, Problem.NO_LESSONS)],
)
def test_folders_without_lessons(tmp_path: Path, files: dict[str, str | bytes], problem: Problem) -> None:
    (tmp_path / "c").mkdir()
    with pytest.raises(Unreadable) as caught:
        read_course(folder(tmp_path / "c", files))
    assert caught.value.problem is problem


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read_course(tmp_path / "none.zip")
    assert caught.value.problem is Problem.NOT_FOUND


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    seen = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        read_course(folder(tmp_path / "c", FILES), progress=progress)
    assert seen == [(1, 3), (2, 3)]
