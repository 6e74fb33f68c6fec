"""From a path to a course, whatever lies there."""

from __future__ import annotations

from pathlib import Path
from zipfile import is_zipfile

from lms.courses.reading import cartridge, exported, moodle
from lms.courses.reading.building import read_files, read_prepared
from lms.courses.reading.gathering import Progress
from lms.courses.reading.limits import Limits
from lms.courses.reading.prepared import Prepared
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.single_file import read_text
from lms.courses.reading.sources.files import Files
from lms.courses.reading.sources.folder import open_folder
from lms.courses.reading.sources.git import is_bare_repository, open_repository
from lms.courses.reading.sources.tarred import open_tar
from lms.courses.reading.sources.zipped import open_zip
from lms.courses.reading.types import CourseTree

_TEXTS = frozenset({".txt", ".gift", ".json", ".md", ".markdown"})
_ARCHIVES = frozenset({".zip", ".imscc", ".mbz", ".tar", ".gz", ".tgz", ".bz2", ".xz", ""})


def _silent(_done: int, _total: int) -> None:
    return None


def read_course(
    path: Path | str,
    *,
    language: str | None = None,
    limits: Limits | None = None,
    progress: Progress = _silent,
) -> CourseTree:
    """Read a course: folder, git repository (work tree, bare, sub-folder), zip, tar, Common Cartridge, Moodle backup,
    GIFT or quiz JSON. Nothing is written and nothing is fetched.

    ``language`` is the one to show first; without it Korean where half of the lessons have it. ``progress`` is told
    the lessons done and all lessons, and may raise to stop. Raises Unreadable with a code and a file name.
    """
    place, limits = Path(path), limits or Limits()
    if not place.exists():
        raise Unreadable(Problem.NOT_FOUND, place.name)
    if not place.is_dir() and place.suffix.lower() in _TEXTS:
        return read_text(place, language=language, limits=limits, progress=progress)
    files = _open(place, limits)
    prepared = _prepare(files, limits)
    if prepared is not None:
        return read_prepared(prepared, language=language, limits=limits, progress=progress)
    return read_files(files, language=language, limits=limits, progress=progress)


def _prepare(files: Files, limits: Limits) -> Prepared | None:
    if cartridge.MANIFEST in files:
        return cartridge.prepare_cartridge(files, limits)
    if moodle.MANIFEST in files:
        return moodle.prepare_backup(files, limits)
    return exported.prepare_exported(files) if exported.is_exported(files) else None


def _open(place: Path, limits: Limits) -> Files:
    if place.is_dir():
        place = place.resolve()
        return open_repository(place, limits) if is_bare_repository(place) else open_folder(place, limits)
    with place.open("rb") as stream:
        head = stream.read(512)
    if head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")) or head[257:262] == b"ustar":
        return open_tar(place, limits)
    if place.suffix.lower() not in _ARCHIVES and not is_zipfile(place):
        raise Unreadable(Problem.UNKNOWN_FORMAT, place.name)
    return open_zip(place, limits)
