"""A canary in every place where a file may name its author is gone after cleaning, and the content is still there."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from lms.core.files import NEVER_BARE, FileKind, kind_of, text_of
from lms.core.files.cleaning import Uncleanable, cleaned

CANARY = "Canary-Kim"


def pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": CANARY, "/Title": CANARY})
    writer.xmp_metadata = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()
    writer.add_attachment(f"{CANARY}.txt", CANARY.encode())
    note = FreeText(text="a remark", rect=(10, 10, 90, 50))
    writer.add_annotation(0, note)
    annotation = writer.pages[0]["/Annots"][0].get_object()
    from pypdf.generic import NameObject, TextStringObject

    annotation[NameObject("/T")] = TextStringObject(CANARY)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx() -> bytes:
    document = Document()
    paragraph = document.add_paragraph("kept words")
    document.core_properties.author = CANARY
    document.core_properties.last_modified_by = CANARY
    document.add_comment(paragraph.runs, text="a remark", author=CANARY, initials=CANARY)
    out = io.BytesIO()
    document.save(out)
    return with_entry(
        out.getvalue(),
        {
            "word/people.xml": f'<w15:people xmlns:w15="w"><w15:person w15:author="{CANARY}">'
            f'<w15:presenceInfo w15:providerId="AD" w15:userId="{CANARY}"/></w15:person></w15:people>',
            "word/document.xml": '<w:document xmlns:w="w"><w:body><w:p><w:ins w:id="1" '
            f'w:author="{CANARY}"><w:r><w:t>kept words</w:t></w:r></w:ins></w:p></w:body></w:document>',
            "docProps/custom.xml": f"<Properties>{CANARY}</Properties>",
        },
    )


def xlsx() -> bytes:
    book = Workbook()
    book.properties.creator = CANARY
    book.active["A1"] = "kept words"
    book.active["A1"].comment = Comment("a remark", CANARY)
    out = io.BytesIO()
    book.save(out)
    return with_entry(
        out.getvalue(),
        {"xl/persons/person.xml": f'<personList><person displayName="{CANARY}" userId="{CANARY}"/></personList>'},
    )


def pptx() -> bytes:
    return container(
        {
            "ppt/presentation.xml": "<p/>",
            "ppt/slides/slide1.xml": "<a:p>kept words</a:p>",
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst><p:cmAuthor id="0" name="{CANARY}" initials="{CANARY}"/></p:cmAuthorLst>',
            "docProps/core.xml": f"<dc:creator>{CANARY}</dc:creator>",
            "docProps/app.xml": f"<Company>{CANARY}</Company>",
        }
    )


def hwpx() -> bytes:
    return container(
        {
            "mimetype": "application/hwp+zip",
            "Contents/content.hpf": f'<opf:package><opf:metadata><opf:meta name="creator">{CANARY}</opf:meta>'
            "</opf:metadata><opf:manifest/></opf:package>",
            "Contents/header.xml": f'<hh:trackChangeAuthor id="1" name="{CANARY}" mark="1"/>',
            "Contents/section0.xml": "<hp:p>kept words</hp:p>",
        }
    )


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.comment = CANARY.encode()
        entry = zipfile.ZipInfo("src/main.py")
        entry.comment = CANARY.encode()
        entry.extra = b"\x75\x70" + len(CANARY).to_bytes(2, "little") + CANARY.encode()
        made.writestr(entry, "kept words")
        made.writestr(".git/config", f"name = {CANARY}")
        made.writestr("__MACOSX/x", CANARY)
        made.writestr("report.docx", docx())
        made.writestr("photo.jpg", photo())
    return out.getvalue()


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = CANARY
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, "JPEG", exif=exif, comment=CANARY.encode())
    return out.getvalue()


def container(entries: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in entries.items():
            made.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def with_entry(data: bytes, entries: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if entry.filename not in entries:
                new.writestr(entry.filename, old.read(entry))
        for name, text in entries.items():
            new.writestr(name, text)
    return out.getvalue()


def everything_in(data: bytes) -> bytes:
    """The bytes, with containers and streams opened."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            inner = [everything_in(opened.read(entry)) for entry in opened.infolist()]
            names = "\n".join(opened.namelist()).encode()
        return data + names + b"".join(inner)
    if data.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(data))
        found = [repr(reader.metadata), repr(reader.attachments)]
        for number in range(1, len(reader.xref[0]) + 1 if reader.xref else 1):
            item = reader.get_object(number)
            found.append(repr(item))
            if hasattr(item, "get_data"):
                found.append(item.get_data().decode("latin-1"))
        return data + "".join(found).encode()
    return data


CASES = [
    (photo, FileKind.JPEG),
    (pdf, FileKind.PDF),
    (docx, FileKind.DOCX),
    (xlsx, FileKind.XLSX),
    (pptx, FileKind.PPTX),
    (hwpx, FileKind.HWPX),
    (archive, FileKind.ZIP),
]


@pytest.mark.parametrize(("make", "kind"), CASES)
def test_no_canary_survives(make, kind: FileKind) -> None:
    data = make()
    assert kind_of(data) is kind
    assert CANARY.encode() in everything_in(data)
    bare = cleaned(data, kind)
    assert kind_of(bare) is kind
    assert CANARY.encode() not in everything_in(bare)
    if kind not in (FileKind.JPEG, FileKind.PDF):
        assert "kept words" in text_of(bare, kind)


def test_cleaning_twice_changes_nothing_more() -> None:
    for make, kind in CASES[2:]:
        once = cleaned(make(), kind)
        assert cleaned(once, kind) == once


def test_old_hangul_keeps_its_author_and_says_so() -> None:
    assert FileKind.HWP in NEVER_BARE


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("docs/html_named.pdf", FileKind.PDF),
        ("archives/bomb_200MB.zip", FileKind.ZIP),
        ("archives/many_entries_5k.zip", FileKind.ZIP),
        ("archives/bad_crc.zip", FileKind.ZIP),
        ("archives/zipslip_dotdot.zip", FileKind.ZIP),
        ("archives/truncated.zip", FileKind.ZIP),
    ],
)
def test_hostile_files_are_refused(shared_data: Path, name: str, kind: FileKind) -> None:
    with pytest.raises(Uncleanable):
        cleaned((shared_data / "nasty" / name).read_bytes(), kind)


@pytest.mark.parametrize("name", ["HeaderFooter.hwpx", "SimpleTable.hwpx", "blank.hwpx", "sample1.hwpx"])
def test_real_hangul_documents_stay_documents(shared_data: Path, name: str) -> None:
    data = (shared_data / "nasty/docs" / name).read_bytes()
    bare = cleaned(data, FileKind.HWPX)
    assert kind_of(bare) is FileKind.HWPX
    assert text_of(bare, FileKind.HWPX) == text_of(data, FileKind.HWPX)


def test_links_and_litter_stay_out_of_archives(shared_data: Path) -> None:
    for name in ("symlink_to_etc_passwd.zip", "os_junk.zip"):
        bare = cleaned((shared_data / "nasty/archives" / name).read_bytes(), FileKind.ZIP)
        with zipfile.ZipFile(io.BytesIO(bare)) as opened:
            assert not [entry for entry in opened.namelist() if "MACOSX" in entry or "DS_Store" in entry]
            assert all(
                entry.external_attr >> 16 == 0 or entry.external_attr >> 16 == 0o600 for entry in opened.infolist()
            )
