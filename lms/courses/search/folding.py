"""Folding that keeps every letter in its place, so that a hit in the folded text is a hit in the text."""

from __future__ import annotations

import re
import unicodedata

LONGEST_QUERY = 200
MOST_TERMS = 8
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")
_IS_WIDE = re.compile("[\uff01-\uff5e\u3000]")
_QUOTES = re.compile("[\"'\u2018\u2019\u201c\u201d]")


def plain(text: str) -> str:
    """Text as it is stored for search: composed, on one line, without what no database takes."""
    clean = text.encode("utf-8", "ignore").decode()
    return _BLANK.sub(" ", unicodedata.normalize("NFC", clean)).strip()


def fold(text: str) -> str:
    """Lower case and half width; as long as the text."""
    narrow = text.translate(_WIDE) if _IS_WIDE.search(text) else text
    lower = narrow.lower()
    if len(lower) == len(narrow):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in narrow)


def terms_of(query: str) -> list[str]:
    """The words that must all be found, folded, none twice."""
    words = fold(_QUOTES.sub(" ", plain(query[:LONGEST_QUERY]))).split()
    return list(dict.fromkeys(words))[:MOST_TERMS]
