"""Cases of the placement rate: (B + C) / (C + A - D - E), the public formula."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lms.attendance.rules import BadValueError
from lms.attendance.rules import reading as read


def placement_case(given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Numerator, denominator and rate with one decimal; no rate where nobody counts."""
    if "A" not in given:
        raise BadValueError(f"{where}.A", "missing")
    a, b, c, d, e = (read.count(given.get(name, 0), f"{where}.{name}") for name in "ABCDE")
    denominator = c + a - d - e
    if denominator < 0:
        raise BadValueError(where, "more people excluded than there are")
    tenths = (2_000 * (b + c) + denominator) // (2 * denominator) if denominator else None
    return {
        "numerator": b + c,
        "denominator": denominator,
        "rate_pct": None if tenths is None else tenths / 10,
    }
