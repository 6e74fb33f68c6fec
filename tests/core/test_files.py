"""Uploads are judged by their content, limited, and stripped of what their authors did not mean to tell."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask
from PIL import Image

from lms.core.actor import Actor
from lms.core.errors import Refused
from lms.core.files import FileKind, UploadRefused, keep_upload, kind_of, path_of, purge
from lms.core.files.uploads import safe_name
from lms.core.transaction import transaction
from tests.world import NOW

ME = Actor(1, "me")


def picture(kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "taken at home by Person ada"
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, kind, exif=exif)
    return out.getvalue()


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "application/hwp+zip" if name == "mimetype" else "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (picture(), FileKind.JPEG),
        (picture("PNG"), FileKind.PNG),
        (b"%PDF-1.7 ...", FileKind.PDF),
        (package("word/document.xml"), FileKind.DOCX),
        (package("mimetype", "Contents/section0.xml"), FileKind.HWPX),
        (package("readme.txt"), FileKind.ZIP),
        ("한글".encode("cp949"), FileKind.TEXT),
        (b"MZ\x00\x00", None),
        (b"PK\x03\x04 broken", None),
    ],
)
def test_the_content_decides(data: bytes, expected: FileKind | None) -> None:
    assert kind_of(data) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\up\\보고서.pdf", "보고서.pdf"),
        ("a\u202egpj.exe", "a_gpj.exe"),
        ("\r\nX: y", "__X_ y"),
        ("", "file"),
        ("가" * 300 + ".md", "가" * 108 + ".md"),
    ],
)
def test_a_name_is_only_a_name(name: str, expected: str) -> None:
    assert safe_name(name) == expected


def upload(data: bytes, **more: object) -> object:
    given = {"name": "a.jpg", "purpose": "test", "allowed": {FileKind.JPEG}, "now": NOW, **more}
    with transaction() as unit:
        unit.audited = True
        return keep_upload(ME, data=data, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", UploadRefused.EMPTY_FILE),
        (b"x" * 2000, UploadRefused.FILE_TOO_LARGE),
        (b"plain", UploadRefused.KIND_NOT_ALLOWED),
        (picture()[:200], UploadRefused.FILE_BROKEN),
    ],
)
def test_what_is_not_taken(app: Flask, data: bytes, reason: UploadRefused) -> None:
    with pytest.raises(Refused) as refusal:
        upload(data, largest=1000)
    assert refusal.value.reason is reason


def test_an_image_loses_its_notes_and_a_purged_file_its_bytes(app: Flask) -> None:
    row = upload(picture())
    stored = path_of(row.digest).read_bytes()
    assert b"Person ada" in picture()
    assert b"Person ada" not in stored
    assert Image.open(io.BytesIO(stored)).size == (20, 10)
    with transaction() as unit:
        unit.audited = True
        purge(row, now=NOW)
    assert row.purged_at == NOW
    assert not path_of(row.digest).exists()
