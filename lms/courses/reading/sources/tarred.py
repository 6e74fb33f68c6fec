"""Files in a tar, packed or not."""

from __future__ import annotations

import tarfile
import zlib
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import IO

from lms.courses.reading.limits import Limits
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.sources.files import Files, Register, common_folder, files_from, safe_path


def open_tar(path: Path, limits: Limits) -> Files:
    """The files of a tar (``.tar``, ``.tar.gz``, ``.tgz``, ``.tar.bz2``, ``.tar.xz``)."""
    stem = PurePosixPath(path.name.removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz")).stem
    with path.open("rb") as stream:
        return read_tar(stream, stem, limits)


def read_tar(stream: IO[bytes], name: str, limits: Limits) -> Files:
    """The files of a tar that is read from a stream, once from its start to its end."""
    register = Register(limits.in_memory)
    data: dict[str, bytes] = {}
    links: dict[str, str] = {}
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as archive:
            for member in archive:
                _take(archive, member, register, data, links)
    except (tarfile.TarError, EOFError, OSError, zlib.error) as problem:
        raise Unreadable(Problem.BROKEN_ARCHIVE, name, str(problem)) from problem
    for link, target in links.items():
        if target in data and register.admit(link, len(data[target])):
            data[link] = data[target]
    register.finish()
    top = common_folder(register.sizes)
    sizes = {path.removeprefix(top): size for path, size in register.sizes.items()}
    return files_from(top.rstrip("/") or name, sizes, lambda path: data[top + path], notes=tuple(register.notes))


def _take(
    archive: tarfile.TarFile,
    member: tarfile.TarInfo,
    register: Register,
    data: dict[str, bytes],
    links: dict[str, str],
) -> None:
    path = safe_path(member.name, register.limits)
    if member.issym() or member.islnk():
        links[path] = _target(path, member)
    elif member.isfile() and path and register.admit(path, member.size):
        stream = archive.extractfile(member)
        data[path] = stream.read() if stream else b""


def _target(path: str, member: tarfile.TarInfo) -> str:
    """The path that a link names; Unreadable if it lies outside."""
    start = PurePosixPath(path).parent if member.issym() else PurePosixPath()
    target = normpath(str(start / member.linkname))
    if member.linkname.startswith("/") or target.startswith(".."):
        raise Unreadable(Problem.LINK_OUTSIDE, path, member.linkname[:200])
    return target
