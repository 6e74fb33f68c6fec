"""Opening and writing zip containers within limits; a written one tells neither times nor systems."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from lms.core.files.cleaning.refusal import Uncleanable

MOST_ENTRIES = 3_000
MOST_BYTES = 200 * 1024 * 1024
_DAY_ONE = (1980, 1, 1, 0, 0, 0)


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive, once its own list promises to stay within the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise Uncleanable("unpacks to too much")
            if any(entry.flag_bits & 1 for entry in entries):
                raise Uncleanable("locked")
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, RuntimeError, EOFError) as problem:
        raise Uncleanable(str(problem)) from problem


def content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry, never more than it promised."""
    with archive.open(entry) as stream:
        data = stream.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise Uncleanable("an entry is larger than it says")
    return data


def is_link(entry: zipfile.ZipInfo) -> bool:
    """Whether the entry is a symbolic link."""
    return stat.S_ISLNK(entry.external_attr >> 16)


def packed(entries: Iterable[tuple[str, bytes, bool]]) -> bytes:
    """A new archive of (name, bytes, compressed), with no comments, extra fields, times or systems."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data, compressed in entries:
            entry = zipfile.ZipInfo(name, _DAY_ONE)
            entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
            entry.create_system = 0
            archive.writestr(entry, data)
    return out.getvalue()
