"""Rules of letters and notes: anchoring by words, counting of characters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from lms.portfolio.types import LetterState, WhyNot

CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a note stands: the quoted words, their place (code points of NFC text), and what surrounds them."""

    quote: str
    start: int
    before: str
    after: str


def normal_text(text: str) -> str:
    """The form in which letters are stored, so that places mean the same everywhere."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()


def anchor(text: str, quote: str, *, near: int = 0) -> Anchor | None:
    """The place of ``quote`` in ``text`` that is nearest to ``near``; None when the words are not there."""
    quote = unicodedata.normalize("NFC", quote)
    if not quote.strip():
        return None
    places = []
    found = text.find(quote)
    while found >= 0:
        places.append(found)
        found = text.find(quote, found + 1)
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - near))
    end = start + len(quote)
    return Anchor(quote, start, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def carry(note: Anchor, text: str) -> Anchor | None:
    """The note's place in a newer version: the same words with the same surroundings on one side at least. None when
    they are gone; a note is never put where it may not belong."""
    places = []
    found = text.find(note.quote)
    while found >= 0:
        places.append(found)
        found = text.find(note.quote, found + 1)
    matches = [
        place
        for place in places
        if (note.before and text[:place].endswith(note.before[-12:]))
        or (note.after and text[place + len(note.quote) :].startswith(note.after[:12]))
    ]
    if not matches:
        return None
    start = min(matches, key=lambda place: abs(place - note.start))
    end = start + len(note.quote)
    return Anchor(note.quote, start, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def why_not_ask(state: LetterState, text: str) -> WhyNot | None:
    """Whether a letter can go to the mentors."""
    if not text.strip():
        return WhyNot.EMPTY
    return WhyNot.WAITS_ALREADY if state is LetterState.WAITING else None


def characters(text: str) -> tuple[int, int]:
    """How Korean forms count: with spaces and without."""
    plain = text.replace("\n", "")
    return len(plain), len("".join(plain.split()))
