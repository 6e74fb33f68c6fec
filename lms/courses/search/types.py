"""Values of search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TITLE, HEADING, BODY = 8, 3, 1
"""What a term is worth by where it stands."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The three parts of a text that are searched, or three bitmaps of them."""

    title: str
    headings: str
    body: str


@dataclass(frozen=True, slots=True)
class Bitmaps:
    """Which texts hold a pair of letters, by part: bit n stands for text n."""

    title: int = 0
    headings: int = 0
    body: int = 0


Index = Mapping[str, Bitmaps]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may fit, with what it is worth."""

    ordinal: int
    score: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet."""

    text: str
    is_hit: bool
