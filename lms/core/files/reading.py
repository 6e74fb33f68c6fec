"""The words in a file, for looking through it: names that give an author away, passages that two pieces share."""

from __future__ import annotations

import io
import re
from html import unescape

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from lms.core.files.cleaning.packing import content, opened
from lms.core.files.cleaning.refusal import Uncleanable
from lms.core.files.kinds import FileKind, kind_of

MOST_CHARACTERS = 200_000
_PDF_PAGES = 30
_PARTS = re.compile(
    r"^(word/(document|comments|header\d*|footer\d*)|xl/(sharedStrings|comments\d*|comments/.+|worksheets/sheet\d+)|ppt/(slides/slide\d+"
    r"|comments/.+)|Contents/section\d+)\.xml$"
)
_PARAGRAPH = re.compile(r"</(?:\w+:)?(?:p|si|row)>")
_TAG = re.compile(r"<[^>]*>")


def text_of(data: bytes, kind: FileKind, *, nested: bool = True) -> str:
    """What can be read in the file, at most ``MOST_CHARACTERS``; empty for pictures and for what cannot be opened."""
    try:
        return _text(data, kind, nested)[:MOST_CHARACTERS]
    except (Uncleanable, PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return ""


def _text(data: bytes, kind: FileKind, nested: bool) -> str:
    if kind is FileKind.TEXT:
        return decoded(data)
    if kind is FileKind.PDF:
        pages = PdfReader(io.BytesIO(data), strict=False).pages[:_PDF_PAGES]
        return "\n".join(page.extract_text() for page in pages)
    if kind in (FileKind.DOCX, FileKind.XLSX, FileKind.PPTX, FileKind.HWPX):
        with opened(data) as archive:
            parts = [entry for entry in archive.infolist() if _PARTS.match(entry.filename)]
            return "\n".join(_plain(decoded(content(archive, part))) for part in parts)
    return _inside(data) if kind is FileKind.ZIP and nested else ""


def _inside(data: bytes) -> str:
    """The names and texts of an archive's files."""
    found, size = [], 0
    with opened(data) as archive:
        for entry in archive.infolist():
            if entry.is_dir() or size > MOST_CHARACTERS:
                continue
            inner = content(archive, entry)
            kind = kind_of(inner)
            text = text_of(inner, kind, nested=False) if kind is not None else ""
            found.append(f"{entry.filename}\n{text}")
            size += len(found[-1])
    return "\n".join(found)


def decoded(data: bytes) -> str:
    """Text in UTF-8 or the older Korean encoding; marks where it is neither."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _plain(xml: str) -> str:
    return unescape(_TAG.sub("", _PARAGRAPH.sub("\n", xml)))
