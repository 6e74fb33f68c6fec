"""Finding the passages that pieces of work share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from lms.assessments.similarity.tokens import Tokens, tokens_of
from lms.assessments.similarity.types import Pair, Passage, Rule, Work
from lms.assessments.similarity.winnowing import Numbers, kept, runs

_MOST_PLACES = 4


class _Stream:
    """One kind of tokens of one piece: its runs, the kept ones, and which tokens everybody was given."""

    def __init__(self, tokens: Tokens, k: int, window: int, given: set[int]) -> None:
        self.tokens, self.k = tokens, k
        self.runs: Numbers = runs(tokens.numbers, k)
        self.is_given: NDArray[np.bool_] = np.zeros(len(tokens), bool)
        for place, number in enumerate(self.runs.tolist()) if given else ():
            if number in given:
                self.is_given[place : place + k] = True
        self.places: dict[int, list[int]] = defaultdict(list)
        for place in kept(self.runs, window).tolist():
            number = int(self.runs[place])
            if number not in given and len(self.places[number]) < _MOST_PLACES:
                self.places[number].append(place)

    @property
    def own(self) -> int:
        """Tokens that are the author's."""
        return len(self.tokens) - int(self.is_given.sum())


def compare(
    works: Sequence[Work],
    *,
    starter: Iterable[str] = (),
    about: Collection[int] | None = None,
    rule: Rule = Rule(),  # noqa: B008
) -> list[Pair]:
    """Pairs with passages in common, the largest share first.

    ``starter`` are texts that everybody was given; what stands in them does not count. Works in any order give the
    same pairs; the smaller id is on the left. ``about``: only pairs with at least one of these.
    """
    given = [_given(starter, at, k) for at, k in enumerate((rule.prose, rule.code))]
    pieces = {
        work.id: [
            _Stream(tokens, k, rule.window, given[at])
            for at, (tokens, k) in enumerate(zip(tokens_of(work.text), (rule.prose, rule.code), strict=True))
        ]
        for work in sorted(works, key=lambda work: work.id)
    }
    found = []
    for left, right in _candidates(pieces, rule):
        if about is not None and left not in about and right not in about:
            continue
        pair = _pair(left, right, pieces[left], pieces[right])
        if pair.share >= rule.share:
            found.append(pair)
    return sorted(found, key=lambda pair: (-pair.share, pair.left, pair.right))[: rule.most_pairs]


def _given(starter: Iterable[str], at: int, k: int) -> set[int]:
    numbers: set[int] = set()
    for text in starter:
        numbers.update(runs(tokens_of(text)[at].numbers, k).tolist())
    return numbers


def _candidates(pieces: dict[int, list[_Stream]], rule: Rule) -> list[tuple[int, int]]:
    """Pairs that share a kept run which is not everybody's."""
    owners: dict[tuple[int, int], list[int]] = defaultdict(list)
    for ident, streams in pieces.items():
        for at, stream in enumerate(streams):
            for number in stream.places:
                owners[at, number].append(ident)
    most = max(rule.fewest, int(rule.common * len(pieces)))
    pairs: set[tuple[int, int]] = set()
    for idents in owners.values():
        if 1 < len(idents) <= most:
            pairs.update(combinations(idents, 2))
    return sorted(pairs)


def _pair(left: int, right: int, ours: list[_Stream], theirs: list[_Stream]) -> Pair:
    passages: list[Passage] = []
    covered = [0, 0]
    for mine, other in zip(ours, theirs, strict=True):
        spans = _spans(mine, other)
        passages.extend(_passage(mine.tokens, other.tokens, span) for span in spans)
        covered[0] += _covered(mine, [(a, length) for a, _b, length in spans])
        covered[1] += _covered(other, [(b, length) for _a, b, length in spans])
    own = (sum(stream.own for stream in ours), sum(stream.own for stream in theirs))
    short = 0 if own[0] <= own[1] else 1
    share = covered[short] / own[short] if own[short] else 0.0
    return Pair(left, right, round(min(1.0, share), 4), tuple(sorted(passages, key=lambda each: each.left_start)))


def _spans(mine: _Stream, other: _Stream) -> list[tuple[int, int, int]]:
    """Common passages as (start here, start there, tokens), as long as they go, none inside another."""
    done: dict[int, int] = {}
    spans = []
    for number in sorted(mine.places.keys() & other.places.keys(), key=lambda each: mine.places[each][0]):
        for a in mine.places[number]:
            for b in other.places[number]:
                if done.get(a - b, -1) >= a + mine.k:
                    continue
                start_a, start_b, length = _extended(mine, other, a, b)
                if length >= mine.k:
                    spans.append((start_a, start_b, length))
                    done[a - b] = start_a + length
    return sorted(set(spans))


def _extended(mine: _Stream, other: _Stream, a: int, b: int) -> tuple[int, int, int]:
    one, two = mine.tokens.numbers, other.tokens.numbers
    if not np.array_equal(one[a : a + mine.k], two[b : b + mine.k]):
        return a, b, 0
    while a > 0 and b > 0 and one[a - 1] == two[b - 1] and not mine.is_given[a - 1]:
        a, b = a - 1, b - 1
    longest = min(len(one) - a, len(two) - b)
    differs = np.flatnonzero((one[a : a + longest] != two[b : b + longest]) | mine.is_given[a : a + longest])
    return a, b, int(differs[0]) if len(differs) else longest


def _covered(stream: _Stream, spans: list[tuple[int, int]]) -> int:
    mask = np.zeros(len(stream.tokens), bool)
    for start, length in spans:
        mask[start : start + length] = True
    return int((mask & ~stream.is_given).sum())


def _passage(mine: Tokens, other: Tokens, span: tuple[int, int, int]) -> Passage:
    a, b, length = span
    return Passage(mine.starts[a], mine.ends[a + length - 1], other.starts[b], other.ends[b + length - 1], length)
