"""What a centre may decide about checking in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

KIND = "check_in"


@dataclass(frozen=True, slots=True)
class CheckInTerms:
    """``allowed_delay`` for attempts that a dead network held back; the centre's place, if phones may be asked."""

    allowed_delay: timedelta = timedelta(minutes=10)
    latitude: float | None = None
    longitude: float | None = None
    radius: int = 150

    @property
    def asks_for_place(self) -> bool:
        """Whether phones are asked for a yes or no."""
        return self.latitude is not None and self.longitude is not None


def from_numbers(numbers: Mapping[str, Any]) -> CheckInTerms:
    """Read a stored version."""
    return CheckInTerms(
        timedelta(minutes=int(numbers["allowed_delay_minutes"])),
        numbers.get("latitude"),
        numbers.get("longitude"),
        int(numbers.get("radius", 150)),
    )


def to_numbers(terms: CheckInTerms) -> dict[str, Any]:
    """Write a version: minutes, degrees and metres."""
    return {
        "allowed_delay_minutes": int(terms.allowed_delay.total_seconds() // 60),
        "latitude": terms.latitude,
        "longitude": terms.longitude,
        "radius": terms.radius,
    }
