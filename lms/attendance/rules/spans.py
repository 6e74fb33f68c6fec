"""Presence as a set of intervals: half-open spans of seconds since midnight, in order, never touching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[int, int]
"""From a second of the day to another, the second one excluded."""


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time as a set: empty spans dropped, overlapping and touching ones made one."""
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def within(spans: Sequence[Span], other: Sequence[Span]) -> tuple[Span, ...]:
    """The time that lies in both sets."""
    return tuple((max(a, c), min(b, d)) for a, b in spans for c, d in other if max(a, c) < min(b, d))


def without(spans: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    """The time of the first set that does not lie in the second."""
    kept: list[Span] = []
    for start, end in spans:
        at = start
        for gone_from, gone_to in taken:
            if gone_to <= at or gone_from >= end:
                continue
            if gone_from > at:
                kept.append((at, gone_from))
            at = max(at, gone_to)
        if at < end:
            kept.append((at, end))
    return tuple(kept)


def seconds(spans: Iterable[Span]) -> int:
    """How long it is in all."""
    return sum(end - start for start, end in spans)


def first_seconds(spans: Iterable[Span], most: int) -> tuple[Span, ...]:
    """The beginning of a set, ``most`` seconds long at the most."""
    kept: list[Span] = []
    for start, end in spans:
        if most <= 0:
            break
        kept.append((start, min(end, start + most)))
        most -= end - start
    return tuple(kept)
