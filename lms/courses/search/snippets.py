"""Pieces of text around hits, and the plain text of a lesson's HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from lms.courses.search.folding import fold, plain
from lms.courses.search.types import Piece

_TAG = r'(?:"[^"]*"|[^">])*>'
_BREAK = re.compile(
    r"</?(?:p|div|li|[uo]l|h[1-6]|pre|t[dhr]|table|br|hr|blockquote|section|details|summary|d[dt]|fig\w+)\b" + _TAG
)
_MARK = re.compile("</?[a-zA-Z]" + _TAG)
BEFORE, LENGTH = 60, 220


def text_of(html: str) -> str:
    """The words of sanitised HTML on one line."""
    return plain(unescape(_MARK.sub("", _BREAK.sub(" ", html))))


def snippet(text: str, terms: Sequence[str]) -> list[Piece]:
    """The surroundings of the first hit, with every hit in it marked."""
    folded = fold(text)
    hits = sorted(place for term in terms if (place := folded.find(term)) >= 0)
    start = max(0, hits[0] - BEFORE) if hits else 0
    if start:
        blank = text.find(" ", start, start + 20)
        start = blank + 1 if blank >= 0 else start
    shown = text[start : start + LENGTH]
    pieces = highlighted(shown, terms)
    if start:
        pieces.insert(0, Piece("… ", is_hit=False))
    if start + LENGTH < len(text):
        pieces.append(Piece(" …", is_hit=False))
    return pieces


def highlighted(text: str, terms: Sequence[str]) -> list[Piece]:
    """The text in pieces, hits apart; overlapping hits are one."""
    folded = fold(text)
    marked = [False] * len(text)
    for term in terms:
        place = folded.find(term)
        while place >= 0:
            marked[place : place + len(term)] = [True] * len(term)
            place = folded.find(term, place + 1)
    pieces: list[Piece] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or marked[place] != marked[start]:
            pieces.append(Piece(text[start:place], marked[start]))
            start = place
    return pieces
