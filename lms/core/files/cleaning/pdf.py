"""PDF: pages drawn into a new file, without the author, the program, attachments and names on comments."""

from __future__ import annotations

import io
import logging
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from lms.core.files.cleaning.refusal import Uncleanable

MOST_PAGES = 1_000
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/Thumb")
logging.getLogger("pypdf").setLevel(logging.ERROR)


def clean_pdf(data: bytes) -> bytes:
    """Only what the pages need is copied; programs and attachments of the document stay behind."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise Uncleanable("locked")
        if len(reader.pages) > MOST_PAGES:
            raise Uncleanable("too many pages")
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        for item in list(writer._objects):
            _strip(item)
        writer.metadata = None
        out = io.BytesIO()
        writer.write(out)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OSError,
        IndexError,
    ) as problem:
        raise Uncleanable(str(problem)) from problem
    return out.getvalue()


def _strip(item: Any) -> None:
    if not isinstance(item, DictionaryObject):
        return
    for name in _TELLING:
        item.pop(name, None)
    if item.get("/Type") in ("/Page", "/Annot") or "/Subtype" in item:
        item.pop("/AA", None)
        if item.get("/Subtype") != "/Widget":
            item.pop("/T", None)
    action = item.get("/A")
    if isinstance(action, DictionaryObject) and action.get("/S") in ("/JavaScript", "/Launch"):
        item.pop("/A", None)
