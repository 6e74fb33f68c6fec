"""Files in a zip: checked before anything is read, read one by one."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from posixpath import normpath

from lms.courses.reading.limits import MEGABYTE, Limits
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.sources.files import Files, Register, common_folder, files_from, safe_path

_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_STEP = 256 * 1024


def open_zip(path: Path, limits: Limits) -> Files:
    """The files of a zip; Unreadable with the file that is the reason."""
    if path.stat().st_size > limits.packed_bytes:
        raise Unreadable(Problem.TOO_LARGE, path.name, str(limits.packed_bytes))
    try:
        archive = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise Unreadable(Problem.BROKEN_ARCHIVE, path.name, str(problem)) from problem
    register = Register(limits)
    members: dict[str, zipfile.ZipInfo] = {}
    links: list[tuple[str, zipfile.ZipInfo]] = []
    for info in archive.infolist():
        name = safe_path(_name(info), limits)
        if info.is_dir() or not name:
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            links.append((name, info))
        elif register.admit(name, info.file_size):
            members[name] = info
        _check(archive, info, name, register)
    _add_links(archive, links, members, register)
    register.finish()
    return _files(path, archive, members, register)


def _files(path: Path, archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], register: Register) -> Files:
    top = common_folder(register.sizes)
    sizes = {name.removeprefix(top): size for name, size in register.sizes.items()}
    title = top.rstrip("/") or PurePosixPath(path.name).stem
    return files_from(title, sizes, lambda name: archive.read(members[top + name]), notes=tuple(register.notes))


def _name(info: zipfile.ZipInfo) -> str:
    """The name; without the UTF-8 flag Windows in Korea wrote CP949, others plain UTF-8."""
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _check(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, register: Register) -> None:
    """Unpack into nothing: counts the real bytes and proves the checksum."""
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise Unreadable(Problem.ENCRYPTED, name)
    limit = max(MEGABYTE, info.compress_size * register.limits.ratio)
    if info.file_size > limit:
        raise Unreadable(Problem.FILE_TOO_LARGE, name, "unpacks to far more than it was")
    read = 0
    try:
        with archive.open(info) as stream:
            while part := stream.read(_STEP):
                read += len(part)
                if read > min(limit, register.limits.file_bytes):
                    raise Unreadable(Problem.FILE_TOO_LARGE, name)
    except NotImplementedError as problem:
        raise Unreadable(Problem.UNSUPPORTED_COMPRESSION, name) from problem
    except zipfile.BadZipFile as problem:
        code = Problem.BAD_CHECKSUM if "CRC" in str(problem) else Problem.BROKEN_ARCHIVE
        raise Unreadable(code, name, str(problem)) from problem
    except (OSError, EOFError, zlib.error, ValueError, RuntimeError) as problem:
        raise Unreadable(Problem.BROKEN_ARCHIVE, name, str(problem)) from problem


def _add_links(
    archive: zipfile.ZipFile,
    links: list[tuple[str, zipfile.ZipInfo]],
    members: dict[str, zipfile.ZipInfo],
    register: Register,
) -> None:
    """A symbolic link stands for the file it names, if that lies in the archive."""
    for name, info in links:
        target = archive.read(info).decode("utf-8", "replace")
        path = normpath(str(PurePosixPath(name).parent / target))
        if target.startswith("/") or path.startswith(".."):
            raise Unreadable(Problem.LINK_OUTSIDE, name, target[:200])
        if path in members and register.admit(name, members[path].file_size):
            members[name] = members[path]
        else:
            register.sizes.setdefault(name, 0)
            members.setdefault(name, info)
