"""Pairs of letters: the index of a revision, and the texts that fit a query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from lms.courses.search.folding import fold
from lms.courses.search.types import BODY, HEADING, TITLE, Bitmaps, Candidate, Fields, Index


def grams_of(folded: str) -> set[str]:
    """Every letter, and every two letters that stand together within a word."""
    letters = set(folded) - {" "}
    return letters | {one + two for one, two in set(pairwise(folded)) if one != " " and two != " "}


def grams_of_term(term: str) -> list[str]:
    """What must be in a text that holds the term."""
    return [term] if len(term) < 2 else [term[place : place + 2] for place in range(len(term) - 1)]


def build(texts: Sequence[Fields]) -> dict[str, Bitmaps]:
    """The index of texts, numbered in their order."""
    found: dict[str, list[int]] = {}
    for ordinal, text in enumerate(texts):
        bit = 1 << ordinal
        for part, words in enumerate((text.title, text.headings, text.body)):
            for gram in grams_of(fold(words)):
                if (bits := found.get(gram)) is None:
                    bits = found[gram] = [0, 0, 0]
                bits[part] |= bit
    return {gram: Bitmaps(*bits) for gram, bits in found.items()}


def candidates(index: Index, terms: Iterable[str]) -> list[Candidate]:
    """Texts in which every term may stand somewhere, the best first, in their order among equals."""
    parts = [_where(index, term) for term in terms]
    if not parts:
        return []
    fits = -1
    for title, headings, body in parts:
        fits &= title | headings | body
    found = [Candidate(ordinal, _score(parts, 1 << ordinal)) for ordinal in _ordinals(fits)]
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.ordinal))


def _where(index: Index, term: str) -> tuple[int, int, int]:
    title = headings = body = -1
    for gram in grams_of_term(term):
        bits = index.get(gram, Bitmaps())
        title, headings, body = title & bits.title, headings & bits.headings, body & bits.body
    return title, headings, body


def _score(parts: Iterable[tuple[int, int, int]], bit: int) -> int:
    return sum(
        TITLE * bool(title & bit) + HEADING * bool(headings & bit) + BODY * bool(body & bit)
        for title, headings, body in parts
    )


def _ordinals(bits: int) -> Iterable[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def score(text: Fields, terms: Iterable[str]) -> int:
    """What a text is really worth; 0 if a term is nowhere."""
    parts = [(TITLE, fold(text.title)), (HEADING, fold(text.headings)), (BODY, fold(text.body))]
    total = 0
    for term in terms:
        worth = sum(weight for weight, words in parts if term in words)
        if not worth:
            return 0
        total += worth
    return total


def nearest(index: Index, terms: Iterable[str], *, most: int) -> list[int]:
    """Texts whose titles share the most pairs with a query that found nothing."""
    counts: dict[int, int] = {}
    for term in terms:
        for gram in grams_of_term(term):
            for ordinal in _ordinals(index.get(gram, Bitmaps()).title):
                counts[ordinal] = counts.get(ordinal, 0) + 1
    ranked = sorted(counts, key=lambda ordinal: (-counts[ordinal], ordinal))
    return ranked[:most]
