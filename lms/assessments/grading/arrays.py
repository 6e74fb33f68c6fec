"""Words for numpy columns."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.intp]


def sums(where: Ints, values: Floats, size: int) -> Floats:
    """Totals of the values by where they belong; places without a value hold 0."""
    return np.bincount(where, values, size).astype(np.float64, copy=False)


def bounded(values: Floats, low: float, high: float) -> Floats:
    """The values, none below ``low`` or above ``high``."""
    inside: Floats = np.clip(values, low, high)
    return inside
