"""Bytes of unknown encoding into text."""

from __future__ import annotations

import codecs


def decode(data: bytes) -> tuple[str, str]:
    """The text, and the name of the encoding when it was not plain UTF-8.

    UTF-16 with a mark, UTF-8, CP949 (Korean Windows), and at last UTF-8 with marks for what cannot be read
    (``"damaged"``). Line ends become ``\\n``.
    """
    text, note = _decode(data)
    return text.replace("\r\n", "\n").replace("\r", "\n"), note


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return text, "" if encoding == "utf-8" and "\ufffd" not in text else encoding
    try:
        text = data.decode("utf-8")
        return (text.replace("\0", "\ufffd"), "damaged") if "\0" in text else (text, "")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp949"), "cp949"
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace").replace("\0", "\ufffd"), "damaged"
