"""Rounding as Moodle stores it: decimal, halves away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def rounded(value: float, places: int = 5) -> float:
    """The value with so many decimals; 5 is what a Moodle grade column holds."""
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
