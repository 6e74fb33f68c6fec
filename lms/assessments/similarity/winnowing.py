"""Numbers of runs of tokens, and which of them stand for a text."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def runs(tokens: Numbers, k: int) -> Numbers:
    """A number for every run of ``k`` tokens, by its place; empty for shorter streams."""
    count = len(tokens) - k + 1
    if count < 1:
        return np.empty(0, np.uint64)
    value = np.zeros(count, np.uint64)
    for step in range(k):
        value = value * _BASE + tokens[step : step + count]
    value ^= value >> np.uint64(30)
    return value * _MIX


def kept(numbers: Numbers, window: int) -> NDArray[np.intp]:
    """The places of the smallest number (the last of equal ones) in each window of neighbours."""
    if not len(numbers):
        return np.empty(0, np.intp)
    size = min(window, len(numbers))
    views = sliding_window_view(numbers, size)[:, ::-1]
    return np.unique(np.arange(len(views)) + size - 1 - views.argmin(axis=1))
