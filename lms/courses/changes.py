"""What changed between two versions of a lesson's Markdown: by paragraphs first, by words within them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_WORDS = 3_000
"""Words of a paragraph beyond which it is shown as wholly replaced: comparing takes quadratic time."""
LEAST_ALIKE = 0.3
"""Paragraphs less alike than this are shown one after the other, not word by word."""

_BLANK = re.compile(r"\n[ \t]*\n+")
_WORD = re.compile(r"[\w']+\s*|[^\w\s]\s*|\s+")


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one mark."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph with its pieces, or ``unchanged`` paragraphs in a row that are left out."""

    pieces: tuple[Piece, ...] = ()
    unchanged: int = 0


def changes(old: str, new: str) -> list[Part]:
    """The parts of the text from top to bottom. Joining everything but REMOVED gives the new paragraphs."""
    before, after = _paragraphs(old), _paragraphs(new)
    parts: list[Part] = []
    for verb, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            parts.append(Part(unchanged=b - a))
        else:
            parts.extend(_compare(before[a:b], after[c:d]))
    return parts


def _paragraphs(text: str) -> list[str]:
    return [part for part in _BLANK.split(text.replace("\r\n", "\n").strip("\n")) if part.strip()]


def _compare(before: Sequence[str], after: Sequence[str]) -> Iterator[Part]:
    for place in range(max(len(before), len(after))):
        old = before[place] if place < len(before) else ""
        new = after[place] if place < len(after) else ""
        yield Part(tuple(_pieces(old, new)))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    a, b = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if not (a and b) or max(len(a), len(b)) > MOST_WORDS or matcher.ratio() < LEAST_ALIKE:
        yield from (Piece(mark, text) for mark, text in ((Mark.REMOVED, old), (Mark.ADDED, new)) if text)
        return
    for verb, start, end, new_start, new_end in matcher.get_opcodes():
        if verb == "equal":
            yield Piece(Mark.SAME, "".join(a[start:end]))
            continue
        if end > start:
            yield Piece(Mark.REMOVED, "".join(a[start:end]))
        if new_end > new_start:
            yield Piece(Mark.ADDED, "".join(b[new_start:new_end]))
