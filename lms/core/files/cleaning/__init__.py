"""Taking out of a file what its author did not mean to tell: places, cameras, names of people and programs.

Text is left as it is: what stands in it was meant to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lms.core.files.cleaning.archives import clean_archive
from lms.core.files.cleaning.documents import clean_hwpx, clean_office
from lms.core.files.cleaning.images import clean_image
from lms.core.files.cleaning.pdf import clean_pdf
from lms.core.files.cleaning.refusal import Uncleanable
from lms.core.files.kinds import IMAGES, FileKind, kind_of

__all__ = ["NEVER_BARE", "Uncleanable", "cleaned"]

NEVER_BARE = frozenset({FileKind.HWP})
"""Kinds that keep their author's name whatever we do; blind reviewing does not take them."""


def cleaned(data: bytes, kind: FileKind) -> bytes:
    """The same file without metadata. Raises Uncleanable for a file that cannot be opened or unpacks to too much."""
    if kind is FileKind.ZIP:
        return clean_archive(data, _inner)
    return _one(data, kind)


def _one(data: bytes, kind: FileKind) -> bytes:
    if kind in IMAGES:
        return clean_image(data, kind)
    clean = _BY_KIND.get(kind)
    return clean(data) if clean else data


def _inner(data: bytes) -> bytes:
    """A file inside an archive: cleaned if we know how, else as it is. Archives inside archives stay closed."""
    kind = kind_of(data)
    if kind is None or kind is FileKind.ZIP:
        return data
    try:
        return _one(data, kind)
    except Uncleanable:
        return data


_BY_KIND: Mapping[FileKind, Callable[[bytes], bytes]] = {
    FileKind.PDF: clean_pdf,
    FileKind.DOCX: clean_office,
    FileKind.XLSX: clean_office,
    FileKind.PPTX: clean_office,
    FileKind.HWPX: clean_hwpx,
}
