"""Archives, honest and hostile: a course or a clear refusal, and nothing outside."""

from __future__ import annotations

import resource
import time
import zipfile
from pathlib import Path

import pytest

from lms.courses.reading import Limits, Problem, Unreadable, read_course
from tests.core.markdown.shared_data import need
from tests.courses.reading.making import tarred, zipped

REFUSED = {
    "bad_crc.zip": (Problem.BAD_CHECKSUM, "course/README.md"),
    "bomb_200MB.zip": (Problem.FILE_TOO_LARGE, "a.bin"),
    "case_collision.zip": (Problem.NAME_COLLISION, "course/a.md"),
    "deep_path.zip": (Problem.PATH_TOO_LONG, "a/a/a"),
    "duplicate_names.zip": (Problem.DUPLICATE_NAME, "course/a.md"),
    "many_entries_5k.zip": (Problem.TOO_MANY_LESSONS, ""),
    "not_a_zip.zip": (Problem.BROKEN_ARCHIVE, "not_a_zip.zip"),
    "symlink_dir_then_write.zip": (Problem.LINK_OUTSIDE, "d"),
    "symlink_to_etc_passwd.zip": (Problem.LINK_OUTSIDE, "link"),
    "truncated.zip": (Problem.BROKEN_ARCHIVE, "truncated.zip"),
    "zipslip_absolute.zip": (Problem.UNSAFE_PATH, "/tmp/evil_dev_abs.txt"),
    "zipslip_backslash.zip": (Problem.UNSAFE_PATH, "..\\evil_dev_bs.txt"),
    "zipslip_dotdot.zip": (Problem.UNSAFE_PATH, "../evil_dev.txt"),
}
READ = {
    "names_cp949_noflag.zip": "한글과정/강의일번.md",
    "ok.zip": "README.md",
    "os_junk.zip": "README.md",
    "prefixed.zip": "README.md",
}


@pytest.mark.timed
@pytest.mark.parametrize("name", REFUSED)
def test_hostile_archives_are_refused_by_name(name: str) -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        read_course(need("nasty", "archives", name))
    problem, reason = REFUSED[name]
    assert caught.value.problem is problem
    assert caught.value.name.startswith(reason)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("name", READ)
def test_odd_archives_are_read(name: str) -> None:
    course = read_course(need("nasty", "archives", name))
    assert READ[name].endswith(course.lessons[0].main.source)


def test_every_archive_is_named_here() -> None:
    names = {path.name for path in need("nasty", "archives").iterdir()}
    assert names == REFUSED.keys() | READ.keys()


def test_system_files_are_left_out_and_told() -> None:
    course = read_course(need("nasty", "archives", "os_junk.zip"))
    assert [item.reason for item in course.loss.items if item.name.startswith("__MACOSX")] == ["system_file"]
    assert course.loss.total == 4


def test_memory_stays_small() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Unreadable):
        read_course(need("nasty", "archives", "bomb_200MB.zip"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def test_a_lying_size_does_not_help(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"README.md": "# 가", "b.bin": b"\0" * 3_000_000})
    data = path.read_bytes().replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        read_course(path)
    assert caught.value.problem in {Problem.BAD_CHECKSUM, Problem.BROKEN_ARCHIVE}


def test_encrypted_files_are_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"README.md": "# 가"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(Unreadable) as caught:
        read_course(path)
    assert (caught.value.problem, caught.value.name) == (Problem.ENCRYPTED, "README.md")


FILES = {"course/README.md": "# 과정\n\n![그림](img/a.png)", "course/img/a.png": b"png"}


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz"])
def test_tars_are_read(tmp_path: Path, name: str) -> None:
    course = read_course(tarred(tmp_path / name, FILES, {"course/b.md": "README.md"}))
    assert [lesson.title for lesson in course.lessons] == ["과정"]
    assert [asset.path for asset in course.assets] == ["img/a.png"]


@pytest.mark.parametrize("target", ["/etc/passwd", "../../etc/passwd"])
def test_links_out_of_a_tar_are_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_course(tarred(tmp_path / "a.tar", FILES, {"course/x.md": target}))
    assert caught.value.problem is Problem.LINK_OUTSIDE


def test_a_tar_that_leaves_its_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read_course(tarred(tmp_path / "a.tar", {"../x.md": "x"}))
    assert caught.value.problem is Problem.UNSAFE_PATH
    assert list(tmp_path.parent.glob("x.md")) == []


def test_a_link_inside_a_zip_stands_for_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("01-a/x.md", "# 하나\n\n![그림](../img/b.png)")
        archive.writestr("02-b/y.md", "# 둘")
        archive.writestr("img/a.png", b"png")
        link = zipfile.ZipInfo("img/b.png")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "a.png")
    assert [asset.data for asset in read_course(path).assets] == [b"png"]


def test_limits_are_kept(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {f"{number}.md": "x" for number in range(12)})
    for limits, problem in (
        (Limits(files=11), Problem.TOO_MANY_FILES),
        (Limits(lessons=11), Problem.TOO_MANY_LESSONS),
        (Limits(packed_bytes=10), Problem.TOO_LARGE),
    ):
        with pytest.raises(Unreadable) as caught:
            read_course(path, limits=limits)
        assert caught.value.problem is problem
