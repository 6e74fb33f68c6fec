"""What a file is, judged from its bytes. Names and types that a browser claims are not believed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from enum import StrEnum

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_WINDOW = 64 * 1024


class FileKind(StrEnum):
    """Kinds that people hand in; the value is the media type under which the file is given out."""

    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    WEBP = "image/webp"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    HWPX = "application/hwp+zip"
    HWP = "application/x-hwp"
    ZIP = "application/zip"
    TEXT = "text/plain"


IMAGES = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.GIF, FileKind.WEBP})

_SIGNS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"%PDF-", FileKind.PDF),
)
_PARTS: tuple[tuple[str, FileKind], ...] = (
    ("word/document.xml", FileKind.DOCX),
    ("xl/workbook.xml", FileKind.XLSX),
    ("ppt/presentation.xml", FileKind.PPTX),
)


def image_type(data: bytes) -> str | None:
    """The media type of an image, judged from its first bytes; None for everything else."""
    kind = _by_sign(data)
    return str(kind) if kind in IMAGES else None


def kind_of(data: bytes) -> FileKind | None:
    """What these bytes are; None for what we do not know."""
    judges: tuple[Callable[[bytes], FileKind | None], ...] = (_by_sign, _package, _old_office, _text)
    return next((kind for judge in judges if (kind := judge(data)) is not None), None)


def _by_sign(data: bytes) -> FileKind | None:
    for sign, kind in _SIGNS:
        if data.startswith(sign):
            return kind
    return FileKind.WEBP if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _package(data: bytes) -> FileKind | None:
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size < 100:
                declared = archive.read("mimetype").decode("ascii", "replace").strip()
                if declared == FileKind.HWPX:
                    return FileKind.HWPX
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError):
        return None
    found = set(names)
    return next((kind for part, kind in _PARTS if part in found), FileKind.ZIP)


def _old_office(data: bytes) -> FileKind | None:
    return FileKind.HWP if data.startswith(_OLE) and b"HWP Document File" in data[:1_000_000] else None


def _text(data: bytes) -> FileKind | None:
    if b"\x00" in data[:_TEXT_WINDOW] or data.startswith(b"PK\x03\x04"):
        return None
    for encoding in ("utf-8", "cp949"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return FileKind.TEXT
    return None
