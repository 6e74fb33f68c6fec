"""Hand-made lists of (reviewer, author) pairs: cleaning them, and comparing them with what exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from lms.assessments.allocation.types import Key, Pair, seed_of


def self_pairs(authors: Iterable[Key], reviewers: Collection[Key], existing: Collection[Pair] = ()) -> list[Pair]:
    """Self-assessments for everybody who is both author and reviewer and has none yet."""
    return [(who, who) for who in authors if who in reviewers and (who, who) not in existing]


def unique_pairs(pairs: Iterable[Pair]) -> list[Pair]:
    """Each pair once, in the order of its first appearance."""
    return list(dict.fromkeys(pairs))


def new_pairs(pairs: Iterable[Pair], existing: Collection[Pair]) -> list[Pair]:
    """The pairs that do not exist yet, each once."""
    return [pair for pair in unique_pairs(pairs) if pair not in existing]


def leftover(existing: Mapping[Key, Pair], wanted: Collection[Pair], *, keep_self: bool) -> list[Key]:
    """Which existing assessments (by id) a new list no longer holds; self-assessments stay when asked."""
    return [key for key, pair in existing.items() if pair not in wanted and not (keep_self and pair[0] == pair[1])]


def least_loaded(workload: Mapping[Key, float], *, seed: Key) -> Key | None:
    """The one with the lowest workload (equal to six decimals: the seed draws one), or nothing when nobody is there."""
    return min(workload, key=lambda key: (round(workload[key], 6), seed_of(seed, key)), default=None)
