"""Words of review allocation: who may review what, what was allocated, and what could not be met."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

Key: TypeAlias = int | str
Pair: TypeAlias = tuple[Key, Key]

NO_COUNTS: Mapping[Pair, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Work:
    """A submission that waits for reviews, by one author or by a team."""

    id: Key
    authors: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """Who must not or must review whom. ``apart``: both ways, such as team mates and declared conflicts;
    ``must`` and ``must_not``: (reviewer, author); ``earlier``: how often (reviewer, author) happened before."""

    teams: tuple[frozenset[Key], ...] = ()
    apart: frozenset[frozenset[Key]] = frozenset()
    must: frozenset[Pair] = frozenset()
    must_not: frozenset[Pair] = frozenset()
    earlier: Mapping[Pair, int] = field(default_factory=lambda: NO_COUNTS)


class Unmet(StrEnum):
    """A wish that an allocation could not keep."""

    FEWER_REVIEWS = "fewer_reviews"
    CONFLICT = "conflict"
    MUST_MISSING = "must_missing"
    SAME_WORK_TWICE = "same_work_twice"
    RECIPROCAL = "reciprocal"
    REPEAT = "repeat"
    NOT_CONNECTED = "not_connected"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One wish that was not kept; ``reviewer`` and ``work`` are empty when it concerns the round as a whole."""

    kind: Unmet
    reviewer: Key | None = None
    work: Key | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who reviews what: (reviewer, work) pairs in a fixed order; ``each`` reviews by everybody."""

    pairs: tuple[Pair, ...]
    each: int
    unmet: tuple[Shortfall, ...]
    attempts: int

    def works_of(self, reviewer: Key) -> tuple[Key, ...]:
        return tuple(work for who, work in self.pairs if who == reviewer)

    def reviewers_of(self, work: Key) -> tuple[Key, ...]:
        return tuple(who for who, what in self.pairs if what == work)


class BadRoundError(ValueError):
    """A round that contradicts itself: someone with two works, a negative number of reviews."""


def key_order(key: Key) -> tuple[bool, Key]:
    """Sorts numbers before words, so that a mixture of both has one order."""
    return isinstance(key, str), key


def seed_of(*parts: Key) -> int:
    """A number that is the same on every machine and in every run, from words such as course and assignment."""
    text = "\x1f".join(f"{type(part).__name__}:{part}" for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
