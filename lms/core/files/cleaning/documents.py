"""Office documents (DOCX, XLSX, PPTX) and HWPX: parts that name people are emptied, pictures in them cleaned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lms.core.files.cleaning.images import clean_image
from lms.core.files.cleaning.packing import content, opened, packed
from lms.core.files.cleaning.refusal import Uncleanable
from lms.core.files.kinds import IMAGES, kind_of

_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_CUSTOM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
_WHOLE = {"docProps/core.xml": _CORE, "docProps/app.xml": _APP, "docProps/custom.xml": _CUSTOM}
_NAMES = re.compile(
    rb"((?:\s|:)(?:author|initials|userId|userName|providerId|displayName|lastModifiedBy|clrName|email)\s*=\s*)"
    rb"(\"[^\"]*\"|'[^']*')"
)
_PEOPLE = re.compile(r"^(ppt/commentAuthors|ppt/authors|xl/persons/|word/people)")
_PERSON_NAME = re.compile(rb"(\sname\s*=\s*)(\"[^\"]*\"|'[^']*')")
_SHEET_AUTHOR = re.compile(rb"(<(?:\w+:)?author>)[^<]*(</(?:\w+:)?author>)")
_HWPX_META = re.compile(rb"(<(?:\w+:)?metadata\b[^>]*>).*?(</(?:\w+:)?metadata>)", re.DOTALL)
_HWPX_AUTHOR = re.compile(rb"(trackChangeAuthor\b[^>]*?\sname\s*=\s*)(\"[^\"]*\"|'[^']*')")


def clean_office(data: bytes) -> bytes:
    """Properties gone; whoever commented or changed is called ``-``."""
    return _rewritten(data, _office_part)


def clean_hwpx(data: bytes) -> bytes:
    """The list of metadata emptied; whoever changed is called ``-``."""
    return _rewritten(data, _hwpx_part)


def _rewritten(data: bytes, part: Callable[[str, bytes], bytes]) -> bytes:
    with opened(data) as archive:

        def entries() -> Iterator[tuple[str, bytes, bool]]:
            for entry in archive.infolist():
                if not entry.is_dir():
                    cleaned = part(entry.filename, content(archive, entry))
                    yield entry.filename, cleaned, entry.filename != "mimetype"

        return packed(entries())


def _office_part(name: str, data: bytes) -> bytes:
    if name in _WHOLE:
        return _WHOLE[name]
    if not name.endswith((".xml", ".vml")):
        return _picture(data)
    data = _NAMES.sub(rb'\1"-"', _utf8(data))
    if _PEOPLE.match(name):
        data = _PERSON_NAME.sub(rb'\1"-"', data)
    return _SHEET_AUTHOR.sub(rb"\1-\2", data) if name.startswith("xl/comments") else data


def _hwpx_part(name: str, data: bytes) -> bytes:
    if name.endswith(".hpf"):
        return _HWPX_META.sub(rb"\1\2", _utf8(data))
    return _HWPX_AUTHOR.sub(rb'\1"-"', data) if name.endswith(".xml") else _picture(data)


def _utf8(data: bytes) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16").replace("UTF-16", "UTF-8").replace("utf-16", "UTF-8")
        return text.encode()
    return data


def _picture(data: bytes) -> bytes:
    kind = kind_of(data)
    if kind not in IMAGES or kind is None:
        return data
    try:
        return clean_image(data, kind)
    except Uncleanable:
        return data
