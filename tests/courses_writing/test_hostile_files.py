"""Every hostile file, stored for good: by the command in a process of its own, and through the page.

Each ends in a revision or in a sentence; nothing is written outside, nothing breaks, memory and time stay small.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.core.db import db
from lms.courses.models import Course, CourseAsset, CourseImport, CourseRevision, LessonText
from lms.courses.sentences import problem_sentence
from tests.core.markdown.shared_data import need
from tests.world import World

MOST_MEGABYTES = 512
MOST_SECONDS = 10
ROOT = Path(__file__).parents[2]
OUTSIDE = [Path(name) for name in ("/tmp/evil_dev_abs.txt", "/tmp/evil_dev.txt", "/tmp/evil_dev_bs.txt")]
IS_READ = {
    "archives": {"names_cp949_noflag.zip", "ok.zip", "os_junk.zip", "prefixed.zip"},
    "containers": {"all-question-types.imscc", "course-1.imscc", "multiple-pages.imscc", "quiz_ko.gift.txt"},
    "docs": set(),
    "encoding": {"cp949.md", "invalid_utf8.md", "mojibake.md", "nul.md", "utf16le.md"},
    "images": set(),
}
"""What becomes a course; of front matter everything does."""


def is_read(path: Path) -> bool:
    return path.parent.name == "frontmatter" or path.name in IS_READ[path.parent.name]


@pytest.fixture(scope="module")
def nasty_files() -> list[Path]:
    folders = [need("nasty", folder) for folder in (*IS_READ, "frontmatter")]
    return [path for folder in folders for path in sorted(folder.iterdir())]


@pytest.fixture
def a_course_of_images(tmp_path: Path) -> Path:
    """A zip with every hostile image beside a lesson that shows it."""
    images = sorted(need("nasty", "images").iterdir())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1-a/a.md", "# Images\n\n" + "\n\n".join(f"![x](../img/{path.name})" for path in images))
        archive.writestr("1-a/b.md", "# Other\n\ntext")
        for path in images:
            archive.write(path, f"img/{path.name}")
    place = tmp_path / "images.zip"
    place.write_bytes(stream.getvalue())
    return place


def outside() -> Iterator[str]:
    """Files that a hostile archive may have left beside the work."""
    yield from (str(path) for path in OUTSIDE if path.exists())
    yield from (str(path) for folder in (ROOT, ROOT.parent) for path in folder.glob("evil_dev*"))


@pytest.mark.timed
def test_the_command_stores_or_says_why(
    app: Flask, world: World, nasty_files: list[Path], a_course_of_images: Path, tmp_path: Path
) -> None:
    paths = [*nasty_files, a_course_of_images]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.courses_writing.importing_process",
            app.config["SQLALCHEMY_DATABASE_URI"],
            tmp_path,
        ],
        input=json.dumps([str(path) for path in paths]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [each["path"] for each in told] == [str(path) for path in paths]
    assert [each for each in told if each["fault"] or each["seconds"] > MOST_SECONDS] == []
    assert max(each["megabytes"] for each in told) < MOST_MEGABYTES
    for path, each in zip(paths, told, strict=True):
        if path == a_course_of_images or is_read(path):
            assert (each["exit"], "as revision 1" in each["output"]) == (0, True), each
        else:
            assert each["exit"] == 1, each
            assert each["output"].startswith("Error: ")
            assert "[" in each["output"], "the code of the reason"
    stored = db.session.scalar(
        select(func.count()).select_from(CourseRevision).join(Course).where(Course.code.like("nasty-%"))
    )
    assert stored == sum(each["exit"] == 0 for each in told)
    assert list(outside()) == []


@pytest.mark.timed
def test_the_page_stores_or_says_why(
    app: Flask, world: World, sign_in, nasty_files: list[Path], a_course_of_images: Path
) -> None:
    teacher = sign_in("teacher")
    for number, path in enumerate([*nasty_files, a_course_of_images]):
        began = time.monotonic()
        upload = {
            "centre": str(world.ids["centre"]),
            "code": f"nasty-{number}",
            "language": "",
            "file": (io.BytesIO(path.read_bytes()), path.name),
        }
        answer = teacher.post("/courses/imports", data=upload, content_type="multipart/form-data")
        if not path.stat().st_size:
            assert answer.status_code == 422
            continue
        assert answer.status_code == 302, path
        address = answer.headers["Location"]
        shown = teacher.get(address)
        assert shown.status_code == 200, path
        row = db.session.get_one(CourseImport, int(address.rpartition("/")[2]))
        if path == a_course_of_images or is_read(path):
            choice = {f"on-{place}": "1" for place in range(1, 100)}
            assert teacher.post(f"{address}/choose", data=choice).status_code == 302, path
            db.session.expire_all()
            row = db.session.get_one(CourseImport, row.id)
            assert (row.state, row.problem) == ("done", ""), path
        else:
            assert row.state == "failed", path
            assert problem_sentence(row.problem, "") in unescape(shown.text), path
        assert time.monotonic() - began < MOST_SECONDS
    assert list(outside()) == []


def test_hostile_images_of_a_course_are_answered_without_harm(
    app: Flask, world: World, sign_in, a_course_of_images: Path
) -> None:
    runner = app.test_cli_runner()
    assert (
        runner.invoke(
            args=["courses", "import", str(a_course_of_images), "--centre", "here", "--course", "img"]
        ).exit_code
        == 0
    )
    admin = sign_in("admin")
    revision = db.session.scalars(select(CourseRevision.id).join(Course).where(Course.code == "img")).one()
    html = db.session.scalars(select(LessonText.html).where(LessonText.title == "Images")).one()
    paths = list(db.session.scalars(select(CourseAsset.path).where(CourseAsset.revision_id == revision)))
    assert len(paths) > 3
    for path in paths:
        answer = admin.get(f"/courses/assets/{revision}/{path}")
        assert answer.status_code == 200, path
        answer.close()
        assert path in html
        assert "text/html" not in answer.headers["Content-Type"]
        if path.endswith(".svg"):
            assert (
                "sandbox" in answer.headers["Content-Security-Policy"]
                or "attachment" in answer.headers["Content-Disposition"]
            )
