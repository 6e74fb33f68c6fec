"""What is compared, by which rule, and what is found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work: its id and everything that was handed in, as text."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """``prose`` and ``code`` are the tokens of a run, ``window`` the runs of which one is kept. Runs that more than
    ``common`` of all pieces (at least ``fewest``) have say nothing. Pairs below ``share`` are left out.
    """

    prose: int = 12
    code: int = 24
    window: int = 6
    common: float = 0.4
    fewest: int = 4
    share: float = 0.1
    most_pairs: int = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """The same passage in both texts, as character ranges (ends excluded), and its length in tokens."""

    left_start: int
    left_end: int
    right_start: int
    right_end: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pieces with passages in common. ``share`` (0 to 1) is the part of the shorter one that they cover."""

    left: int
    right: int
    share: float
    passages: tuple[Passage, ...]
