"""The first draft of a round: people in a shuffled circle, each reviewing those at a few fixed distances ahead."""

from __future__ import annotations

from functools import reduce
from math import gcd
from random import Random

TRIES = 50


def circle_edges(count: int, each: int, rng: Random) -> list[tuple[int, int]]:
    """Edges (seat, seat): everybody gives and gets ``each``, nobody oneself, no pair twice.

    With more than 2 × each people no two review each other; from two reviews on the graph of reviewers and works is
    connected, because the distances' differences share no divisor with the number of people.
    """
    seats = list(range(count))
    rng.shuffle(seats)
    offsets = _offsets(count, each, rng)
    return [(seats[at], seats[(at + offset) % count]) for offset in offsets for at in range(count)]


def _offsets(count: int, each: int, rng: Random) -> list[int]:
    if each <= 0 or count < 2:
        return []
    one_way = count > 2 * each
    for _ in range(TRIES):
        offsets = _draw(count, each, one_way, rng)
        if each == 1 or _is_connected(offsets, count):
            return offsets
    # Neighbours at distance 1 and 2 differ by 1, which no number of people divides.
    return list(range(1, each + 1))


def _draw(count: int, each: int, one_way: bool, rng: Random) -> list[int]:
    chosen = [1]
    while len(chosen) < each:
        offset = rng.randrange(2, count)
        mirrored = one_way and (count - offset in chosen or 2 * offset == count)
        if offset not in chosen and not mirrored:
            chosen.append(offset)
    return chosen


def _is_connected(offsets: list[int], count: int) -> bool:
    return reduce(gcd, (offset - 1 for offset in offsets), count) == 1
