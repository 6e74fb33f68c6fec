"""Cases of the placement rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lms.attendance.rules import BadValueError
from lms.attendance.rules import reading as read
from lms.attendance.rules.placement import Placement


def placement_case(given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Numerator, denominator and rate with one decimal; no rate where nobody counts."""
    if "A" not in given:
        raise BadValueError(f"{where}.A", "missing")
    a, b, c, d, e = (read.count(given.get(name, 0), f"{where}.{name}") for name in "ABCDE")
    found = Placement(completers=a, employed=b, early_employed=c, excluded=d, not_unemployed=e)
    if found.denominator < 0:
        raise BadValueError(where, "more people excluded than there are")
    return {
        "numerator": found.numerator,
        "denominator": found.denominator,
        "rate_pct": None if found.tenths is None else found.tenths / 10,
    }
