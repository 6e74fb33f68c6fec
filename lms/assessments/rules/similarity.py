"""Texts cut at the passages they have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def marked(text: str, ranges: Iterable[Sequence[int]]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is in a common passage. Ranges may overlap; ends are excluded."""
    merged: list[list[int]] = []
    for start, end in sorted((max(0, start), min(len(text), end)) for start, end in ranges):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        elif start < end:
            merged.append([start, end])
    pieces, at = [], 0
    for start, end in merged:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]
